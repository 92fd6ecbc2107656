package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import org.petrelmq.client.ClientConnection;

/** A connection whose sessions take part in distributed transactions (JMS 3.1 §11.3.2). */
public final class JmsXAConnection extends JmsConnection implements XAConnection {

    /**
     * Adapts a connection.
     *
     * @param client the connection
     * @param objects what may be deserialized
     */
    public JmsXAConnection(ClientConnection client, ObjectBodies objects) {
        super(client, objects);
    }

    @Override
    public XASession createXASession() throws JMSException {
        return new JmsXASession(openXASession(), messages());
    }
}
