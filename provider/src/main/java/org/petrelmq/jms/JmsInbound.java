package org.petrelmq.jms;

import jakarta.jms.MessageListener;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.DeliveryListener;

/** Messages for the endpoints of an application server. */
public final class JmsInbound {
    private JmsInbound() {}

    /**
     * Makes deliveries messages, and calls a listener with them.
     *
     * @param session whose messages they are
     * @param objects what may be deserialized
     * @param listener called on the thread of the delivery
     * @return what to call with the deliveries
     */
    public static DeliveryListener to(ClientSession session, ObjectBodies objects, MessageListener listener) {
        JmsMessages messages = new JmsMessages(session.connection(), objects);
        return delivery -> listener.onMessage(messages.received(delivery, session));
    }
}
