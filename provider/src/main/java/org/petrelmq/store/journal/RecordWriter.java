package org.petrelmq.store.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.EnvelopeCodec;
import org.petrelmq.message.GrowingBuffer;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Due;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.HandedOut;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.QueueRemoved;
import org.petrelmq.store.StoreRecord.Released;
import org.petrelmq.store.StoreRecord.Sends;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;

/**
 * Records as the payload of a frame: one after the other, each a type and its fields, numbers big-endian, text as its length
 * and two bytes for each character. {@link RecordReader} has the other direction. For one thread.
 */
final class RecordWriter {
    static final byte ENQUEUED = 1;
    static final byte SETTLED = 2;
    static final byte RELEASED = 3;
    static final byte DUE = 4;
    static final byte QUEUE_ADDED = 5;
    static final byte SUBSCRIPTION_ADDED = 6;
    static final byte QUEUE_REMOVED = 7;
    static final byte HANDED_OUT = 8;
    static final byte SUSPECT = 9;
    static final byte PREPARED = 10;
    static final byte BRANCH_ENDED = 11;
    static final byte COUNTERS = 12;

    /** In the flags of a message: it belongs to a message group. */
    static final byte GROUPED = 1;

    /** In the flags of a message: what has happened to it in each queue follows the queue's ID. */
    static final byte NOTED = 2;

    private static final int[] NONE = {};

    private final GrowingBuffer bytes;

    /** Where in the payload messages wait for their places; as many as there are. */
    private int[] placesAt = NONE;

    private int places;

    RecordWriter(int expected) {
        bytes = new GrowingBuffer(expected);
    }

    /** The bytes that a message takes with its envelope, and a little more. */
    static int expectedSize(int envelope, int queues) {
        return envelope + 64 + 20 * queues;
    }

    int[] placesAt() {
        return placesAt;
    }

    void write(StoreRecord record) {
        if (record instanceof Enqueued message) {
            header(message);
            envelope(message.envelope());
        } else if (record instanceof Settled settled) {
            settled(settled);
        } else if (record instanceof Released released) {
            type(RELEASED, 20)
                    .putLong(released.queue())
                    .putLong(released.place())
                    .putInt(released.count());
        } else if (record instanceof Due due) {
            type(DUE, 24).putLong(due.queue()).putLong(due.place()).putLong(due.sequence());
        } else if (record instanceof QueueAdded queue) {
            type(QUEUE_ADDED, 8).putLong(queue.queue());
            text(queue.name());
        } else if (record instanceof SubscriptionAdded subscription) {
            subscription(subscription);
        } else if (record instanceof QueueRemoved queue) {
            type(QUEUE_REMOVED, 8).putLong(queue.queue());
        } else if (record instanceof HandedOut queue) {
            type(HANDED_OUT, 8).putLong(queue.queue());
        } else if (record instanceof Prepared branch) {
            prepared(branch);
        } else if (record instanceof BranchEnded ended) {
            room(1).put(BRANCH_ENDED);
            branch(ended.branch());
            room(1).put(ended.outcome().code);
        }
    }

    /** A message with an envelope that is encoded already. */
    void enqueued(Enqueued message, byte[] envelope) {
        header(message);
        envelope(envelope);
    }

    private void header(Enqueued message) {
        int queues = message.queueCount();
        var stamp = message.envelope().stamp();
        byte flags = message.envelope().properties().get("JMSXGroupID") == null ? 0 : GROUPED;
        ByteBuffer out = room(expectedSize(0, queues));
        out.put(ENQUEUED);
        waitForPlace(out.position());
        out.putLong(0)
                .put((byte) stamp.priority())
                .put(flags)
                .putLong(stamp.expiration())
                .putLong(message.isDelayed() ? stamp.deliveryTime() : 0)
                .putInt(queues);
        for (int i = 0; i < queues; i++) {
            out.putLong(message.queue(i));
        }
    }

    private void waitForPlace(int at) {
        if (places == placesAt.length) {
            placesAt = Arrays.copyOf(placesAt, Math.max(1, 2 * places));
        }
        placesAt[places++] = at;
    }

