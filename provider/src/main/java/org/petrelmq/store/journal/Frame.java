package org.petrelmq.store.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A batch on disk. All numbers are big-endian; a frame begins at a multiple of {@link #ALIGNMENT}.
 *
 * <pre>
 *    0       4       8              16              24              32      36
 *   ┌───────┬───────┬───────────────┬───────────────┬───────────────┬───────┬─────────┬───────────┐
 *   │length │CRC32C │     epoch     │   sequence    │    durable    │ kind  │ payload │ to 8 bytes│
 *   └───────┴───────┴───────────────┴───────────────┴───────────────┴───────┴─────────┴───────────┘
 * </pre>
 *
 * The length is the payload's. The checksum is one of the journal's ID and then of all that follows: what looks like a frame
 * inside of a message's body is none. The epoch is that of the open journal that wrote it, so that what lay there before is
 * not taken for what comes next. <i>Durable</i> is the last sequence that was known to be durable when the frame was written:
 * it tells damage from a write that the power cut off.
 *
 * @param epoch grows with every opening
 * @param sequence without gaps, from 1
 * @param durable less than the sequence
 * @param kind what the payload is
 * @param payload the batch, from position to limit; of a frame that was read, a view that the next read may invalidate
 */
record Frame(long epoch, long sequence, long durable, int kind, ByteBuffer payload) {
    static final int HEADER = 36;
    static final int ALIGNMENT = 8;

    private static final int CHECKSUM_AT = 4;
    private static final int CHECKED_FROM = 8;
    private static final int SEQUENCE_AT = 16;

    /** The bytes that a frame takes with a payload of that length. */
    static long sizeOf(int length) {
        return (long) (HEADER + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** The bytes that this frame takes. */
    int size() {
        return (int) sizeOf(payload.remaining());
    }

    /** The number that is all of its payload; 0 if that is anything else. */
    long number() {
        return payload.remaining() == Long.BYTES ? payload.getLong(payload.position()) : 0;
    }

    /** Writes the frame, which begins at the buffer's position. */
    void put(ByteBuffer out, UUID journal) {
        int at = out.position();
        int length = payload.remaining();
        out.putInt(length)
                .putInt(0)
                .putLong(epoch)
                .putLong(sequence)
                .putLong(durable)
                .putInt(kind)
                .put(payload.duplicate());
        for (int end = at + (int) sizeOf(length); out.position() < end; ) {
            out.put((byte) 0);
        }
        out.putInt(at + CHECKSUM_AT, checksum(out, at, length, journal));
    }

    /** The length that a frame there says it has, whether it is one or not; there is room for a header. */
    static int lengthAt(ByteBuffer bytes, int at) {
        return bytes.getInt(at);
    }

    /** The frame that begins there; null if none does. */
    static @Nullable Frame at(ByteBuffer bytes, int at, UUID journal) {
        if (at + HEADER > bytes.limit()) {
            return null;
        }
        int length = lengthAt(bytes, at);
        if (length < 0 || length > bytes.limit() - at - HEADER) {
            return null;
        }
        if (bytes.getInt(at + CHECKSUM_AT) != checksum(bytes, at, length, journal)) {
            return null;
        }
        return new Frame(
                bytes.getLong(at + CHECKED_FROM),
                bytes.getLong(at + SEQUENCE_AT),
                bytes.getLong(at + SEQUENCE_AT + 8),
                bytes.getInt(at + SEQUENCE_AT + 16),
                bytes.slice(at + HEADER, length));
    }

    /** The sequence of what may be a frame there: a cheap look before the checksum is computed. */
    static long sequenceAt(ByteBuffer bytes, int at) {
        return bytes.getLong(at + SEQUENCE_AT);
    }

    /** Whether what is there says of itself what a frame could; a cheap look, too. */
    static boolean mayBeAt(ByteBuffer bytes, int at) {
        long sequence = sequenceAt(bytes, at);
        long durable = bytes.getLong(at + SEQUENCE_AT + 8);
        return lengthAt(bytes, at) >= 0 && sequence > 0 && durable >= 0 && durable < sequence;
    }

    private static int checksum(ByteBuffer bytes, int at, int length, UUID journal) {
        CRC32C checksum = new CRC32C();
        ByteBuffer id = ByteBuffer.allocate(16);
        id.putLong(journal.getMostSignificantBits()).putLong(journal.getLeastSignificantBits());
        checksum.update(id.flip());
        checksum.update(bytes.duplicate().limit(at + HEADER + length).position(at + CHECKED_FROM));
        return (int) checksum.getValue();
    }
}
