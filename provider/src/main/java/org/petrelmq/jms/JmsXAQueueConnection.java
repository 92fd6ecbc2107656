package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XASession;
import org.petrelmq.client.ClientConnection;

/** A connection of the point-to-point API whose sessions take part in distributed transactions. */
public final class JmsXAQueueConnection extends JmsQueueConnection implements XAQueueConnection {

    /**
     * Adapts a connection.
     *
     * @param client the connection
     * @param objects what may be deserialized
     */
    public JmsXAQueueConnection(ClientConnection client, ObjectBodies objects) {
        super(client, objects);
    }

    @Override
    public XAQueueSession createXAQueueSession() throws JMSException {
        return new JmsXAQueueSession(openXASession(), messages());
    }

    @Override
    public XASession createXASession() throws JMSException {
        return createXAQueueSession();
    }
}
