package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Body;

/**
 * A message whose body is a sequence of values: written from the beginning, then, after {@link #reset} or on receipt, read
 * from the beginning. A read that fails leaves the position where it was (JMS 3.1 §3.11.3).
 */
final class JmsStreamMessage extends JmsMessage implements StreamMessage {
    private List<@Nullable Object> elements;

    /** Whether the list is a body that others may read. */
    private boolean shared = true;

    private int position;

    /** How much of the byte[] at the position has been read by readBytes; negative where it is not being read. */
    private int inBytes = -1;

    JmsStreamMessage(JmsMessages home, Body.Stream body) {
        super(home);
        elements = body.elements();
    }

    @Override
    public Body body() {
        return elements.isEmpty() ? Body.Stream.NONE : new Body.Stream(elements);
    }

    // ---- reading ----

    private interface Conversion<T> {
        T of(@Nullable Object value) throws JMSException;
    }

    /** Reads the next value; the position moves only if the conversion succeeds. */
    private <T> T read(Conversion<T> conversion) throws JMSException {
        T result = conversion.of(next());
        position++;
        return result;
    }

    private @Nullable Object next() throws JMSException {
        requireReadable();
        if (inBytes >= 0) {
            throw JmsErrors.MESSAGE_FORMAT.exception(
                    "The byte[] at position " + position + " has to be read to its end with readBytes first.");
        }
        if (position >= elements.size()) {
            throw JmsErrors.MESSAGE_EOF.exception("The body has only " + elements.size() + " values.");
        }
        return elements.get(position);
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return read(Values::toBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return read(Values::toByte);
    }

    @Override
    public short readShort() throws JMSException {
        return read(Values::toShort);
    }

    @Override
    public char readChar() throws JMSException {
        return read(Values::toChar);
    }

    @Override
    public int readInt() throws JMSException {
        return read(Values::toInt);
    }

    @Override
    public long readLong() throws JMSException {
        return read(Values::toLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return read(Values::toFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return read(Values::toDouble);
    }

    @Override
    public @Nullable String readString() throws JMSException {
        String text = Values.toText(next());
        position++;
        return text;
    }

    @Override
    public @Nullable Object readObject() throws JMSException {
        Object value = Values.copyOf(next());
        position++;
        return value;
    }

    /**
     * The protocol of the API: a result smaller than the buffer, or -1 after one as large as it, ends the byte[]; only then
     * the position moves.
     */
    @Override
    public int readBytes(byte @Nullable [] target) throws JMSException {
        requireReadable();
        byte[] buffer = Values.requireBytes(target);
        if (inBytes < 0) {
            Object value = next();
            if (value == null) {
                position++;
                return -1;
            }
            if (!(value instanceof byte[] first)) {
                throw JmsErrors.MESSAGE_FORMAT.exception("The value at position " + position + " is a "
                        + value.getClass().getSimpleName() + ", not a byte[].");
            }
            inBytes = 0;
            return readBytesInto(buffer, first);
        }
        byte[] bytes = (byte[]) Objects.requireNonNull(elements.get(position));
        if (inBytes == bytes.length) {
            endOfBytes();
            return -1;
        }
        return readBytesInto(buffer, bytes);
    }

    private int readBytesInto(byte[] buffer, byte[] bytes) {
        int read = Math.min(buffer.length, bytes.length - inBytes);
        System.arraycopy(bytes, inBytes, buffer, 0, read);
        inBytes += read;
        if (read < buffer.length) {
            endOfBytes();
        }
        return read;
    }

    private void endOfBytes() {
        inBytes = -1;
        position++;
    }

    private void requireReadable() throws JMSException {
        if (!isBodyReadOnly()) {
            throw JmsErrors.MESSAGE_NOT_READABLE.exception("The body is write-only until reset.");
        }
    }

    // ---- writing ----

    /** Appends a value that nobody else holds. */
    private void write(@Nullable Object value) throws JMSException {
        requireBodyWritable();
        if (shared) {
            elements = new ArrayList<>(elements);
            shared = false;
        }
        elements.add(value);
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
    public void writeString(@Nullable String value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte @Nullable [] value) throws JMSException {
        write(value == null ? null : value.clone());
    }

    @Override
    public void writeBytes(byte @Nullable [] value, int offset, int length) throws JMSException {
        requireBodyWritable();
        write(Values.portionOf(value, offset, length));
    }

    @Override
    public void writeObject(@Nullable Object value) throws JMSException {
        requireBodyWritable();
        write(Values.requireElement(value));
    }

    // ---- turning round ----

    @Override
    public void reset() {
        setBodyReadOnly();
        position = 0;
        inBytes = -1;
    }

    @Override
    void emptyBody() {
        elements = Body.Stream.NONE.elements();
        shared = true;
        position = 0;
        inBytes = -1;
    }

    /** A stream is never one object, not even an empty one: getBody refuses it always. */
    @Override
    boolean hasBody() {
        return true;
    }

    @Override
    boolean isBodyA(Class<?> type) {
        return false;
    }
}
