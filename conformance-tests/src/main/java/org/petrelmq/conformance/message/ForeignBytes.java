package org.petrelmq.conformance.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** A foreign bytes message: strict about its two modes. */
final class ForeignBytes extends ForeignMessage implements BytesMessage {
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /** Null while the body is being written. */
    private DataInputStream in;

    private interface Read<T> {
        T from(DataInputStream in) throws IOException;
    }

    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    private <T> T read(Read<T> read) throws JMSException {
        if (in == null) {
            throw new MessageNotReadableException("being written");
        }
        try {
            return read.from(in);
        } catch (EOFException e) {
            throw new MessageEOFException("at the end");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Write write) throws JMSException {
        if (in != null) {
            throw new MessageNotWriteableException("being read");
        }
        try {
            write.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void reset() {
        in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Override
    public void clearBody() {
        bytes = new ByteArrayOutputStream();
        in = null;
    }

    @Override
    Object body() {
        reset();
        return bytes.size() == 0 ? null : bytes.toByteArray();
    }

    @Override
    public long getBodyLength() throws JMSException {
        return read(ignored -> (long) bytes.size());
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        return readBytes(value, value.length);
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        if (length < 0 || length > value.length) {
            throw new IndexOutOfBoundsException(length);
        }
        return read(from -> from.read(value, 0, length));
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return read(DataInputStream::readBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return read(DataInputStream::readByte);
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return read(DataInputStream::readUnsignedByte);
    }

    @Override
    public short readShort() throws JMSException {
        return read(DataInputStream::readShort);
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return read(DataInputStream::readUnsignedShort);
    }

    @Override
    public char readChar() throws JMSException {
        return read(DataInputStream::readChar);
    }

    @Override
    public int readInt() throws JMSException {
        return read(DataInputStream::readInt);
    }

    @Override
    public long readLong() throws JMSException {
        return read(DataInputStream::readLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return read(DataInputStream::readFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return read(DataInputStream::readDouble);
    }

    @Override
    public String readUTF() throws JMSException {
        return read(from -> from.readUTF());
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(out -> out.writeBoolean(value));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(out -> out.writeByte(value));
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(out -> out.writeShort(value));
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(out -> out.writeChar(value));
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(out -> out.writeInt(value));
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(out -> out.writeLong(value));
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(out -> out.writeFloat(value));
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(out -> out.writeDouble(value));
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        write(out -> out.writeUTF(value));
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        write(out -> out.write(value));
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        write(out -> out.write(value, offset, length));
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        throw new MessageFormatException("not needed");
    }
}
