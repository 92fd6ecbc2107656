package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Address;

/** A session of the publish-subscribe API; it refuses what table 9-1 of the specification lists. */
final class JmsTopicSession extends JmsSession implements TopicSession {
    JmsTopicSession(ClientSession client, JmsMessages messages) {
        super(client, messages);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic, @Nullable String messageSelector, boolean noLocal)
            throws JMSException {
        try {
            JmsDestination.topicOf(topic);
            return new JmsTopicSubscriber(consumer(topic, messageSelector, noLocal), messages());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        try {
            Address address = topic == null ? null : JmsDestination.topicOf(topic);
            return new JmsTopicPublisher(client().createProducer(address), messages(), topic);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public Queue createQueue(@Nullable String queueName) throws JMSException {
        throw refused("createQueue");
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        throw refused("createTemporaryQueue");
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String messageSelector) throws JMSException {
        throw refused("createBrowser");
    }

    private static JMSException refused(String method) {
        return JmsConnection.notInThisDomain(method, "TopicSession");
    }
}
