package org.petrelmq.store.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.EnvelopeCodec;
import org.petrelmq.message.MalformedEnvelopeException;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Due;
import org.petrelmq.store.StoreRecord.HandedOut;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.QueueRemoved;
import org.petrelmq.store.StoreRecord.Released;
import org.petrelmq.store.StoreRecord.Sends;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.journal.RecordWriter.Copy;

/** Reads what {@link RecordWriter} wrote. Each length is checked before anything is allocated for it. For one thread. */
final class RecordReader {
    /** What is in a payload. */
    interface Visitor {
        /** A message entered queues. Its envelope is where the reader says. */
        default void enqueued(Message message) throws DamagedJournalException {}

        default void settled(Settled settled) {}

        default void released(Released released) {}

        default void due(Due due) {}

        default void queueAdded(QueueAdded queue) {}

        default void subscriptionAdded(SubscriptionAdded subscription) {}

        default void queueRemoved(QueueRemoved queue) {}

        default void handedOut(HandedOut queue) {}

        default void suspect(long queue, long below) {}

        default void prepared(Prepared branch) {}

        default void branchEnded(BranchEnded ended) {}

        default void counters(long lastPlace, long lastQueue) {}
    }

    /**
     * A message as it was written.
     *
     * @param copies the queues that it entered
     * @param envelopeAt where in the payload its checksum begins, which its envelope follows
     * @param length of the envelope
     */
    record Message(
            long place,
            byte priority,
            byte flags,
            long expiration,
            long deliveryTime,
            List<Copy> copies,
            int envelopeAt,
            int length) {

        boolean isGrouped() {
            return (flags & RecordWriter.GROUPED) != 0;
        }
    }

    /** The bytes before an envelope: its checksum. */
    static final int CHECKSUM = 4;

    private final ByteBuffer in;

    private RecordReader(ByteBuffer in) {
        this.in = in;
    }

    /** Tells a visitor of each record in a payload, which is left at its end. */
    static void read(ByteBuffer payload, Visitor visitor) throws DamagedJournalException {
        RecordReader reader = new RecordReader(payload);
        try {
            while (payload.hasRemaining()) {
                reader.next(visitor);
            }
        } catch (BufferUnderflowException | MalformedEnvelopeException e) {
            throw reader.damaged("a record that ends too early", e);
        }
    }

    /** The envelope of a message, from its checksum on. */
    static Envelope envelope(ByteBuffer bytes) throws MalformedEnvelopeException {
        check(bytes);
        return EnvelopeCodec.decode(bytes);
    }

    /** The bytes of an envelope, from its checksum on; refused if they are not what was written. */
    static byte[] checked(ByteBuffer bytes) throws MalformedEnvelopeException {
        check(bytes);
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        return encoded;
    }

    /** Goes on behind the checksum, if it is that of what follows. */
    private static void check(ByteBuffer bytes) throws MalformedEnvelopeException {
        if (bytes.remaining() < CHECKSUM) {
            throw new MalformedEnvelopeException("The envelope is cut off.");
        }
        int expected = bytes.getInt();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        if ((int) checksum.getValue() != expected) {
            throw new MalformedEnvelopeException("The envelope of " + bytes.remaining() + " bytes has been damaged.");
        }
    }

    private void next(Visitor visitor) throws DamagedJournalException, MalformedEnvelopeException {
        byte type = in.get();
        switch (type) {
            case RecordWriter.ENQUEUED -> visitor.enqueued(message());
            case RecordWriter.SETTLED -> visitor.settled(settled());
            case RecordWriter.RELEASED -> visitor.released(new Released(in.getLong(), in.getLong(), in.getInt()));
            case RecordWriter.DUE -> visitor.due(new Due(in.getLong(), in.getLong(), in.getLong()));
            case RecordWriter.QUEUE_ADDED -> visitor.queueAdded(new QueueAdded(in.getLong(), requiredText()));
            case RecordWriter.SUBSCRIPTION_ADDED -> visitor.subscriptionAdded(subscription());
            case RecordWriter.QUEUE_REMOVED -> visitor.queueRemoved(new QueueRemoved(in.getLong()));
            case RecordWriter.HANDED_OUT -> visitor.handedOut(new HandedOut(in.getLong()));
            case RecordWriter.SUSPECT -> visitor.suspect(in.getLong(), in.getLong());
            case RecordWriter.PREPARED -> visitor.prepared(prepared());
            case RecordWriter.BRANCH_ENDED -> visitor.branchEnded(ended());
            case RecordWriter.COUNTERS -> visitor.counters(in.getLong(), in.getLong());
            default -> throw damaged("a record of type " + type, null);
        }
    }

