package org.petrelmq.conformance.message;

import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.util.Arrays;

/** What holds one value that can be set as one type and read as another: a property, an entry of a map, a stream. */
interface ValueHolder {

    /** Replaces the value, with the setter of the type. */
    void set(ValueType type, Object value) throws JMSException;

    /** Replaces the value, with the setter of objects. */
    void setObject(Object value) throws JMSException;

    /** Makes it as if nothing had been set. */
    void forget() throws JMSException;

    /** The value, with the getter of the type. */
    Object get(ValueType type) throws JMSException;

    /** The value, with the getter of objects. */
    Object getObject() throws JMSException;

    /** A property of a message. */
    record Property(Message message, String name) implements ValueHolder {
        @Override
        public void set(ValueType type, Object value) throws JMSException {
            switch (type) {
                case BOOLEAN -> message.setBooleanProperty(name, (Boolean) value);
                case BYTE -> message.setByteProperty(name, (Byte) value);
                case SHORT -> message.setShortProperty(name, (Short) value);
                case INT -> message.setIntProperty(name, (Integer) value);
                case LONG -> message.setLongProperty(name, (Long) value);
                case FLOAT -> message.setFloatProperty(name, (Float) value);
                case DOUBLE -> message.setDoubleProperty(name, (Double) value);
                case STRING -> message.setStringProperty(name, (String) value);
                case CHAR, BYTES -> throw new IllegalArgumentException("no properties of type " + type);
            }
        }

        @Override
        public void setObject(Object value) throws JMSException {
            message.setObjectProperty(name, value);
        }

        @Override
        public void forget() throws JMSException {
            message.clearProperties();
        }

        @Override
        public Object get(ValueType type) throws JMSException {
            return switch (type) {
                case BOOLEAN -> message.getBooleanProperty(name);
                case BYTE -> message.getByteProperty(name);
                case SHORT -> message.getShortProperty(name);
                case INT -> message.getIntProperty(name);
                case LONG -> message.getLongProperty(name);
                case FLOAT -> message.getFloatProperty(name);
                case DOUBLE -> message.getDoubleProperty(name);
                case STRING -> message.getStringProperty(name);
                case CHAR, BYTES -> throw new IllegalArgumentException("no properties of type " + type);
            };
        }

        @Override
        public Object getObject() throws JMSException {
            return message.getObjectProperty(name);
        }
    }

    /** A property that a producer of the simplified API sets on the messages. */
    record ProducerProperty(JMSProducer producer, String name) implements ValueHolder {
        @Override
        public void set(ValueType type, Object value) {
            switch (type) {
                case BOOLEAN -> producer.setProperty(name, ((Boolean) value).booleanValue());
                case BYTE -> producer.setProperty(name, ((Byte) value).byteValue());
                case SHORT -> producer.setProperty(name, ((Short) value).shortValue());
                case INT -> producer.setProperty(name, ((Integer) value).intValue());
                case LONG -> producer.setProperty(name, ((Long) value).longValue());
                case FLOAT -> producer.setProperty(name, ((Float) value).floatValue());
                case DOUBLE -> producer.setProperty(name, ((Double) value).doubleValue());
                case STRING -> producer.setProperty(name, (String) value);
                case CHAR, BYTES -> throw new IllegalArgumentException("no properties of type " + type);
            }
        }

        @Override
        public void setObject(Object value) {
            producer.setProperty(name, value);
        }

        @Override
        public void forget() {
            producer.clearProperties();
        }

        @Override
        public Object get(ValueType type) {
            return switch (type) {
                case BOOLEAN -> producer.getBooleanProperty(name);
                case BYTE -> producer.getByteProperty(name);
                case SHORT -> producer.getShortProperty(name);
                case INT -> producer.getIntProperty(name);
                case LONG -> producer.getLongProperty(name);
                case FLOAT -> producer.getFloatProperty(name);
                case DOUBLE -> producer.getDoubleProperty(name);
                case STRING -> producer.getStringProperty(name);
                case CHAR, BYTES -> throw new IllegalArgumentException("no properties of type " + type);
            };
        }

