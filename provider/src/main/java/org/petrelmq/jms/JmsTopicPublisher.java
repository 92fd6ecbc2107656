package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientProducer;

/** A producer of the publish-subscribe API. */
final class JmsTopicPublisher extends JmsMessageProducer implements TopicPublisher {
    JmsTopicPublisher(ClientProducer client, JmsMessages messages, @Nullable Topic topic) {
        super(client, messages, topic);
    }

    @Override
    public @Nullable Topic getTopic() throws JMSException {
        return (Topic) getDestination();
    }

    @Override
    public void publish(@Nullable Message message) throws JMSException {
        send(message);
    }

    @Override
    public void publish(@Nullable Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send(message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void publish(@Nullable Topic topic, @Nullable Message message) throws JMSException {
        send(topic, message);
    }

    @Override
    public void publish(
            @Nullable Topic topic, @Nullable Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send(topic, message, deliveryMode, priority, timeToLive);
    }
}
