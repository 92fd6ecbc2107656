package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Address;

/** A session of the point-to-point API; it refuses what table 9-1 of the specification lists. */
final class JmsQueueSession extends JmsSession implements QueueSession {
    JmsQueueSession(ClientSession client, JmsMessages messages) {
        super(client, messages);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue, @Nullable String messageSelector) throws JMSException {
        try {
            JmsDestination.queueOf(queue);
            return new JmsQueueReceiver(consumer(queue, messageSelector, false), messages());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        try {
            Address address = queue == null ? null : JmsDestination.queueOf(queue);
            return new JmsQueueSender(client().createProducer(address), messages(), queue);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public Topic createTopic(@Nullable String topicName) throws JMSException {
        throw refused("createTopic");
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        throw refused("createTemporaryTopic");
    }

    @Override
    public MessageConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector) throws JMSException {
        throw refused("createSharedConsumer");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector) throws JMSException {
        throw refused("createSharedDurableConsumer");
    }

    @Override
    public MessageConsumer createDurableConsumer(@Nullable Topic topic, @Nullable String name) throws JMSException {
        throw refused("createDurableConsumer");
    }

    @Override
    public MessageConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector, boolean noLocal)
            throws JMSException {
        throw refused("createDurableConsumer");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector, boolean noLocal)
            throws JMSException {
        throw refused("createDurableSubscriber");
    }

    @Override
    public void unsubscribe(@Nullable String name) throws JMSException {
        throw refused("unsubscribe");
    }

    private static JMSException refused(String method) {
        return JmsConnection.notInThisDomain(method, "QueueSession");
    }
}
