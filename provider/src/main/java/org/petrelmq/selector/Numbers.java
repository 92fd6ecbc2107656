package org.petrelmq.selector;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Number literals as Java writes them (JMS 3.1 §3.8.1.1). */
final class Numbers {
    /** Longer than any integer of 64 bits, binary digits and prefix included. */
    private static final int LONGEST_INTEGER = 80;

    private Numbers() {}

    /**
     * The value of an integer literal: an int where it fits in one and does not end in L, else a long. Java's own literals
     * stop at int without the L; JMS supports the range of long either way.
     *
     * @return null where the text is not such a literal or is out of range
     */
    static @Nullable Number integer(String literal, boolean negative) {
        boolean isLong = literal.endsWith("l") || literal.endsWith("L");
        String digits = withoutUnderscores(literal.substring(0, literal.length() - (isLong ? 1 : 0)));
        if (digits == null || digits.length() > LONGEST_INTEGER) {
            return null;
        }
        int radix = radix(digits);
        BigInteger value;
        try {
            value = new BigInteger(digits.substring(radix == 16 || radix == 2 ? 2 : 0), radix);
        } catch (NumberFormatException e) {
            return null;
        }
        return radix == 10 ? decimalInteger(negative ? value.negate() : value, isLong) : bits(value, isLong, negative);
    }

    private static int radix(String digits) {
        if (digits.length() == 1 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static @Nullable Number decimalInteger(BigInteger value, boolean isLong) {
        if (value.bitLength() > 63) {
            return null;
        }
        return isLong || value.bitLength() > 31 ? (Number) value.longValue() : (Number) value.intValue();
    }

    /** Hexadecimal, octal and binary literals name the bits: {@code 0xFFFFFFFF} is the int -1. */
    private static @Nullable Number bits(BigInteger value, boolean isLong, boolean negative) {
        if (value.signum() < 0 || value.bitLength() > 64) {
            return null;
        }
        if (isLong || value.bitLength() > 32) {
            return negative ? -value.longValue() : value.longValue();
        }
        return negative ? -value.intValue() : value.intValue();
    }

    /**
     * The value of a floating-point literal: a float where it ends in f, else a double.
     *
     * @return null where the text is not such a literal or is out of range
     */
    static @Nullable Number decimal(String literal) {
        String digits = withoutUnderscores(literal);
        if (digits == null) {
            return null;
        }
        try {
            if (digits.endsWith("f") || digits.endsWith("F")) {
                float value = Float.parseFloat(digits);
                return Float.isInfinite(value) ? null : value;
            }
            double value = Double.parseDouble(digits);
            return Double.isInfinite(value) ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Java allows underscores between digits only; null where one stands elsewhere. */
    private static @Nullable String withoutUnderscores(String literal) {
        if (literal.indexOf('_') < 0) {
            return literal;
        }
        StringBuilder digits = new StringBuilder(literal.length());
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c != '_') {
                digits.append(c);
            } else if (!isDigitAfterUnderscores(literal, i)
                    || digits.isEmpty()
                    || !isDigit(digits.charAt(digits.length() - 1))) {
                return null;
            }
        }
        return digits.toString();
    }

    private static boolean isDigitAfterUnderscores(String literal, int at) {
        int next = at;
        while (next < literal.length() && literal.charAt(next) == '_') {
            next++;
        }
        return next < literal.length() && isDigit(literal.charAt(next));
    }

    private static boolean isDigit(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