    /** A message again, with what has happened to it in the queues where it still is. */
    void again(RecordReader.Message message, List<Copy> copies, byte[] envelope) {
        ByteBuffer out = room(expectedSize(envelope.length, copies.size()));
        out.put(ENQUEUED)
                .putLong(message.place())
                .put(message.priority())
                .put((byte) (message.flags() | NOTED))
                .putLong(message.expiration())
                .putLong(message.deliveryTime())
                .putInt(copies.size());
        for (Copy copy : copies) {
            out.putLong(copy.queue()).putInt(copy.released()).putLong(copy.sequence());
        }
        envelope(envelope);
    }

    /**
     * A message in one queue, and what has happened to it there.
     *
     * @param queue the queue's ID
     * @param released how often it came back
     * @param sequence where it stands; 0 for where its place is
     */
    record Copy(long queue, int released, long sequence) {}

    /** The envelope is encoded where it is to be, and what stands before it is filled in afterwards. */
    private void envelope(Envelope envelope) {
        int at = bytes.position();
        room(8).putLong(0);
        EnvelopeCodec.encode(envelope, bytes);
        ByteBuffer out = room(0);
        int length = out.position() - at - 8;
        CRC32C checksum = new CRC32C();
        checksum.update(out.duplicate().flip().position(at + 8));
        out.putInt(at, length).putInt(at + 4, (int) checksum.getValue());
    }

    private void envelope(byte[] envelope) {
        CRC32C checksum = new CRC32C();
        checksum.update(envelope);
        room(8 + envelope.length)
                .putInt(envelope.length)
                .putInt((int) checksum.getValue())
                .put(envelope);
    }

    private void settled(Settled settled) {
        type(SETTLED, 16).putLong(settled.queue()).putLong(settled.place());
    }

    private void subscription(SubscriptionAdded subscription) {
        type(SUBSCRIPTION_ADDED, 8).putLong(subscription.queue());
        text(subscription.clientId());
        text(subscription.name());
        room(1).put((byte) (subscription.shared() ? 1 : 0));
        text(subscription.topic());
        text(subscription.selector());
        room(1).put((byte) (subscription.noLocal() ? 1 : 0));
    }

    private void prepared(Prepared prepared) {
        room(1).put(PREPARED);
        branch(prepared.branch());
        room(4).putInt(prepared.sends().size());
        for (Sends sends : prepared.sends()) {
            text(sends.clientId());
            room(4).putInt(sends.envelopes().size());
            for (Envelope envelope : sends.envelopes()) {
                envelope(envelope);
            }
        }
        room(4).putInt(prepared.settled().size());
        for (Settled settled : prepared.settled()) {
            room(16).putLong(settled.queue()).putLong(settled.place());
        }
    }

    private void branch(BranchId branch) {
        byte[] global = branch.getGlobalTransactionId();
        byte[] qualifier = branch.getBranchQualifier();
        room(12 + global.length + qualifier.length)
                .putInt(branch.getFormatId())
                .putInt(global.length)
                .put(global)
                .putInt(qualifier.length)
                .put(qualifier);
    }

    void suspect(long queue, long below) {
        type(SUSPECT, 16).putLong(queue).putLong(below);
    }

    void counters(long lastPlace, long lastQueue) {
        type(COUNTERS, 16).putLong(lastPlace).putLong(lastQueue);
    }

    /** What was written, which is complete now; not a copy. */
    ByteBuffer written() {
        return bytes.written();
    }

    byte[] toArray() {
        return bytes.toArray();
    }

    private ByteBuffer type(byte type, int more) {
        return room(1 + more).put(type);
    }

    private void text(@Nullable String text) {
        if (text == null) {
            room(4).putInt(-1);
            return;
        }
        ByteBuffer out = room(4 + 2 * text.length());
        out.putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.putChar(text.charAt(i));
        }
    }

    private ByteBuffer room(int needed) {
        return bytes.room(needed);
    }
}
