package org.petrelmq.jms;

import jakarta.jms.JMSException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The conversions of properties, map and stream values: tables 3-2 and 3-7 of JMS 3.1. Null becomes what the type's {@code
 * valueOf(String)} makes of null: false, a NumberFormatException for integers, a NullPointerException for the rest
 * (§3.5.4).
 */
final class Values {
    private Values() {}

    static boolean toBoolean(@Nullable Object value) throws JMSException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value == null || value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        throw unconvertible(value, "boolean");
    }

    static byte toByte(@Nullable Object value) throws JMSException {
        if (value instanceof Byte number) {
            return number;
        }
        if (value == null || value instanceof String) {
            return Byte.parseByte(text(value));
        }
        throw unconvertible(value, "byte");
    }

    static short toShort(@Nullable Object value) throws JMSException {
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).shortValue();
        }
        if (value == null || value instanceof String) {
            return Short.parseShort(text(value));
        }
        throw unconvertible(value, "short");
    }

    static int toInt(@Nullable Object value) throws JMSException {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value == null || value instanceof String) {
            return Integer.parseInt(text(value));
        }
        throw unconvertible(value, "int");
    }

    static long toLong(@Nullable Object value) throws JMSException {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value == null || value instanceof String) {
            return Long.parseLong(text(value));
        }
        throw unconvertible(value, "long");
    }

    static float toFloat(@Nullable Object value) throws JMSException {
        if (value instanceof Float number) {
            return number;
        }
        if (value instanceof String text) {
            return Float.parseFloat(text);
        }
        if (value == null) {
            throw missing("float");
        }
        throw unconvertible(value, "float");
    }

    static double toDouble(@Nullable Object value) throws JMSException {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof String text) {
            return Double.parseDouble(text);
        }
        if (value == null) {
            throw missing("double");
        }
        throw unconvertible(value, "double");
    }

    static char toChar(@Nullable Object value) throws JMSException {
        if (value instanceof Character character) {
            return character;
        }
        if (value == null) {
            throw missing("char");
        }
        throw unconvertible(value, "char");
    }

    static @Nullable String toText(@Nullable Object value) throws JMSException {
        if (value instanceof byte[]) {
            throw unconvertible(value, "String");
        }
        return value == null ? null : value.toString();
    }

    /** A copy, since the API hands out copies of mutable values (§3.12). */
    static byte @Nullable [] toBytes(@Nullable Object value) throws JMSException {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value == null) {
            return null;
        }
        throw unconvertible(value, "byte[]");
    }

    /** A copy of a part of an array; of null, which the bodies of maps and streams may hold, null (§3.12). */
    static byte @Nullable [] portionOf(byte @Nullable [] value, int offset, int length) throws JMSException {
        if (value == null) {
            return null;
        }
        return Arrays.copyOfRange(requirePart(value, offset, length), offset, offset + length);
    }

    /** A value as the application gets it: a copy if it is mutable. */
    static @Nullable Object copyOf(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes.clone() : value;
    }

    /** The value as a property, refusing types that properties do not have (§3.5.5). */
    static @Nullable Object requireProperty(@Nullable Object value) throws JMSException {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte) {
            return value;
        }
        throw JmsErrors.MESSAGE_FORMAT.exception("A property cannot be a "
                + value.getClass().getName() + ", only a boxed primitive other than Character, or a String.");
    }

    /** The value as an element of a map or stream body, copied; refusing types that those do not have (§3.11.3). */
    static @Nullable Object requireElement(@Nullable Object value) throws JMSException {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        return value instanceof Character ? value : requireBodyValue(value);
    }

    private static @Nullable Object requireBodyValue(@Nullable Object value) throws JMSException {
        try {
            return requireProperty(value);
        } catch (JMSException e) {
            JMSException refused = JmsErrors.MESSAGE_FORMAT.exception("A map or stream message cannot hold a "
                    + (value == null ? "null" : value.getClass().getName())
                    + ", only boxed primitives, String and byte[].");
            refused.initCause(e);
            throw refused;
        }
    }

    /** What {@code Integer.parseInt} and its siblings refuse with the exception that the specification wants. */
    private static String text(@Nullable Object value) {
        if (value == null) {
            throw new NumberFormatException("The value is null or was never set, and null is no number.");
        }
        return (String) value;
    }

    private static NullPointerException missing(String type) {
        return new NullPointerException("The value is null or was never set, and null is no " + type + ".");
    }

    private static JMSException unconvertible(Object value, String type) {
        String from = value instanceof byte[] ? "byte[]" : value.getClass().getSimpleName();
        return JmsErrors.MESSAGE_FORMAT.exception("A value of type " + from + " cannot be read as " + type + ".");
    }

    /** An array that the caller has to give. */
    static byte[] requireBytes(byte @Nullable [] value) throws JMSException {
        if (value == null) {
            throw JmsErrors.MESSAGE_FORMAT.exception("The byte[] must not be null.");
        }
        return value;
    }

    /** An array of which the caller names a part that it has. */
    static byte[] requirePart(byte[] array, int offset, int length) throws JMSException {
        if (offset < 0 || length < 0 || length > array.length - offset) {
            throw JmsErrors.MESSAGE_FORMAT.exception(
                    "A byte[] of " + array.length + " has no part of " + length + " from " + offset + ".");
        }
        return array;
    }
}
