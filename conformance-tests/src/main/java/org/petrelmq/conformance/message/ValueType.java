package org.petrelmq.conformance.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The types of values in properties, maps and streams, with the conversions of tables 3-2 and 3-7. */
enum ValueType {
    BOOLEAN,
    BYTE,
    SHORT,
    CHAR,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    BYTES;

    /** The types of properties. */
    static final List<ValueType> OF_PROPERTIES = List.of(BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, STRING);

    /** The types of values in maps and streams. */
    static final List<ValueType> OF_BODIES = List.of(values());

    /** The types whose conversion from a string can fail. */
    static final List<ValueType> NUMBERS = List.of(BYTE, SHORT, INT, LONG, FLOAT, DOUBLE);

    /** A row of the table: what a value of this type can be read as. */
    Set<ValueType> readableAs() {
        return switch (this) {
            case BOOLEAN -> EnumSet.of(BOOLEAN, STRING);
            case BYTE -> EnumSet.of(BYTE, SHORT, INT, LONG, STRING);
            case SHORT -> EnumSet.of(SHORT, INT, LONG, STRING);
            case CHAR -> EnumSet.of(CHAR, STRING);
            case INT -> EnumSet.of(INT, LONG, STRING);
            case LONG -> EnumSet.of(LONG, STRING);
            case FLOAT -> EnumSet.of(FLOAT, DOUBLE, STRING);
            case DOUBLE -> EnumSet.of(DOUBLE, STRING);
            case STRING -> EnumSet.of(BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, STRING);
            case BYTES -> EnumSet.of(BYTES);
        };
    }

    /** A value of this type. */
    Object sample() {
        return switch (this) {
            case BOOLEAN -> true;
            case BYTE -> (byte) -12;
            case SHORT -> (short) -1234;
            case CHAR -> '7';
            case INT -> -123_456;
            case LONG -> -12_345_678_901L;
            case FLOAT -> -1.5f;
            case DOUBLE -> -2.25e100;
            case STRING -> "-7";
            case BYTES -> new byte[] {1, 2, 3};
        };
    }

    /** A value of this type that can be read as that one: strings have to look like it. */
    Object sampleFor(ValueType target) {
        return this == STRING && target == BOOLEAN ? "true" : sample();
    }

    /** What the other type's value is when read as this one. */
    Object from(Object value) {
        if (this == STRING) {
            return String.valueOf(value);
        }
        if (value instanceof String text) {
            return parse(text);
        }
        return value instanceof Number number ? narrow(number) : value;
    }

    private Object parse(String text) {
        return switch (this) {
            case BOOLEAN -> Boolean.valueOf(text);
            case BYTE -> Byte.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case CHAR, STRING, BYTES -> throw new IllegalArgumentException("no string conversion to " + this);
        };
    }

    private Object narrow(Number number) {
        return switch (this) {
            case BYTE -> number.byteValue();
            case SHORT -> number.shortValue();
            case INT -> number.intValue();
            case LONG -> number.longValue();
            case FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
            case BOOLEAN, CHAR, STRING, BYTES -> throw new IllegalArgumentException("no conversion to " + this);
        };
    }
}
