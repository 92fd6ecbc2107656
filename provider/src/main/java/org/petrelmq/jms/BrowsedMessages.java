package org.petrelmq.jms;

import jakarta.jms.Message;
import org.petrelmq.engine.Delivery;
import org.petrelmq.message.Envelope;

/** Messages for an administrator: they belong to no session. */
public final class BrowsedMessages {
    private static final JmsMessages MESSAGES = new JmsMessages(null, new ObjectBodies(""));

    private BrowsedMessages() {}

    private record Look(Envelope envelope, int count) implements Delivery {}

    /**
     * A message as an administrator sees it.
     *
     * @param envelope the message
     * @return a read-only message that cannot be acknowledged
     */
    public static Message of(Envelope envelope) {
        return MESSAGES.received(new Look(envelope, 1), null);
    }
}
