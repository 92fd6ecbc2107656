package org.petrelmq.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;

/**
 * One thing that a store remembers. Queues have IDs, which are never used again; a message in a queue is known by the place
 * that it got when it was appended.
 */
public sealed interface StoreRecord {

    /**
     * A message entered queues. The store gives it its place when it is appended: the order of places is the order of messages
     * of one priority in every queue.
     */
    final class Enqueued implements StoreRecord {
        /** The place, for a store, of a message that it does not keep. */
        public static final long NOWHERE = -1;

        private final Envelope envelope;
        private final boolean delayed;
        private final long[] queues;
        private long place;
        private boolean kept;

        /**
         * A message for queues.
         *
         * @param envelope the message
         * @param queues the IDs of the queues that outlive the process; not written to any more
         */
        public Enqueued(Envelope envelope, long... queues) {
            this(envelope, false, queues);
        }

        /**
         * A message for queues, in which it may wait for its delivery time.
         *
         * @param envelope the message
         * @param delayed whether its delivery time is ahead: then it stands nowhere until a {@link Due} follows
         * @param queues the IDs of the queues that outlive the process; not written to any more
         */
        public Enqueued(Envelope envelope, boolean delayed, long... queues) {
            this.envelope = envelope;
            this.delayed = delayed;
            this.queues = queues;
        }

        /**
         * Called by the store when the record is appended.
         *
         * @param newPlace the message's place
         * @param isKept whether the store keeps the message in those queues
         */
        public void assign(long newPlace, boolean isKept) {
            place = newPlace;
            kept = isKept;
        }

        /**
         * The message.
         *
         * @return the envelope
         */
        public Envelope envelope() {
            return envelope;
        }

        /**
         * Whether the message waits for its delivery time.
         *
         * @return false also if that is over
         */
        public boolean isDelayed() {
            return delayed;
        }

        /**
         * How many queues the message entered that outlive the process.
         *
         * @return 0 or more
         */
        public int queueCount() {
            return queues.length;
        }

        /**
         * One of those queues.
         *
         * @param index from 0
         * @return its ID
         */
        public long queue(int index) {
            return queues[index];
        }

        /**
         * The message's place in the order of all messages.
         *
         * @return positive once appended
         */
        public long place() {
            return place;
        }

        /**
         * Whether the store keeps the message, and has to be told when it leaves a queue.
         *
         * @return false also before it is appended
         */
        public boolean isKept() {
            return kept;
        }
    }

    /**
     * A message left a queue.
     *
     * @param queue the queue's ID
     * @param place the message's place
     */
    record Settled(long queue, long place) implements StoreRecord {}

    /**
     * A message came back to its queue without having been acknowledged.
     *
     * @param queue the queue's ID
     * @param place the message's place
     * @param count how often that has happened
     */
    record Released(long queue, long place, int count) implements StoreRecord {}

    /**
     * A message's delivery time has come, and it stands where one stands that was sent now.
     *
     * @param queue the queue's ID
     * @param place the message's place, by which it is known
     * @param sequence where it stands
     */
    record Due(long queue, long place, long sequence) implements StoreRecord {}

    /**
     * A queue was made that outlives the process.
     *
     * @param queue its ID
     * @param name its name
     */
    record QueueAdded(long queue, String name) implements StoreRecord {}

    /**
     * A durable subscription was made.
     *
     * @param queue the ID of its queue
     * @param clientId null if it has none
     * @param name its name
     * @param shared whether it may have several consumers
     * @param topic the topic or pattern
     * @param selector its text, null if there is none
     * @param noLocal whether messages of its own client stay out
     */
    record SubscriptionAdded(
            long queue,
            @Nullable String clientId,
            String name,
            boolean shared,
            String topic,
            @Nullable String selector,
            boolean noLocal)
            implements StoreRecord {}

    /**
     * A queue or durable subscription was deleted. Its messages are settled too, one by one.
     *
     * @param queue its ID
     */
    record QueueRemoved(long queue) implements StoreRecord {}

    /**
     * From now on messages of a queue may have been handed out: kept before the first one is. It counts until the store is
     * closed; what is found without having been closed may have been delivered before.
     *
     * @param queue the queue's ID
     */
    record HandedOut(long queue) implements StoreRecord {}

    /**
     * A branch of a distributed transaction was prepared: it can be committed whatever happens, and is not yet.
     *
     * @param branch which
     * @param sends what it sends, which is in no queue yet
     * @param settled what it takes out, which stays where it is for now
     */
    record Prepared(BranchId branch, List<Sends> sends, List<Settled> settled) implements StoreRecord {}

    /**
     * What was sent over one connection.
     *
     * @param clientId the connection's, null if it had none
     * @param envelopes in their order
     */
    record Sends(@Nullable String clientId, List<Envelope> envelopes) {}

    /**
     * A prepared branch has come to its end, or to the next step of it.
     *
     * @param branch which
     * @param outcome how
     */
    record BranchEnded(BranchId branch, Outcome outcome) implements StoreRecord {}

    /** How a prepared branch ended. */
    enum Outcome {
        /** Its transaction manager committed it. */
        COMMITTED(1),
        /** Its transaction manager rolled it back. */
        ROLLED_BACK(2),
        /** Somebody else committed it; remembered until its manager forgets it. */
        HEURISTICALLY_COMMITTED(3),
        /** Somebody else rolled it back; remembered until its manager forgets it. */
        HEURISTICALLY_ROLLED_BACK(4),
        /** Its manager knows how it ended. */
        FORGOTTEN(5);

        /** What stands for it in files. */
        public final byte code;

        Outcome(int code) {
            this.code = (byte) code;
        }

        /**
         * The outcome that a code stands for.
         *
         * @param code from a file
         * @return null if it stands for none
         */
        public static @Nullable Outcome of(byte code) {
            for (Outcome outcome : values()) {
                if (outcome.code == code) {
                    return outcome;
                }
            }
            return null;
        }
    }
}
