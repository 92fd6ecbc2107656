package org.petrelmq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.engine.EngineException;

/** A connection of the publish-subscribe API. */
public class JmsTopicConnection extends JmsConnection implements TopicConnection {

    /**
     * Adapts a connection.
     *
     * @param client the connection
     * @param objects what may be deserialized
     */
    public JmsTopicConnection(ClientConnection client, ObjectBodies objects) {
        super(client, objects);
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int acknowledgeMode) throws JMSException {
        try {
            return new JmsTopicSession(openSession(AckModes.of(transacted, acknowledgeMode)), messages());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        return createConnectionConsumer((Destination) topic, messageSelector, sessionPool, maxMessages);
    }
}
