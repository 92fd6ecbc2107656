package org.petrelmq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Topic;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.engine.EngineException;

/** A connection of the point-to-point API. */
public sealed class JmsQueueConnection extends JmsConnection implements QueueConnection permits JmsXAQueueConnection {
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
            Queue queue, String messageSelector, ServerSessionPool sessionPool, int maxMessages) throws JMSException {
        throw noConnectionConsumers();
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic,
            String subscriptionName,
            String messageSelector,
            ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        throw notInThisDomain("createSharedConnectionConsumer", TYPE);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic,
            String subscriptionName,
            String messageSelector,
            ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        throw notInThisDomain("createDurableConnectionConsumer", TYPE);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic,
            String subscriptionName,
            String messageSelector,
            ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        throw notInThisDomain("createSharedDurableConnectionConsumer", TYPE);
    }
}
