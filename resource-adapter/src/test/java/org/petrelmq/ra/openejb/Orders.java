package org.petrelmq.ra.openejb;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;

/** A bean that sends and receives in the container's transactions. */
@Stateless
public class Orders {
    @Resource(name = "PetrelFactory")
    private ConnectionFactory factory;

    @Resource(name = "PetrelQueueFactory")
    private QueueConnectionFactory queueFactory;

    @Resource(name = "PetrelTopicFactory")
    private TopicConnectionFactory topicFactory;

    @Resource(name = "orders")
    private Queue orders;

    @Resource(name = "plain")
    private Queue plain;

    @Resource(name = "news")
    private Topic news;

    @Inject
    @JMSConnectionFactory("PetrelFactory")
    private JMSContext injected;

    @Resource
    private EJBContext ejb;

    /** To the queue that a bean listens to. */
    public void order(String text) throws JMSException {
        send(orders, text);
    }

    /** To the queue that nobody listens to. */
    public void put(String text) throws JMSException {
        send(plain, text);
    }

    public void putAndRollBack(String text) throws JMSException {
        send(plain, text);
        ejb.setRollbackOnly();
    }

    public void putInjected(String text) {
        injected.createProducer().send(plain, text);
    }

    public void putInjectedAndRollBack(String text) {
        injected.createProducer().send(plain, text);
        ejb.setRollbackOnly();
    }

    private void send(Queue queue, String text) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.createProducer(queue).send(session.createTextMessage(text));
        }
    }

    public String take() {
        try (JMSContext context = factory.createContext()) {
            return context.createConsumer(plain).receiveBodyNoWait(String.class);
        }
    }

    public String takeAndRollBack() {
        ejb.setRollbackOnly();
        return take();
    }

    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String takeWithoutTransaction() {
        return take();
    }

    public void putByTheOldApi(String text) throws JMSException {
        try (QueueConnection connection = queueFactory.createQueueConnection()) {
            Session session = connection.createQueueSession(true, Session.SESSION_TRANSACTED);
            session.createProducer(plain).send(session.createTextMessage(text));
        }
    }

    public void publish(String text) throws JMSException {
        try (TopicConnection connection = topicFactory.createTopicConnection()) {
            Session session = connection.createTopicSession(true, Session.SESSION_TRANSACTED);
            session.createProducer(news).send(session.createTextMessage(text));
        }
    }

    /** What sends, receives and asks in one transaction. */
    public void move() {
        try (JMSContext context = factory.createContext()) {
            String text = context.createConsumer(plain).receiveBodyNoWait(String.class);
            context.createProducer().send(orders, text);
        }
    }
}
