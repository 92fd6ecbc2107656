package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: comparison. */
@ConformanceTest
class SelectorComparisonTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName("=, <>, <, <=, > and >= compare numbers.")
    void comparison_sixOperators_compareNumbers(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("n", 5));
        candidate.isChosenBy("n = 5", "n <> 6", "n < 6", "n <= 5", "n <= 6", "n > 4", "n >= 5", "n >= 4", "4 < n");
        candidate.isPassedOverBy("n = 6", "n <> 5", "n < 5", "n <= 4", "n > 5", "n >= 6", "5 < n");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Numbers of every type can be compared with each other.")
    void comparison_differentNumericTypes_arePromoted(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setByteProperty("b", (byte) 5);
            message.setShortProperty("s", (short) 5);
            message.setIntProperty("i", 5);
            message.setLongProperty("l", 5);
            message.setFloatProperty("f", 5);
            message.setDoubleProperty("d", 5);
        });
        String[] names = {"b", "s", "i", "l", "f", "d"};
        for (String left : names) {
            candidate.isChosenBy(left + " = 5", left + " = 5.0", left + " < 5.5", left + " >= 5L");
            candidate.isPassedOverBy(left + " <> 5", left + " <> 5.", left + " > 5.0");
            for (String right : names) {
                candidate.isChosenBy(left + " = " + right);
                candidate.isPassedOverBy(left + " < " + right);
            }
        }
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Neighbouring long values are different when they are compared.")
    void comparison_largeLongs_areExact(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setLongProperty("l", 9_007_199_254_740_993L));
        candidate.isChosenBy("l = 9007199254740993", "l > 9007199254740992", "l <> 9007199254740992");
        candidate.isPassedOverBy("l = 9007199254740992", "l >= 9007199254740994");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Strings are equal only if they have the same sequence of characters.")
    void comparison_strings_areExact(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("colour", "blue");
            message.setStringProperty("same", "blue");
            message.setStringProperty("padded", "blue ");
        });
        candidate.isChosenBy(
                "colour = 'blue'", "'blue' = colour", "colour = same", "colour <> padded", "colour <> 'BLUE'");
        candidate.isPassedOverBy(
                "colour = 'Blue'", "colour = 'blue '", "padded = 'blue'", "colour <> same", "colour = ''");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("String and boolean properties are compared with = and <> only; other comparisons do not match.")
    void comparison_orderOfStringsOrBooleans_doesNotMatch(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("a", "a");
            message.setStringProperty("b", "b");
            message.setBooleanProperty("yes", true);
            message.setBooleanProperty("no", false);
        });
        candidate.isPassedOverBy("a < b", "a <= b", "a >= a", "b > a", "yes > no", "no <= no", "yes >= yes");
        candidate.isNotChosenBy("a < 'b'", "b >= 'b'", "'a' < 'b'", "yes > FALSE", "FALSE < TRUE");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A comparison of values of unlike types is false.")
    void comparison_unlikeTypes_isFalse(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("text", "5");
            message.setIntProperty("number", 5);
            message.setStringProperty("truth", "true");
            message.setBooleanProperty("flag", true);
        });
        candidate.isPassedOverBy(
                "text = number",
                "number = text",
                "truth = flag",
                "flag = number",
                "text = 5",
                "number = '5'",
                "truth = TRUE",
                "flag = 'true'",
                "flag = 1",
                "text > 1",
                "text <= number");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("<> of values of unlike types is false too.")
    void comparison_unlikeTypesNotEqual_isFalse(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("text", "abc");
            message.setIntProperty("number", 5);
            message.setBooleanProperty("flag", true);
        });
        candidate.isPassedOverBy("text <> 5", "number <> 'abc'", "flag <> 1", "flag <> 'x'", "text <> number");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("The negation of a comparison of unlike types is true.")
    void comparison_unlikeTypesNegated_isTrue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("text", "abc");
            message.setIntProperty("number", 5);
            message.setBooleanProperty("flag", true);
        });
        candidate.isChosenBy(
                "NOT (text = 5)",
                "NOT (text > 1)",
                "NOT (number = 'abc')",
                "NOT (flag = number)",
                "NOT (text <> number)");
    }

    @Test
    @Spec("3.8.1.2")
    @DisplayName("A comparison with NULL is unknown, and so is its negation.")
    void comparison_null_isUnknown(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("number", 5);
            message.setStringProperty("text", "abc");
            message.setBooleanProperty("flag", true);
        });
        for (String operator : new String[] {"=", "<>"}) {
            for (String other : new String[] {"number", "text", "flag", "'a'", "TRUE", "missing"}) {
                String comparison = "absent " + operator + " " + other;
                candidate.isPassedOverBy(comparison, "NOT (" + comparison + ")");
            }
        }
        for (String operator : new String[] {"<", "<=", ">", ">="}) {
            candidate.isPassedOverBy("absent " + operator + " number", "NOT (0 " + operator + " absent)");
        }
    }
}
