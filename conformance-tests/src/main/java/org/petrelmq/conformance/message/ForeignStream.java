package org.petrelmq.conformance.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A foreign stream message: strict about its two modes. */
final class ForeignStream extends ForeignMessage implements StreamMessage {
    private final List<Object> values = new ArrayList<>();
    private boolean reading;
    private int next;
    /** How much of the array that is next has been read; -1 before its first part. */
    private int readOfArray = -1;

    private void write(Object value) throws JMSException {
        if (reading) {
            throw new MessageNotWriteableException("being read");
        }
        values.add(value);
    }

    private Object peek() throws JMSException {
        if (!reading) {
            throw new MessageNotReadableException("being written");
        }
        if (next == values.size()) {
            throw new MessageEOFException("at the end");
        }
        return values.get(next);
    }

    private Object read(ValueType type) throws JMSException {
        Object value = ForeignValues.convert(peekWhole(), type);
        next++;
        return value;
    }

    private Object peekWhole() throws JMSException {
        Object value = peek();
        if (readOfArray >= 0) {
            throw new MessageFormatException("in an array");
        }
        return value;
    }

    @Override
    public Object readObject() throws JMSException {
        Object value = peekWhole();
        next++;
        return value instanceof byte[] array ? array.clone() : value;
    }

    @Override
    public int readBytes(byte[] buffer) throws JMSException {
        byte[] array = (byte[]) ForeignValues.convert(peek(), ValueType.BYTES);
        int start = Math.max(readOfArray, 0);
        if (array == null || (start == array.length && start > 0)) {
            endArray();
            return -1;
        }
        int length = Math.min(buffer.length, array.length - start);
        System.arraycopy(array, start, buffer, 0, length);
        if (length < buffer.length) {
            endArray();
        } else {
            readOfArray = start + length;
        }
        return length;
    }

    private void endArray() {
        next++;
        readOfArray = -1;
    }

    @Override
    public void reset() {
        reading = true;
        next = 0;
        readOfArray = -1;
    }

    @Override
    public void clearBody() {
        values.clear();
        reset();
        reading = false;
    }

    @Override
    public <T> T getBody(Class<T> wanted) throws JMSException {
        throw new MessageFormatException("a stream");
    }

    @Override
    public boolean isBodyAssignableTo(@SuppressWarnings("rawtypes") Class wanted) {
        return false;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return (Boolean) read(ValueType.BOOLEAN);
    }

    @Override
    public byte readByte() throws JMSException {
        return (Byte) read(ValueType.BYTE);
    }

    @Override
    public short readShort() throws JMSException {
        return (Short) read(ValueType.SHORT);
    }

    @Override
    public char readChar() throws JMSException {
        return (Character) read(ValueType.CHAR);
    }

    @Override
    public int readInt() throws JMSException {
        return (Integer) read(ValueType.INT);
    }

    @Override
    public long readLong() throws JMSException {
        return (Long) read(ValueType.LONG);
    }

    @Override
    public float readFloat() throws JMSException {
        return (Float) read(ValueType.FLOAT);
    }

    @Override
    public double readDouble() throws JMSException {
        return (Double) read(ValueType.DOUBLE);
    }

    @Override
    public String readString() throws JMSException {
        return (String) read(ValueType.STRING);
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(value);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(value);
    }

    @Override
    public void writeString(String value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        write(value == null ? null : value.clone());
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        write(Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        write(value instanceof byte[] array ? array.clone() : value);
    }
}
