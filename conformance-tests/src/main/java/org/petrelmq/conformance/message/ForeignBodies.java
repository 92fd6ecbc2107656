package org.petrelmq.conformance.message;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.ObjectMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Foreign messages of each kind, and the classes of those whose bodies are not streams. */
final class ForeignBodies {
    private ForeignBodies() {}

    /** A new message of that kind. */
    static ForeignMessage of(MessageKind kind) {
        return switch (kind) {
            case TEXT -> new Text();
            case MAP -> new OfMap();
            case STREAM -> new ForeignStream();
            case BYTES -> new ForeignBytes();
            case OBJECT -> new OfObject();
        };
    }

    /** A new message of that kind with that content. */
    static ForeignMessage of(MessageKind kind, String content) throws JMSException {
        ForeignMessage message = of(kind);
        kind.write(message, content);
        return message;
    }

    static final class Text extends ForeignMessage implements TextMessage {
        private String text;

        @Override
        public void setText(String newText) {
            text = newText;
        }

        @Override
        public String getText() {
            return text;
        }

        @Override
        public void clearBody() {
            text = null;
        }

        @Override
        Object body() {
            return text;
        }
    }

    /** Keeps the object itself: its sender does not change it. */
    static final class OfObject extends ForeignMessage implements ObjectMessage {
        private Serializable object;

        @Override
        public void setObject(Serializable newObject) {
            object = newObject;
        }

        @Override
        public Serializable getObject() {
            return object;
        }

        @Override
        public void clearBody() {
            object = null;
        }

        @Override
        Object body() {
            return object;
        }
    }

    static final class OfMap extends ForeignMessage implements MapMessage {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        private Object get(String name, ValueType type) throws JMSException {
            return ForeignValues.convert(entries.get(name), type);
        }

        @Override
        public boolean getBoolean(String name) throws JMSException {
            return (Boolean) get(name, ValueType.BOOLEAN);
        }

        @Override
        public byte getByte(String name) throws JMSException {
            return (Byte) get(name, ValueType.BYTE);
        }

        @Override
        public short getShort(String name) throws JMSException {
            return (Short) get(name, ValueType.SHORT);
        }

        @Override
        public char getChar(String name) throws JMSException {
            return (Character) get(name, ValueType.CHAR);
        }

        @Override
        public int getInt(String name) throws JMSException {
            return (Integer) get(name, ValueType.INT);
        }

        @Override
        public long getLong(String name) throws JMSException {
            return (Long) get(name, ValueType.LONG);
        }

        @Override
        public float getFloat(String name) throws JMSException {
            return (Float) get(name, ValueType.FLOAT);
        }

        @Override
        public double getDouble(String name) throws JMSException {
            return (Double) get(name, ValueType.DOUBLE);
        }

        @Override
        public String getString(String name) throws JMSException {
            return (String) get(name, ValueType.STRING);
        }

        @Override
        public byte[] getBytes(String name) throws JMSException {
            return (byte[]) get(name, ValueType.BYTES);
        }

        @Override
        public Object getObject(String name) {
            return entries.get(name);
        }

        @Override
        public Enumeration<String> getMapNames() {
            return Collections.enumeration(entries.keySet());
        }

        @Override
        public boolean itemExists(String name) {
            return entries.containsKey(name);
        }

        @Override
        public void setBoolean(String name, boolean value) {
            entries.put(name, value);
        }

        @Override
        public void setByte(String name, byte value) {
            entries.put(name, value);
        }

        @Override
        public void setShort(String name, short value) {
            entries.put(name, value);
        }

        @Override
        public void setChar(String name, char value) {
            entries.put(name, value);
        }

        @Override
        public void setInt(String name, int value) {
            entries.put(name, value);
        }

        @Override
        public void setLong(String name, long value) {
            entries.put(name, value);
        }

        @Override
        public void setFloat(String name, float value) {
            entries.put(name, value);
        }

        @Override
        public void setDouble(String name, double value) {
            entries.put(name, value);
        }

        @Override
        public void setString(String name, String value) {
            entries.put(name, value);
        }

        @Override
        public void setBytes(String name, byte[] value) {
            entries.put(name, value == null ? null : value.clone());
        }

        @Override
        public void setBytes(String name, byte[] value, int offset, int length) {
            entries.put(name, Arrays.copyOfRange(value, offset, offset + length));
        }

        @Override
        public void setObject(String name, Object value) {
            entries.put(name, value);
        }

        @Override
        public void clearBody() {
            entries.clear();
        }

        @Override
        Object body() {
            return entries.isEmpty() ? null : new LinkedHashMap<>(entries);
        }
    }
}
