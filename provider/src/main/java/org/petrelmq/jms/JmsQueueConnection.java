package org.petrelmq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.engine.EngineException;

/** A connection of the point-to-point API. */
public class JmsQueueConnection extends JmsConnection implements QueueConnection {
    private static final String TYPE = "QueueConnection";

    /**
     * Adapts a connection.
     *
     * @param client the connection
     * @param objects what may be deserialized
     */
    public JmsQueueConnection(ClientConnection client, ObjectBodies objects) {
        super(client, objects);
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int acknowledgeMode) throws JMSException {
        try {
            return new JmsQueueSession(openSession(AckModes.of(transacted, acknowledgeMode)), messages());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Queue queue,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        return createConnectionConsumer((Destination) queue, messageSelector, sessionPool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        throw notInThisDomain("createSharedConnectionConsumer", TYPE);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        throw notInThisDomain("createDurableConnectionConsumer", TYPE);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        throw notInThisDomain("createSharedDurableConnectionConsumer", TYPE);
    }
}
