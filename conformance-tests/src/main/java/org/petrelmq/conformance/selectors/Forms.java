package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;

/** All the ways to create something with a selector, by name; on the test's queue and topic. */
final class Forms {
    /** A creating method, without its selector. */
    interface Creation<T> {
        T with(String selector) throws JMSException;
    }

    private final Jms jms;
    private final Queue queue;
    private final Topic topic;

    Forms(Jms jms) throws JMSException {
        this.jms = jms;
        queue = jms.queue();
        topic = jms.topic();
    }

    /** Consumers of the queue, classic and domain-specific API. */
    Map<String, Creation<MessageConsumer>> ofQueue() throws JMSException {
        Session session = jms.session();
        QueueSession queueSession = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Map<String, Creation<MessageConsumer>> forms = new LinkedHashMap<>();
        forms.put("createConsumer(queue)", selector -> session.createConsumer(queue, selector));
        forms.put("createConsumer(queue, noLocal)", selector -> session.createConsumer(queue, selector, false));
        forms.put("QueueSession.createConsumer", selector -> queueSession.createConsumer(queue, selector));
        forms.put("createReceiver", selector -> queueSession.createReceiver(queue, selector));
        return forms;
    }

    /** Consumers of the topic, classic and domain-specific API. */
    Map<String, Creation<MessageConsumer>> ofTopic() throws JMSException {
        Session session = jms.client("classic").createSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicConnection connection = jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection());
        connection.setClientID(jms.unique("topics"));
        connection.start();
        TopicSession topicSession = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Map<String, Creation<MessageConsumer>> forms = new LinkedHashMap<>();
        forms.put("createConsumer(topic)", selector -> session.createConsumer(topic, selector));
        forms.put("createConsumer(topic, noLocal)", selector -> session.createConsumer(topic, selector, true));
        forms.put(
                "createDurableConsumer", selector -> session.createDurableConsumer(topic, "consumer", selector, false));
        forms.put(
                "createDurableSubscriber",
                selector -> session.createDurableSubscriber(topic, "subscriber", selector, false));
        forms.put("createSubscriber", selector -> topicSession.createSubscriber(topic, selector, false));
        forms.put("TopicSession.createConsumer", selector -> topicSession.createConsumer(topic, selector));
        forms.put(
                "TopicSession.createDurableSubscriber",
                selector -> topicSession.createDurableSubscriber(topic, "subscriber", selector, false));
        return forms;
    }

    /** Consumers of shared subscriptions, classic API. */
    Map<String, Creation<MessageConsumer>> shared() throws JMSException {
        Session session = jms.session();
        return Map.of(
                "createSharedConsumer",
                selector -> session.createSharedConsumer(topic, jms.unique("shared"), selector),
                "createSharedDurableConsumer",
                selector -> session.createSharedDurableConsumer(topic, jms.unique("durable"), selector));
    }

    /** Consumers of queue, topic and unshared durable subscription, simplified API. */
    Map<String, Creation<JMSConsumer>> ofContext() {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("simplified"));
        Map<String, Creation<JMSConsumer>> forms = new LinkedHashMap<>();
        forms.put("createConsumer(queue)", selector -> context.createConsumer(queue, selector));
        forms.put("createConsumer(queue, noLocal)", selector -> context.createConsumer(queue, selector, false));
        forms.put("createConsumer(topic)", selector -> context.createConsumer(topic, selector));
        forms.put("createConsumer(topic, noLocal)", selector -> context.createConsumer(topic, selector, true));
        forms.put(
                "createDurableConsumer", selector -> context.createDurableConsumer(topic, "consumer", selector, false));
        return forms;
    }

    /** Consumers of shared subscriptions, simplified API. */
    Map<String, Creation<JMSConsumer>> sharedOfContext() {
        JMSContext context = jms.context();
        return Map.of(
                "createSharedConsumer",
                selector -> context.createSharedConsumer(topic, jms.unique("shared"), selector),
                "createSharedDurableConsumer",
                selector -> context.createSharedDurableConsumer(topic, jms.unique("durable"), selector));
    }

    /** Browsers of all APIs. */
    Map<String, Creation<QueueBrowser>> browsers() throws JMSException {
        Session session = jms.session();
        QueueSession queueSession = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Map<String, Creation<QueueBrowser>> forms = new LinkedHashMap<>();
        forms.put("createBrowser", selector -> session.createBrowser(queue, selector));
        forms.put("QueueSession.createBrowser", selector -> queueSession.createBrowser(queue, selector));
        return forms;
    }

    /** Sends texts with the property {@code size} to queue and topic. */
    void send(int size, String... texts) throws JMSException {
        Session session = jms.session();
        for (String text : texts) {
            TextMessage message = session.createTextMessage(text);
            message.setIntProperty("size", size);
            session.createProducer(queue).send(message);
            session.createProducer(topic).send(message);
        }
        session.close();
    }

    /** The text of the next message, which has to come; null if none came. */
    static String nextText(JMSConsumer consumer) throws JMSException {
        Message message = consumer.receive(Patience.arrivalMillis());
        return message == null ? null : ((TextMessage) message).getText();
    }
}
