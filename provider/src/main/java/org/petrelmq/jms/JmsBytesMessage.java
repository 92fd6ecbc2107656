package org.petrelmq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Body;

/**
 * A message whose body is bytes: written from the beginning, then, after {@link #reset} or on receipt, read from the
 * beginning. One array serves both; it is copied before a write only if a send or a receiver shares it.
 */
final class JmsBytesMessage extends JmsMessage implements BytesMessage {
    private byte[] array;
    private int length;
    private int position;

    /** Whether somebody else may read the array. */
    private boolean shared;

    JmsBytesMessage(JmsMessages home, Body.Bytes body) {
        super(home);
        array = body.array();
        length = body.length();
        shared = true;
    }

    @Override
    public Body body() {
        shared = true;
        return length == 0 ? Body.Bytes.NONE : new Body.Bytes(array, length);
    }

    // ---- reading ----

    @Override
    public long getBodyLength() throws JMSException {
        requireReadable();
        return length;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return next(1).get() != 0;
    }

    @Override
    public byte readByte() throws JMSException {
        return next(1).get();
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return next(1).get() & 0xff;
    }

    @Override
    public short readShort() throws JMSException {
        return next(2).getShort();
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return next(2).getShort() & 0xffff;
    }

    @Override
    public char readChar() throws JMSException {
        return next(2).getChar();
    }

    @Override
    public int readInt() throws JMSException {
        return next(4).getInt();
    }

    @Override
    public long readLong() throws JMSException {
        return next(8).getLong();
    }

    @Override
    public float readFloat() throws JMSException {
        return next(4).getFloat();
    }

    @Override
    public double readDouble() throws JMSException {
        return next(8).getDouble();
    }

    @Override
    public String readUTF() throws JMSException {
        requireReadable();
        if (length - position < 2) {
            throw endOfBody(2);
        }
        int size = ByteBuffer.wrap(array, position, 2).getShort() & 0xffff;
        if (length - position - 2 < size) {
            throw endOfBody(size + 2);
        }
        try {
            String text = new DataInputStream(new ByteArrayInputStream(array, position, size + 2)).readUTF();
            position += size + 2;
            return text;
        } catch (IOException e) {
            JMSException malformed = JmsErrors.MESSAGE_FORMAT.exception(
                    "The bytes at position " + position + " are not a string in modified UTF-8.");
            malformed.initCause(e);
            throw malformed;
        }
    }

    @Override
    public int readBytes(byte @Nullable [] value) throws JMSException {
        requireReadable();
        return readBytes(value, Values.requireBytes(value).length);
    }

    @Override
    public int readBytes(byte @Nullable [] target, int count) throws JMSException {
        requireReadable();
        byte[] value = Values.requireBytes(target);
        Objects.checkFromIndexSize(0, count, value.length);
        int read = Math.min(count, length - position);
        if (read == 0 && position == length) {
            return -1;
        }
        System.arraycopy(array, position, value, 0, read);
        position += read;
        return read;
    }

    private ByteBuffer next(int size) throws JMSException {
        requireReadable();
        if (length - position < size) {
            throw endOfBody(size);
        }
        ByteBuffer bytes = ByteBuffer.wrap(array, position, size);
        position += size;
        return bytes;
    }

    private JMSException endOfBody(int size) {
        return JmsErrors.MESSAGE_EOF.exception(
                "The body has " + (length - position) + " bytes left where " + size + " were to be read.");
    }

    private void requireReadable() throws JMSException {
        if (!isBodyReadOnly()) {
            throw JmsErrors.MESSAGE_NOT_READABLE.exception("The body is write-only until reset.");
        }
    }

    // ---- writing ----

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        room(1).put((byte) (value ? 1 : 0));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        room(1).put(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        room(2).putShort(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        room(2).putChar(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        room(4).putInt(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        room(8).putLong(value);
    }

    /** By floatToIntBits, as the API has it: every NaN becomes the same four bytes, which putFloat would not do. */
    @Override
    public void writeFloat(float value) throws JMSException {
        room(4).putInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        room(8).putLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeUTF(@Nullable String value) throws JMSException {
        requireBodyWritable();
        String text = requireNoNull(value);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(text.length() + 2);
        try {
            new DataOutputStream(encoded).writeUTF(text);
        } catch (UTFDataFormatException e) {
            JMSException tooLong = JmsErrors.MESSAGE_FORMAT.exception("A string of " + text.length()
                    + " characters is longer than the 65535 bytes that writeUTF can write.");
            tooLong.initCause(e);
            throw tooLong;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Writing to memory does not fail.", e);
        }
        writeBytes(encoded.toByteArray());
    }

    @Override
    public void writeBytes(byte @Nullable [] value) throws JMSException {
        requireBodyWritable();
        byte[] source = requireNoNull(value);
        room(source.length).put(source);
    }

    @Override
    public void writeBytes(byte @Nullable [] value, int offset, int count) throws JMSException {
        requireBodyWritable();
        byte[] source = Values.requirePart(requireNoNull(value), offset, count);
        room(count).put(source, offset, count);
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        requireBodyWritable();
        requireNoNull(value);
        if (value instanceof byte[] bytes) {
            writeBytes(bytes);
        } else if (value instanceof String text) {
            writeUTF(text);
        } else if (value instanceof Boolean flag) {
            writeBoolean(flag);
        } else if (value instanceof Character character) {
            writeChar(character);
        } else {
            writeNumber(value);
        }
    }

    private void writeNumber(Object value) throws JMSException {
        if (value instanceof Byte number) {
            writeByte(number);
        } else if (value instanceof Short number) {
            writeShort(number);
        } else if (value instanceof Integer number) {
            writeInt(number);
        } else if (value instanceof Long number) {
            writeLong(number);
        } else if (value instanceof Float number) {
            writeFloat(number);
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else {
            throw JmsErrors.MESSAGE_FORMAT.exception("A BytesMessage cannot hold a "
                    + value.getClass().getName() + ", only boxed primitives, String and byte[].");
        }
    }

    /** The specification orders the NullPointerException. */
    private static <T> T requireNoNull(@Nullable T value) {
        return Objects.requireNonNull(value, "A BytesMessage has no null (JMS 3.1 §3.12).");
    }

    private ByteBuffer room(int size) throws JMSException {
        requireBodyWritable();
        int needed = Math.addExact(length, size);
        if (shared || needed > array.length) {
            array = Arrays.copyOf(
                    array, needed > array.length ? Math.max(64, Math.max(needed, length * 2)) : array.length);
            shared = false;
        }
        ByteBuffer target = ByteBuffer.wrap(array, length, size);
        length = needed;
        return target;
    }

    // ---- turning round ----

    @Override
    public void reset() {
        setBodyReadOnly();
        position = 0;
    }

    @Override
    void emptyBody() {
        array = Body.Bytes.NONE.array();
        length = 0;
        position = 0;
        shared = true;
    }

    @Override
    boolean hasBody() {
        return length > 0;
    }

    @Override
    boolean isBodyA(Class<?> type) {
        return type.isAssignableFrom(byte[].class);
    }

    /** Resets the message before and after, as the API has it for getBody. */
    @Override
    @Nullable
    Object bodyObject() {
        reset();
        return length == 0 ? null : Arrays.copyOf(array, length);
    }
}