        @Override
        public Object getObject() {
            return producer.getObjectProperty(name);
        }
    }

    /** An entry of a map message. */
    record MapEntry(MapMessage message, String name) implements ValueHolder {
        @Override
        public void set(ValueType type, Object value) throws JMSException {
            switch (type) {
                case BOOLEAN -> message.setBoolean(name, (Boolean) value);
                case BYTE -> message.setByte(name, (Byte) value);
                case SHORT -> message.setShort(name, (Short) value);
                case CHAR -> message.setChar(name, (Character) value);
                case INT -> message.setInt(name, (Integer) value);
                case LONG -> message.setLong(name, (Long) value);
                case FLOAT -> message.setFloat(name, (Float) value);
                case DOUBLE -> message.setDouble(name, (Double) value);
                case STRING -> message.setString(name, (String) value);
                case BYTES -> message.setBytes(name, (byte[]) value);
            }
        }

        @Override
        public void setObject(Object value) throws JMSException {
            message.setObject(name, value);
        }

        @Override
        public void forget() throws JMSException {
            message.clearBody();
        }

        @Override
        public Object get(ValueType type) throws JMSException {
            return switch (type) {
                case BOOLEAN -> message.getBoolean(name);
                case BYTE -> message.getByte(name);
                case SHORT -> message.getShort(name);
                case CHAR -> message.getChar(name);
                case INT -> message.getInt(name);
                case LONG -> message.getLong(name);
                case FLOAT -> message.getFloat(name);
                case DOUBLE -> message.getDouble(name);
                case STRING -> message.getString(name);
                case BYTES -> message.getBytes(name);
            };
        }

        @Override
        public Object getObject() throws JMSException {
            return message.getObject(name);
        }
    }

    /** A stream message with one value, or none; each get reads it from the start. */
    record OneInStream(StreamMessage message) implements ValueHolder {
        @Override
        public void set(ValueType type, Object value) throws JMSException {
            message.clearBody();
            write(type, value);
        }

        /** Writes one more value. */
        void write(ValueType type, Object value) throws JMSException {
            switch (type) {
                case BOOLEAN -> message.writeBoolean((Boolean) value);
                case BYTE -> message.writeByte((Byte) value);
                case SHORT -> message.writeShort((Short) value);
                case CHAR -> message.writeChar((Character) value);
                case INT -> message.writeInt((Integer) value);
                case LONG -> message.writeLong((Long) value);
                case FLOAT -> message.writeFloat((Float) value);
                case DOUBLE -> message.writeDouble((Double) value);
                case STRING -> message.writeString((String) value);
                case BYTES -> message.writeBytes((byte[]) value);
            }
        }

        @Override
        public void setObject(Object value) throws JMSException {
            message.clearBody();
            message.writeObject(value);
        }

        @Override
        public void forget() throws JMSException {
            message.clearBody();
        }

        @Override
        public Object get(ValueType type) throws JMSException {
            message.reset();
            return read(type);
        }

        /** Reads the next value. */
        Object read(ValueType type) throws JMSException {
            return switch (type) {
                case BOOLEAN -> message.readBoolean();
                case BYTE -> message.readByte();
                case SHORT -> message.readShort();
                case CHAR -> message.readChar();
                case INT -> message.readInt();
                case LONG -> message.readLong();
                case FLOAT -> message.readFloat();
                case DOUBLE -> message.readDouble();
                case STRING -> message.readString();
                case BYTES -> readBytes();
            };
        }

        private byte[] readBytes() throws JMSException {
            byte[] buffer = new byte[64];
            int length = message.readBytes(buffer);
            return length < 0 ? null : Arrays.copyOf(buffer, length);
        }

        @Override
        public Object getObject() throws JMSException {
            message.reset();
            return message.readObject();
        }
    }
}
