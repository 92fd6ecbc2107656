package org.petrelmq.store;

import org.petrelmq.message.Envelope;

/** One thing that a store remembers. */
public sealed interface StoreRecord {

    /**
     * A message entered one or more queues. The store gives it its place when it is appended: the order of places is the
     * order of messages of one priority in every queue.
     */
    final class Enqueued implements StoreRecord {
        /** The location of a message that the store does not keep. */
        public static final long NOWHERE = -1;

        private final Envelope envelope;
        private final long[] queues;
        private long place;
        private long location = NOWHERE;

        /**
         * A message for queues.
         *
         * @param envelope the message
         * @param queues the IDs of the queues; not written to any more
         */
        public Enqueued(Envelope envelope, long... queues) {
            this.envelope = envelope;
            this.queues = queues;
        }

        /**
         * Called by the store when the record is appended.
         *
         * @param newPlace the message's place
         * @param newLocation where the store can read the message from, {@link #NOWHERE} if it does not keep it
         */
        void assign(long newPlace, long newLocation) {
            place = newPlace;
            location = newLocation;
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
         * How many queues the message entered.
         *
         * @return 1 or more
         */
        public int queueCount() {
            return queues.length;
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
         * Where the store can read the message from.
         *
         * @return a location; {@link #NOWHERE} if the store does not keep it, then nothing needs to be settled either
         */
        public long location() {
            return location;
        }
    }

    /**
     * A message left a queue.
     *
     * @param queue the queue's ID
     * @param place the message's place
     */
    record Settled(long queue, long place) implements StoreRecord {}
}
