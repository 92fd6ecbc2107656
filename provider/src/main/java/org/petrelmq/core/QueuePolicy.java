package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/**
 * How a queue or subscription treats its messages and consumers.
 *
 * @param maxDeliveries how often a message is delivered before it is dead; 0 for ever
 * @param backoff how long a message that comes back waits
 * @param deadLetterQueue where dead messages go
 * @param expiryQueue where expired messages go; null for nowhere
 * @param exclusive whether one consumer at a time gets all messages
 * @param lastValue the property of which only the newest message of each value is kept; null for all messages
 * @param limit how many available messages there may be; 0 for any number
 * @param overflow what happens beyond that
 */
record QueuePolicy(
        int maxDeliveries,
        Backoff backoff,
        String deadLetterQueue,
        @Nullable String expiryQueue,
        boolean exclusive,
        @Nullable String lastValue,
        int limit,
        Overflow overflow) {

    /** What happens when a message comes that makes more than {@link #limit}. */
    enum Overflow {
        /** The oldest message makes room. */
        DROP_OLDEST,
        /** The sender waits; what cannot wait enters. */
        BLOCK,
        /** The connections of the consumers are closed. */
        DISCONNECT
    }

    /**
     * How long a message that was delivered and not acknowledged waits until it is delivered again.
     *
     * @param firstMillis after the first delivery; 0 for not at all
     * @param multiplier by which the wait grows with each further delivery, 1 or more
     * @param maxMillis the longest wait
     */
    record Backoff(long firstMillis, double multiplier, long maxMillis) {
        static final Backoff NONE = new Backoff(0, 1, Long.MAX_VALUE);

        /** The wait after that many deliveries without acknowledgement. */
        long millisAfter(int deliveries) {
            if (firstMillis == 0) {
                return 0;
            }
            double millis = firstMillis * Math.pow(multiplier, deliveries - 1);
            return millis >= maxMillis ? maxMillis : (long) millis;
        }
    }

    /** Plain treatment with a limit of deliveries. */
    static QueuePolicy maxDeliveries(int maxDeliveries) {
        return new QueuePolicy(maxDeliveries, Backoff.NONE, "DLQ", null, false, null, 0, Overflow.BLOCK);
    }

    QueuePolicy withMaxDeliveries(int newMaxDeliveries) {
        return new QueuePolicy(
                newMaxDeliveries, backoff, deadLetterQueue, expiryQueue, exclusive, lastValue, limit, overflow);
    }

    QueuePolicy withDeadLetterQueue(String name) {
        return new QueuePolicy(maxDeliveries, backoff, name, expiryQueue, exclusive, lastValue, limit, overflow);
    }

    QueuePolicy withLimit(int newLimit, Overflow newOverflow) {
        return new QueuePolicy(
                maxDeliveries, backoff, deadLetterQueue, expiryQueue, exclusive, lastValue, newLimit, newOverflow);
    }

    boolean isFull(int available) {
        return limit > 0 && available >= limit;
    }
}
