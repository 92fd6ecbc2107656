package org.petrelmq.servers.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends and receives with everything that the server has under a name, injected and looked up. */
@Dependent
public class References {
    private static final int TIMEOUT_MILLIS = 5000;

    @Resource(name = "jms/ConnectionFactory")
    private ConnectionFactory factory;

    @Resource(name = "jms/QueueConnectionFactory")
    private QueueConnectionFactory queueFactory;

    @Resource(name = "jms/TopicConnectionFactory")
    private TopicConnectionFactory topicFactory;

    @Resource(name = "jms/basket")
    private Queue basket;

    @Resource(name = "jms/news")
    private Topic news;

    /** One line for each factory and way, with the text that was sent and received. */
    public List<String> use() throws JMSException, NamingException {
        List<String> lines = new ArrayList<>();
        lines.add("injected: " + general(factory, basket));
        lines.add("injected queue: " + queue(queueFactory, basket));
        lines.add("injected topic: " + topic(topicFactory, news));
        lines.add("looked up: " + general(find("ConnectionFactory"), find("basket")));
        lines.add("looked up queue: " + queue(find("QueueConnectionFactory"), find("basket")));
        lines.add("looked up topic: " + topic(find("TopicConnectionFactory"), find("news")));
        lines.add("names: " + basket.getQueueName() + ", " + news.getTopicName());
        return lines;
    }

    @SuppressWarnings({"BanJNDI", "unchecked", "TypeParameterUnusedInFormals"
    }) // the cast is the caller's wish, and fails there
    private static <T> T find(String name) throws NamingException {
        return (T) new InitialContext().lookup("java:comp/env/jms/" + name);
    }

    private static String general(ConnectionFactory factory, Queue queue) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            session.createProducer(queue).send(session.createTextMessage("one"));
            return received(session.createConsumer(queue));
        }
    }

    private static String queue(QueueConnectionFactory factory, Queue queue) throws JMSException {
        try (QueueConnection connection = factory.createQueueConnection();
                QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            session.createSender(queue).send(session.createTextMessage("two"));
            return received(session.createReceiver(queue));
        }
    }

    private static String topic(TopicConnectionFactory factory, Topic topic) throws JMSException {
        try (TopicConnection connection = factory.createTopicConnection();
                TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            TopicSubscriber subscriber = session.createSubscriber(topic);
            session.createPublisher(topic).publish(session.createTextMessage("three"));
            return received(subscriber);
        }
    }

    private static String received(MessageConsumer consumer) throws JMSException {
        return ((TextMessage) consumer.receive(TIMEOUT_MILLIS)).getText();
    }
}
