package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: numeric literals. */
@ConformanceTest
class SelectorNumbersTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Exact numeric literals are written in decimal digits, with or without a sign.")
    void exactLiteral_decimal_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("plus", 62);
            message.setIntProperty("minus", -957);
            message.setIntProperty("zero", 0);
        });
        candidate.isChosenBy("plus = 62", "plus = +62", "minus = -957", "zero = 0", "zero = -0", "zero <> 62");
        candidate.isPassedOverBy("plus = -62", "minus = 957", "minus = +957", "zero = 1");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A leading zero makes an exact numeric literal octal, as in Java.")
    void exactLiteral_octal_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("number", 8));
        candidate.isChosenBy("number = 010", "number = 0010", "number = -010 + 020");
        candidate.isPassedOverBy("number = 10", "number = 0x10");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Digits that are not octal after a leading zero make no literal, as in Java.")
    void exactLiteral_octalWithDigitNine_isRefused(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("number", 9));
        candidate.cannotBeChosenBy("number = 09", "number = 018");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("0x and 0X make an exact numeric literal hexadecimal, as in Java.")
    void exactLiteral_hexadecimal_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("number", 0x1aF));
        candidate.isChosenBy("number = 0x1aF", "number = 0X1Af", "-number = -0x1af");
        candidate.isPassedOverBy("number = 0x1A", "number = 0x1B0");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("0b and 0B make an exact numeric literal binary, as in Java.")
    void exactLiteral_binary_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("number", 5));
        candidate.isChosenBy("number = 0b101", "number = 0B0101");
        candidate.isPassedOverBy("number = 0b110", "number = 101");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Underscores may stand between the digits of a numeric literal, as in Java.")
    void literal_underscores_areSkipped(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("million", 1_000_000);
            message.setDoubleProperty("half", 1_000.5);
        });
        candidate.isChosenBy(
                "million = 1_000_000",
                "million = 1__000000",
                "million = 0xF_42_40",
                "million = 1_000_000L",
                "half = 1_000.5",
                "half = 1_0_0_0.5_0");
        candidate.cannotBeChosenBy("million = 1000000_", "half = 1000_.5");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("An exact numeric literal may end in L or l, as in Java.")
    void exactLiteral_suffixL_isAllowed(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setLongProperty("number", 57));
        candidate.isChosenBy("number = 57L", "number = 57l", "number = +57L", "-57L = -number");
        candidate.isPassedOverBy("number = 58L");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Octal, hexadecimal and binary literals may end in L or l too.")
    void exactLiteral_suffixLOtherRadix_isAllowed(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setLongProperty("number", 21);
            message.setLongProperty("highest", Long.MAX_VALUE);
        });
        candidate.isChosenBy(
                "number = 025L",
                "number = 0x15L",
                "number = 0X15l",
                "number = 0b10101L",
                "highest = 0x7FFFFFFFFFFFFFFFL");
        candidate.isPassedOverBy("number = 21L + 0L + 1L");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Exact numeric literals reach both ends of long, with and without the suffix.")
    void exactLiteral_endsOfLong_areInRange(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setLongProperty("highest", Long.MAX_VALUE);
            message.setLongProperty("lowest", Long.MIN_VALUE);
        });
        candidate.isChosenBy(
                "highest = 9223372036854775807",
                "highest = 9223372036854775807L",
                "highest > 9223372036854775806",
                "lowest = -9223372036854775808",
                "lowest = -9223372036854775808L",
                "lowest < -9223372036854775807");
        candidate.isPassedOverBy("highest = 9223372036854775806", "lowest = -9223372036854775807");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Approximate numeric literals may be in scientific notation.")
    void approximateLiteral_exponent_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setDoubleProperty("large", 7000);
            message.setDoubleProperty("negative", -5790);
            message.setDoubleProperty("small", 0.025);
        });
        candidate.isChosenBy(
                "large = 7E3",
                "large = 7e3",
                "large = 7E+3",
                "large = 7.E3",
                "negative = -57.9E2",
                "small = 2.5E-2",
                "small = .25e-1");
        candidate.isPassedOverBy("large = 7E2", "negative = 57.9E2", "small = 2.5E2");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Approximate numeric literals may begin or end with the decimal point.")
    void approximateLiteral_decimalPoint_mayBeFirstOrLast(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setDoubleProperty("seven", 7);
            message.setDoubleProperty("tenths", 0.5);
            message.setDoubleProperty("minus", -95.75);
        });
        candidate.isChosenBy(
                "seven = 7.",
                "seven = 7.0",
                "seven = +7.",
                "tenths = .5",
                "tenths = 0.5",
                "-tenths = -.5",
                "minus = -95.75");
        candidate.isPassedOverBy("seven = 7.5", "tenths = .25", "minus = 95.75");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("An approximate numeric literal may end in f, F, d or D, as in Java.")
    void approximateLiteral_suffix_isAllowed(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setDoubleProperty("one", 1);
            message.setFloatProperty("half", 0.5f);
            message.setFloatProperty("tenth", 0.1f);
        });
        candidate.isChosenBy(
                "one = 1f",
                "one = 1F",
                "one = 1d",
                "one = 1.0D",
                "one = 1.e0f",
                "half = .5f",
                "tenth = 0.1f",
                "half = 0.5d",
                "half = 5e-1F");
        candidate.isPassedOverBy("one = 2f", "half = 1.5d");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Approximate numeric literals may be hexadecimal with a binary exponent, as in Java.")
    void approximateLiteral_hexadecimal_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setDoubleProperty("twelve", 12));
        candidate.isChosenBy("twelve = 0x1.8p3", "twelve = 0xCp0", "twelve = 0X3P2f");
        candidate.isPassedOverBy("twelve = 0x1.8p2");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Approximate numeric literals reach both ends of double.")
    void approximateLiteral_endsOfDouble_areInRange(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setDoubleProperty("largest", Double.MAX_VALUE);
            message.setDoubleProperty("smallest", Double.MIN_VALUE);
        });
        candidate.isChosenBy(
                "largest = 1.7976931348623157E308",
                "-largest = -1.7976931348623157E308",
                "smallest = 4.9E-324",
                "smallest > 0");
    }
}
