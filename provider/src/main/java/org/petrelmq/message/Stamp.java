package org.petrelmq.message;

import org.jspecify.annotations.Nullable;

/**
 * What the send decides about a message (JMS 3.1 §3.4.11, the fields "set by the provider's send method"). All times are
 * milliseconds since the epoch on the engine's time source.
 *
 * @param id the JMSMessageID, null where the sender disabled it
 * @param timestamp the JMSTimestamp, 0 where the sender disabled it
 * @param destination the JMSDestination, null before the first send
 * @param persistent the JMSDeliveryMode
 * @param priority the JMSPriority; 0 to 9 once sent
 * @param expiration the JMSExpiration, 0 for never
 * @param deliveryTime the JMSDeliveryTime: the earliest time of delivery, the time of the send where no delay was asked
 */
public record Stamp(
        @Nullable MessageId id,
        long timestamp,
        @Nullable Address destination,
        boolean persistent,
        int priority,
        long expiration,
        long deliveryTime) {

    /** The stamp of a message that was never sent: the API's defaults. */
    public static final Stamp NONE = new Stamp(null, 0, null, true, 4, 0, 0);

    /**
     * This stamp with another message ID.
     *
     * @param newId the ID or null
     * @return a stamp that differs only there
     */
    public Stamp withId(@Nullable MessageId newId) {
        return new Stamp(newId, timestamp, destination, persistent, priority, expiration, deliveryTime);
    }

    /**
     * This stamp with another timestamp.
     *
     * @param newTimestamp milliseconds
     * @return a stamp that differs only there
     */
    public Stamp withTimestamp(long newTimestamp) {
        return new Stamp(id, newTimestamp, destination, persistent, priority, expiration, deliveryTime);
    }

    /**
     * This stamp with another destination.
     *
     * @param newDestination the destination or null
     * @return a stamp that differs only there
     */
    public Stamp withDestination(@Nullable Address newDestination) {
        return new Stamp(id, timestamp, newDestination, persistent, priority, expiration, deliveryTime);
    }

    /**
     * This stamp with another delivery mode.
     *
     * @param newPersistent whether persistent
     * @return a stamp that differs only there
     */
    public Stamp withPersistent(boolean newPersistent) {
        return new Stamp(id, timestamp, destination, newPersistent, priority, expiration, deliveryTime);
    }

    /**
     * This stamp with another priority.
     *
     * @param newPriority any number; only a send insists on 0 to 9
     * @return a stamp that differs only there
     */
    public Stamp withPriority(int newPriority) {
        return new Stamp(id, timestamp, destination, persistent, newPriority, expiration, deliveryTime);
    }

    /**
     * This stamp with another expiration.
     *
     * @param newExpiration milliseconds, 0 for never
     * @return a stamp that differs only there
     */
    public Stamp withExpiration(long newExpiration) {
        return new Stamp(id, timestamp, destination, persistent, priority, newExpiration, deliveryTime);
    }

    /**
     * This stamp with another delivery time.
     *
     * @param newDeliveryTime milliseconds
     * @return a stamp that differs only there
     */
    public Stamp withDeliveryTime(long newDeliveryTime) {
        return new Stamp(id, timestamp, destination, persistent, priority, expiration, newDeliveryTime);
    }
}
