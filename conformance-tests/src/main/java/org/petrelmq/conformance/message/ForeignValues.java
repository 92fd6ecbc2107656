package org.petrelmq.conformance.message;

import jakarta.jms.MessageFormatException;

/** The conversions of tables 3-2 and 3-7, for the foreign messages. */
final class ForeignValues {
    private ForeignValues() {}

    static Object convert(Object value, ValueType type) throws MessageFormatException {
        if (value == null) {
            return ofNull(type);
        }
        for (ValueType row : ValueType.values()) {
            if (row.sample().getClass() == value.getClass()) {
                if (!row.readableAs().contains(type)) {
                    throw new MessageFormatException("A " + row + " is no " + type);
                }
                return row == type ? value : type.from(value);
            }
        }
        throw new MessageFormatException("no type of values: " + value.getClass());
    }

    private static Object ofNull(ValueType type) {
        return switch (type) {
            case STRING, BYTES -> null;
            case BOOLEAN -> false;
            case BYTE, SHORT, INT, LONG -> throw new NumberFormatException("null");
            case CHAR, FLOAT, DOUBLE -> throw new NullPointerException("null");
        };
    }
}
