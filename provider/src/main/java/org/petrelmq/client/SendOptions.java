package org.petrelmq.client;

import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * How a message is sent (JMS 3.1 §7.4). Immutable and valid.
 *
 * @param persistent the delivery mode
 * @param priority 0 to 9
 * @param timeToLiveMillis 0 for ever; a negative one has passed already
 * @param deliveryDelayMillis 0 for none
 * @param withMessageId whether the message gets an ID
 * @param withTimestamp whether the message gets a timestamp
 */
public record SendOptions(
        boolean persistent,
        int priority,
        long timeToLiveMillis,
        long deliveryDelayMillis,
        boolean withMessageId,
        boolean withTimestamp) {

    /** The defaults of the API: persistent, priority 4, for ever, at once, with ID and timestamp. */
    public static final SendOptions DEFAULT = new SendOptions(true, 4, 0, 0, true, true);

    private static final int NON_PERSISTENT_MODE = 1;
    private static final int PERSISTENT_MODE = 2;

    /**
     * With another delivery mode.
     *
     * @param deliveryMode 1 or 2, as the API's constants have it
     * @return options that differ only there
     * @throws EngineException GENERAL if it is neither
     */
    public SendOptions withDeliveryMode(int deliveryMode) throws EngineException {
        if (deliveryMode != NON_PERSISTENT_MODE && deliveryMode != PERSISTENT_MODE) {
            throw new EngineException(
                    Failure.GENERAL,
                    "The delivery mode " + deliveryMode + " is neither NON_PERSISTENT (1) nor PERSISTENT (2).");
        }
        return new SendOptions(
                deliveryMode == PERSISTENT_MODE,
                priority,
                timeToLiveMillis,
                deliveryDelayMillis,
                withMessageId,
                withTimestamp);
    }

    /**
     * With another priority.
     *
     * @param newPriority 0 to 9
     * @return options that differ only there
     * @throws EngineException GENERAL if it is out of range
     */
    public SendOptions withPriority(int newPriority) throws EngineException {
        if (newPriority < 0 || newPriority > 9) {
            throw new EngineException(Failure.GENERAL, "The priority " + newPriority + " is not between 0 and 9.");
        }
        return new SendOptions(
                persistent, newPriority, timeToLiveMillis, deliveryDelayMillis, withMessageId, withTimestamp);
    }

    /**
     * With another time to live.
     *
     * @param millis 0 for ever
     * @return options that differ only there
     */
    public SendOptions withTimeToLive(long millis) {
        return new SendOptions(persistent, priority, millis, deliveryDelayMillis, withMessageId, withTimestamp);
    }

    /**
     * With another delivery delay.
     *
     * @param millis 0 or more
     * @return options that differ only there
     * @throws EngineException GENERAL if it is negative
     */
    public SendOptions withDeliveryDelay(long millis) throws EngineException {
        if (millis < 0) {
            throw new EngineException(Failure.GENERAL, "The delivery delay of " + millis + " ms is negative.");
        }
        return new SendOptions(persistent, priority, timeToLiveMillis, millis, withMessageId, withTimestamp);
    }

    /**
     * With or without message ID.
     *
     * @param with whether
     * @return options that differ only there
     */
    public SendOptions withMessageId(boolean with) {
        return new SendOptions(persistent, priority, timeToLiveMillis, deliveryDelayMillis, with, withTimestamp);
    }

    /**
     * With or without timestamp.
     *
     * @param with whether
     * @return options that differ only there
     */
    public SendOptions withTimestamp(boolean with) {
        return new SendOptions(persistent, priority, timeToLiveMillis, deliveryDelayMillis, withMessageId, with);
    }
}
