package org.petrelmq.message;

import java.nio.ByteBuffer;

/** Bytes that are written one after the other, as many as there will be; big-endian. For one thread. */
public final class GrowingBuffer {
    private ByteBuffer bytes;

    /**
     * An empty one.
     *
     * @param expected how many bytes it takes without growing
     */
    public GrowingBuffer(int expected) {
        bytes = ByteBuffer.allocate(expected);
    }

    /**
     * Room for so many bytes more.
     *
     * @param needed how many
     * @return a heap buffer to put them into; good until room is asked for again
     */
    public ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            int enough = Math.addExact(bytes.position(), needed);
            bytes = ByteBuffer.allocate(Math.max(bytes.capacity() * 2, enough)).put(bytes.flip());
        }
        return bytes;
    }

    /**
     * How many bytes have been written.
     *
     * @return the offset of the next one
     */
    public int position() {
        return bytes.position();
    }

    /**
     * What was written, which is complete now.
     *
     * @return from position 0 to the limit; not a copy
     */
    public ByteBuffer written() {
        return bytes.flip();
    }

    /**
     * A copy of what was written, which is complete now.
     *
     * @return an array of its own
     */
    public byte[] toArray() {
        byte[] result = new byte[bytes.position()];
        bytes.flip().get(result);
        return result;
    }
}