    private Message message() throws DamagedJournalException {
        long place = in.getLong();
        if (place <= 0) {
            throw damaged("a message at place " + place, null);
        }
        byte priority = in.get();
        byte flags = in.get();
        long expiration = in.getLong();
        long deliveryTime = in.getLong();
        boolean noted = (flags & RecordWriter.NOTED) != 0;
        int count = count(noted ? 20 : 8);
        List<Copy> copies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long queue = in.getLong();
            copies.add(noted ? new Copy(queue, in.getInt(), in.getLong()) : new Copy(queue, 0, 0));
        }
        int length = envelopeLength();
        int at = in.position();
        in.position(at + CHECKSUM + length);
        return new Message(place, priority, flags, expiration, deliveryTime, copies, at, length);
    }

    private int envelopeLength() throws DamagedJournalException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining() - CHECKSUM) {
            throw damaged("an envelope of " + length + " bytes", null);
        }
        return length;
    }

    private Settled settled() {
        return new Settled(in.getLong(), in.getLong());
    }

    private SubscriptionAdded subscription() throws DamagedJournalException {
        long queue = in.getLong();
        String clientId = text();
        String name = requiredText();
        boolean shared = in.get() != 0;
        String topic = requiredText();
        String selector = text();
        return new SubscriptionAdded(queue, clientId, name, shared, topic, selector, in.get() != 0);
    }

    private Prepared prepared() throws DamagedJournalException, MalformedEnvelopeException {
        BranchId branch = branch();
        int senders = count(8);
        List<Sends> sends = new ArrayList<>(senders);
        for (int i = 0; i < senders; i++) {
            String clientId = text();
            int count = count(8);
            List<Envelope> envelopes = new ArrayList<>(count);
            for (int j = 0; j < count; j++) {
                int length = envelopeLength();
                envelopes.add(envelope(in.slice(in.position(), CHECKSUM + length)));
                in.position(in.position() + CHECKSUM + length);
            }
            sends.add(new Sends(clientId, envelopes));
        }
        int count = count(16);
        List<Settled> settled = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            settled.add(settled());
        }
        return new Prepared(branch, sends, settled);
    }

    private BranchEnded ended() throws DamagedJournalException {
        BranchId branch = branch();
        byte code = in.get();
        Outcome outcome = Outcome.of(code);
        if (outcome == null) {
            throw damaged("an outcome " + code, null);
        }
        return new BranchEnded(branch, outcome);
    }

    private BranchId branch() throws DamagedJournalException {
        int format = in.getInt();
        byte[] global = raw();
        return BranchId.of(format, global, raw());
    }

    private byte[] raw() throws DamagedJournalException {
        byte[] raw = new byte[count(1)];
        in.get(raw);
        return raw;
    }

    private String requiredText() throws DamagedJournalException {
        String text = text();
        if (text == null) {
            throw damaged("no name where one is due", null);
        }
        return text;
    }

    private @Nullable String text() throws DamagedJournalException {
        int length = in.getInt();
        if (length == -1) {
            return null;
        }
        char[] text = new char[required(length, 2)];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.getChar();
        }
        return new String(text);
    }

    /** A count of things that take at least that many bytes each. */
    private int count(int bytesEach) throws DamagedJournalException {
        return required(in.getInt(), bytesEach);
    }

    private int required(int count, int bytesEach) throws DamagedJournalException {
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw damaged("a count of " + count, null);
        }
        return count;
    }

    private DamagedJournalException damaged(String what, @Nullable Throwable cause) {
        return new DamagedJournalException(
                "A batch has " + what + " before its byte " + in.position() + ", though its checksum is right.", cause);
    }
}
