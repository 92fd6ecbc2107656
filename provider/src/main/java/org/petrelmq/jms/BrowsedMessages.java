package org.petrelmq.jms;

import jakarta.jms.Message;
import org.petrelmq.engine.Delivery;

/** Messages for an administrator: they belong to no session. */
public final class BrowsedMessages {
    private static final JmsMessages MESSAGES = new JmsMessages(null, new ObjectBodies(""));

    private BrowsedMessages() {}

    /**
     * A message as an administrator sees it.
     *
     * @param look the message as it would be delivered
     * @return a read-only message that cannot be acknowledged
     */
    public static Message of(Delivery look) {
        return MESSAGES.received(look, null);
    }
}
