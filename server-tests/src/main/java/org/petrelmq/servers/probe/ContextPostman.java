package org.petrelmq.servers.probe;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.petrelmq.servers.common.Letter;

/**
 * Uses a context that the container injects: one for each transaction, or for each request where there is none.
 * The bean lives as long as a request: in Open Liberty a context is closed with it, in whatever bean it is.
 */
@RequestScoped
public class ContextPostman implements Postman {
    @Inject
    @JMSConnectionFactory("jms/ConnectionFactory")
    private JMSContext context;

    @Override
    public void send(String queue, String text, String kind) {
        context.createProducer().setProperty("kind", kind).send(context.createQueue(queue), text);
    }

    @Override
    public void publish(String topic, String text) {
        context.createProducer().send(context.createTopic(topic), text);
    }

    @Override
    public Letter receive(String queue, long timeoutMillis) throws JMSException {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            Message message = consumer.receive(timeoutMillis);
            return message == null ? null : Letter.of(message);
        }
    }
}
