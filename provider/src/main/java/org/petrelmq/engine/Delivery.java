package org.petrelmq.engine;

import org.petrelmq.message.Envelope;

/** One hand-over of a message. What varies from delivery to delivery is here; the envelope never changes. */
public interface Delivery {

    /**
     * The message.
     *
     * @return shared with every other receiver
     */
    Envelope envelope();

    /**
     * The JMSXDeliveryCount (JMS 3.1 §3.5.11).
     *
     * @return 1 for the first delivery
     */
    int count();

    /**
     * The JMSRedelivered flag, which is nothing but a count of 2 or more (§3.5.11).
     *
     * @return whether the message may have been delivered before
     */
    default boolean redelivered() {
        return count() >= 2;
    }
}
