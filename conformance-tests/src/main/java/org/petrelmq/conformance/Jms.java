package org.petrelmq.conformance;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test does with the provider: a parameter of every test method. What it opens, it closes after the test, last opened
 * first; names of queues, topics and clients are the test's own.
 */
public final class Jms implements AutoCloseable {
    private final ProviderUnderTest provider;
    private final String prefix;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Jms(ProviderUnderTest provider, String prefix) {
        this.provider = provider;
        this.prefix = prefix;
    }

    // ---- the provider ----

    /** The factory. */
    public ConnectionFactory factory() {
        return provider.connectionFactory();
    }

    /** A factory that assigns a client identifier; only with {@link Feature#CONFIGURED_CLIENT_ID}. */
    public ConnectionFactory factory(String clientId) {
        return provider.connectionFactory(clientId).orElseThrow();
    }

    /** The factory for distributed transactions; only with {@link Feature#XA}. */
    public XAConnectionFactory xaFactory() {
        return provider.xaConnectionFactory().orElseThrow();
    }

    /** Restarts the provider; only with {@link Feature#RESTART}. */
    public void restart() throws Exception {
        provider.restart();
    }

    /** Lets time pass, on the provider's clock where it can be moved. */
    public void pass(Duration duration) {
        if (provider.features().contains(Feature.VIRTUAL_CLOCK)) {
            provider.advance(duration);
        } else {
            Patience.pass(duration);
        }
    }

    // ---- names ----

    /** A name that no other test has. */
    public String unique(String name) {
        return prefix + "." + name;
    }

    /** The test's queue. */
    public Queue queue() throws JMSException {
        return queue("queue");
    }

    /** A queue of the test. */
    public Queue queue(String name) throws JMSException {
        try {
            return provider.queue(unique(name));
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The provider made no queue.", e);
        }
    }

    /** The test's topic. */
    public Topic topic() throws JMSException {
        return topic("topic");
    }

    /** A topic of the test. */
    public Topic topic(String name) throws JMSException {
        try {
            return provider.topic(unique(name));
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The provider made no topic.", e);
        }
    }

    // ---- connections and sessions ----

    /** Closes it after the test. */
    public <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    /** A new connection, stopped. */
    public Connection connection() throws JMSException {
        return closing(factory().createConnection());
    }

    /** A new connection, started. */
    public Connection started() throws JMSException {
        Connection connection = connection();
        connection.start();
        return connection;
    }

    /** A new connection with a client ID of the test, started. */
    public Connection client(String clientId) throws JMSException {
        Connection connection = connection();
        connection.setClientID(unique(clientId));
        connection.start();
        return connection;
    }

    /** A new connection of the point-to-point API, started. */
    public QueueConnection queueConnection() throws JMSException {
        QueueConnection connection = closing(((QueueConnectionFactory) factory()).createQueueConnection());
        connection.start();
        return connection;
    }

    /** A new connection of the publish-subscribe API, started. */
    public TopicConnection topicConnection() throws JMSException {
        TopicConnection connection = closing(((TopicConnectionFactory) factory()).createTopicConnection());
        connection.start();
        return connection;
    }

    /** A new AUTO_ACKNOWLEDGE session of a new, started connection. */
    public Session session() throws JMSException {
        return session(Session.AUTO_ACKNOWLEDGE);
    }

    /** A new session of that mode of a new, started connection. */
    public Session session(int mode) throws JMSException {
        return started().createSession(mode == Session.SESSION_TRANSACTED, mode);
    }

    /** A new AUTO_ACKNOWLEDGE context. */
    public JMSContext context() {
        return context(JMSContext.AUTO_ACKNOWLEDGE);
    }

    /** A new context of that mode. */
    public JMSContext context(int mode) {
        return closing(factory().createContext(mode));
    }

    // ---- sending and receiving, in one line ----

    /** Sends texts, in that order, from one producer. */
    public void send(Session session, Destination to, String... texts) throws JMSException {
        MessageProducer producer = session.createProducer(to);
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
        producer.close();
    }

    /** Sends texts, in that order, from a session of their own, which is closed again. */
    public void send(Destination to, String... texts) throws JMSException {
        try (Connection connection = factory().createConnection()) {
            send(connection.createSession(false, Session.AUTO_ACKNOWLEDGE), to, texts);
        }
    }

    /** The next message, which has to come. */
    public Message receive(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(Patience.arrivalMillis());
        if (message == null) {
            throw new AssertionError("No message came within " + Patience.ARRIVAL + ".");
        }
        return message;
    }

    /** The text of the next message, which has to come. */
    public @Nullable String receiveText(MessageConsumer consumer) throws JMSException {
        return ((TextMessage) receive(consumer)).getText();
    }

    /** The texts of the next messages, which have to come. */
    public List<@Nullable String> receiveTexts(MessageConsumer consumer, int count) throws JMSException {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(receiveText(consumer));
        }
        return texts;
    }

    /** Whether nothing comes for {@link Patience#QUIET}. */
    public boolean isQuiet(MessageConsumer consumer) throws JMSException {
        return consumer.receive(Patience.quietMillis()) == null;
    }

    /** The texts that a browser sees. */
    public List<@Nullable String> browseTexts(QueueBrowser browser) throws JMSException {
        List<@Nullable String> texts = new ArrayList<>();
        for (Object message : Collections.list((java.util.Enumeration<?>) browser.getEnumeration())) {
            texts.add(((TextMessage) message).getText());
        }
        return texts;
    }

    /** The texts that are on a queue, seen by a browser of a connection of its own. */
    public List<@Nullable String> textsOn(Queue queue) throws JMSException {
        try (Connection connection = factory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            return browseTexts(session.createBrowser(queue));
        }
    }

    /** Closes what the test opened; a failure to close something already broken is not the test's. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                // The test has judged; what it left behind is cleaned by the provider.
                System.getLogger("org.petrelmq.conformance")
                        .log(System.Logger.Level.DEBUG, "Something could not be closed after a test.", e);
            }
        }
    }
}
