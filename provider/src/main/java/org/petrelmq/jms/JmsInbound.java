package org.petrelmq.jms;

import jakarta.jms.Message;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.Delivery;

/** The messages for the endpoints of an application server. Thread-safe. */
public final class JmsInbound {
    private final JmsMessages messages;

    /**
     * Messages of a connection.
     *
     * @param connection the connection
     * @param objects what may be deserialized
     */
    public JmsInbound(ClientConnection connection, ObjectBodies objects) {
        messages = new JmsMessages(connection, objects);
    }

    /**
     * A delivery as a message.
     *
     * @param delivery the delivery
     * @param receiver the session that acknowledges it
     * @return the message
     */
    public Message message(Delivery delivery, ClientSession receiver) {
        return messages.received(delivery, receiver);
    }
}
