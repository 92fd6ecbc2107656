package org.petrelmq.selector;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Number literals as Java writes them (JMS 3.1 §3.8.1.1, Java Language Specification §3.10.1 and §3.10.2), with two
 * differences that JMS makes: an exact literal may have the range of long without an L at its end, and a minus before a
 * decimal one belongs to it, so that the smallest long can be written.
 *
 * <p>A text that is not such a literal, or is out of range, is a {@link NumberFormatException} whose message is a sentence
 * with the literal in it.
 */
final class Numbers {
    // A digit, then digits and underscores, no underscore last. Possessive: however long the literal is, the matcher
    // neither recurses nor goes back.
    private static final String DIGITS = "[0-9][0-9_]*+(?<!_)";
    private static final String HEX_DIGITS = "[0-9a-fA-F][0-9a-fA-F_]*+(?<!_)";

    private static final Pattern INTEGER = Pattern.compile("-?(?:0[xX](?<hex>" + HEX_DIGITS + ")"
            + "|0[bB](?<binary>[01][01_]*+(?<!_))"
            + "|0(?<octal>[0-7_]++(?<!_))"
            + "|(?<decimal>0|[1-9][0-9_]*+(?<!_)))[lL]?");

    private static final Pattern FLOATING =
            Pattern.compile("(?:(?<decimal>" + DIGITS + "(?:\\.(?:" + DIGITS + ")?)?|\\." + DIGITS + ")(?:[eE][+-]?"
                    + DIGITS + ")?"
                    + "|0[xX](?<hex>" + HEX_DIGITS + "\\.?|(?:" + HEX_DIGITS + ")?\\." + HEX_DIGITS + ")[pP][+-]?"
                    + DIGITS + ")[fFdD]?");

    /** No integer of 64 bits has more digits, in any radix, once the zeros before them are gone. */
    private static final int LONGEST_INTEGER = 64;

    private static final int LONGEST_QUOTATION = 60;

    private Numbers() {}

    /**
     * The value of an exact literal: an int where it fits in one and does not end in L, else a long.
     *
     * @param literal the literal, with a minus before it or without
     */
    static Number integer(String literal) {
        Matcher parts = INTEGER.matcher(literal);
        if (!parts.matches()) {
            throw malformed(literal, "an integer");
        }
        boolean isLong = literal.endsWith("l") || literal.endsWith("L");
        boolean isNegative = literal.startsWith("-");
        String decimal = parts.group("decimal");
        if (decimal != null) {
            BigInteger value = unsigned(decimal, 10, literal);
            return decimalInteger(isNegative ? value.negate() : value, isLong, literal);
        }
        Number bits = bits(unsigned(parts, literal), isLong, literal);
        return isNegative ? negated(bits) : bits;
    }

    private static BigInteger unsigned(Matcher parts, String literal) {
        if (parts.group("hex") != null) {
            return unsigned(parts.group("hex"), 16, literal);
        } else if (parts.group("binary") != null) {
            return unsigned(parts.group("binary"), 2, literal);
        }
        return unsigned(parts.group("octal"), 8, literal);
    }

    private static BigInteger unsigned(String digits, int radix, String literal) {
        StringBuilder significant = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c != '_' && (c != '0' || !significant.isEmpty())) {
                significant.append(c);
            }
        }
        if (significant.length() > LONGEST_INTEGER) {
            throw outOfRange(literal, "long");
        }
        return significant.isEmpty() ? BigInteger.ZERO : new BigInteger(significant.toString(), radix);
    }

    private static Number decimalInteger(BigInteger value, boolean isLong, String literal) {
        if (value.bitLength() > 63) {
            throw outOfRange(literal, "long");
        }
        return isLong || value.bitLength() > 31 ? (Number) value.longValue() : (Number) value.intValue();
    }

    /** Hexadecimal, octal and binary literals name the bits: {@code 0xFFFFFFFF} is the int -1. */
    private static Number bits(BigInteger value, boolean isLong, String literal) {
        if (value.bitLength() > 64) {
            throw outOfRange(literal, "long");
        }
        return isLong || value.bitLength() > 32 ? (Number) value.longValue() : (Number) value.intValue();
    }

    private static Number negated(Number value) {
        return value instanceof Long number ? (Number) (-number) : (Number) (-value.intValue());
    }

    /** The value of an approximate literal: a float where it ends in f, else a double. */
    static Number decimal(String literal) {
        Matcher parts = FLOATING.matcher(literal);
        if (!parts.matches()) {
            throw malformed(literal, "a floating-point");
        }
        String digits = literal.replace("_", "");
        boolean isFloat = digits.endsWith("f") || digits.endsWith("F");
        Number value = isFloat ? (Number) Float.parseFloat(digits) : (Number) Double.parseDouble(digits);
        String significand = parts.group("decimal") == null ? parts.group("hex") : parts.group("decimal");
        boolean underflow = value.doubleValue() == 0 && !isZero(significand);
        if (underflow || Double.isInfinite(value.doubleValue())) {
            throw outOfRange(literal, isFloat ? "float" : "double");
        }
        return value;
    }

    private static boolean isZero(String significand) {
        return significand.chars().allMatch(c -> c == '0' || c == '.' || c == '_');
    }

    private static NumberFormatException malformed(String literal, String kind) {
        return new NumberFormatException(
                "The number \"" + abbreviated(literal) + "\" is not written like " + kind + " literal of Java");
    }

    private static NumberFormatException outOfRange(String literal, String type) {
        return new NumberFormatException(
                "The number \"" + abbreviated(literal) + "\" is out of the range of Java's " + type);
    }

    private static String abbreviated(String literal) {
        return literal.length() <= LONGEST_QUOTATION ? literal : literal.substring(0, LONGEST_QUOTATION) + "…";
    }
}
