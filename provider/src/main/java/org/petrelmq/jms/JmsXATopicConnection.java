package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.XASession;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicSession;
import org.petrelmq.client.ClientConnection;

/** A connection of the publish-subscribe API whose sessions take part in distributed transactions. */
public final class JmsXATopicConnection extends JmsTopicConnection implements XATopicConnection {

    /**
     * Adapts a connection.
     *
     * @param client the connection
     * @param objects what may be deserialized
     */
    public JmsXATopicConnection(ClientConnection client, ObjectBodies objects) {
        super(client, objects);
    }

    @Override
    public XATopicSession createXATopicSession() throws JMSException {
        return new JmsXATopicSession(openXASession(), messages());
    }

    @Override
    public XASession createXASession() throws JMSException {
        return createXATopicSession();
    }
}
