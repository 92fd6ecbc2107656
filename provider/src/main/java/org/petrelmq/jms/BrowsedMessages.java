package org.petrelmq.jms;

import jakarta.jms.Message;
import org.petrelmq.engine.Delivery;

/** Messages for an administrator: they belong to no session. */
public final class BrowsedMessages {
    private final JmsMessages messages;

    /**
     * With objects of the common classes and of some others.
     *
     * @param allowedClasses as of {@link ObjectBodies}
     */
    public BrowsedMessages(String allowedClasses) {
        messages = new JmsMessages(null, new ObjectBodies(allowedClasses));
    }

    /**
     * A message as an administrator sees it.
     *
     * @param look the message as it would be delivered
     * @return a read-only message that cannot be acknowledged
     */
    public Message of(Delivery look) {
        return messages.received(look, null);
    }
}
