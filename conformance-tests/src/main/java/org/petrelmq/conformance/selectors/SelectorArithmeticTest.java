package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: arithmetic. */
@ConformanceTest
class SelectorArithmeticTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Arithmetic expressions add, subtract, multiply and divide properties and literals.")
    void arithmetic_fourOperators_calculate(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("six", 6);
            message.setIntProperty("two", 2);
        });
        candidate.isChosenBy(
                "six + two = 8",
                "six - two = 4",
                "six * two = 12",
                "six / two = 3",
                "six + 1 > 3 * two",
                "8 = six+two");
        candidate.isPassedOverBy("six + two = 4", "six - two = 8", "six * two = 3", "six / two = 12");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Unary signs come before multiplication and division, and these before addition and subtraction.")
    void arithmetic_precedence_isThatOfJava(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("two", 2);
            message.setIntProperty("three", 3);
            message.setIntProperty("four", 4);
        });
        candidate.isChosenBy(
                "two + three * four = 14",
                "two * three + four = 10",
                "four - four / two = 2",
                "-two * three = -6",
                "three - -two = 5",
                "-three + four = 1");
        candidate.isPassedOverBy("two + three * four = 20", "four - four / two = 0", "-three + four = -7");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Operators of the same precedence are evaluated from left to right.")
    void arithmetic_samePrecedence_goesLeftToRight(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("ten", 10);
            message.setIntProperty("hundred", 100);
        });
        candidate.isChosenBy("ten - 4 - 3 = 3", "hundred / ten / 5 = 2", "hundred / ten * 5 = 50", "ten - 4 + 3 = 9");
        candidate.isPassedOverBy("ten - 4 - 3 = 9", "hundred / ten * 5 = 2", "ten - 4 + 3 = 3");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Parentheses change the order of arithmetic.")
    void arithmetic_parentheses_goFirst(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("two", 2);
            message.setIntProperty("three", 3);
        });
        candidate.isChosenBy(
                "(two + three) * 4 = 20",
                "10 - (4 - three) = 9",
                "((two)) = 2",
                "(two + (three * (two - 1))) = 5",
                "2 * (three + 1) > (7)");
        candidate.isPassedOverBy("(two + three) * 4 = 14", "10 - (4 - three) = 3");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Unary signs apply to properties, parentheses and signed expressions.")
    void arithmetic_unarySigns_applyToAnyOperand(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("five", 5);
            message.setDoubleProperty("half", 0.5);
        });
        candidate.isChosenBy(
                "-five = -5",
                "+five = 5",
                "- five = -5",
                "-(five + 1) = -6",
                "- -five = 5",
                "-half = -.5",
                "2 * -five = -10");
        candidate.isPassedOverBy("-five = 5", "+five = -5", "-(five + 1) = -4");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("byte, short and int properties are promoted to int in arithmetic.")
    void promotion_smallIntegers_becomeInt(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setByteProperty("b", Byte.MAX_VALUE);
            message.setShortProperty("s", Short.MAX_VALUE);
        });
        candidate.isChosenBy("b + 1 = 128", "s + 1 = 32768", "b * b = 16129", "b + s = 32894", "-b = -127");
        candidate.isPassedOverBy("b + 1 = -128", "s + 1 = -32768");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Arithmetic of int properties overflows as in Java, and that of a long property does not.")
    void promotion_intWithLong_becomesLong(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("i", Integer.MAX_VALUE);
            message.setLongProperty("l", 2);
        });
        candidate.isChosenBy("i + i = -2", "i * l = 4294967294L", "i + l > i", "l * i > 0");
        candidate.isPassedOverBy("i + i = 4294967294L", "i + i > 0", "i * l = -2");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Division of integers drops the fraction, and division that involves a float or double keeps it.")
    void promotion_division_keepsFractionOfFloatingPoint(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("i", 7);
            message.setLongProperty("l", 7);
            message.setFloatProperty("f", 7);
            message.setDoubleProperty("d", 7);
        });
        candidate.isChosenBy(
                "i / 2 = 3",
                "l / 2 = 3",
                "-i / 2 = -3",
                "f / 2 = 3.5",
                "d / 2 = 3.5",
                "i / 2.0 = 3.5",
                "l / 2. = 3.5",
                "i / 2 * 2 = 6");
        candidate.isPassedOverBy("i / 2 = 3.5", "l / 2 = 3.5", "f / 2 = 3", "d / 2 = 3");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Operands are promoted to float with a float and to double with a double.")
    void promotion_floatingPoint_takesWiderType(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setFloatProperty("f", 0.1f);
            message.setDoubleProperty("d", 0.1);
            message.setIntProperty("odd", 16_777_217);
        });
        candidate.isChosenBy("d = 0.1", "f + d > 0.2", "odd + 0.0 = 16777217", "odd + f * 0 = 16777216");
        candidate.isPassedOverBy("f + d = 0.2", "odd + 0.0 = 16777216");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Arithmetic with NULL is unknown.")
    void arithmetic_null_isUnknown(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("one", 1));
        for (String expression : new String[] {"absent + 1", "one - absent", "absent * 0", "one / absent", "-absent"}) {
            candidate.isPassedOverBy(
                    expression + " = 0",
                    expression + " <> 0",
                    "NOT (" + expression + " = 0)",
                    "NOT (" + expression + " BETWEEN 0 AND 5)");
        }
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "A property set as a string is not converted to a number: arithmetic and comparison with it do not match.")
    void arithmetic_stringOfDigits_doesNotMatch(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setStringProperty("NumberOfOrders", "2"));
        candidate.isChosenBy("NumberOfOrders = '2'");
        candidate.isPassedOverBy(
                "NumberOfOrders > 1",
                "NumberOfOrders = 2",
                "NumberOfOrders + 1 = 3",
                "2 * NumberOfOrders > 1",
                "-NumberOfOrders < 0",
                "NumberOfOrders BETWEEN 1 AND 3");
    }

    @Test
    @Spec("3.8.1")
    @DisplayName(
            "A selector that divides an integer by zero does not match and does no harm: other consumers receive the message.")
    void arithmetic_integerDivisionByZero_doesNotMatch(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("i", 1);
            message.setLongProperty("l", 1);
            message.setIntProperty("zero", 0);
        });
        candidate.isPassedOverBy("i / zero = 1", "i / zero = 0", "l / zero > 0", "zero / zero = 0");
        candidate.isChosenBy("i = 1", "zero / i = 0");
    }
}
