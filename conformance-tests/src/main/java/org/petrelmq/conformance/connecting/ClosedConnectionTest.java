package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 6.1.8: what is left of a closed connection of the classic and domain-specific APIs. */
@ConformanceTest
class ClosedConnectionTest {

    private static boolean takesDestination(Method method) {
        return List.of(method.getParameterTypes()).stream().anyMatch(Destination.class::isAssignableFrom);
    }

    private static boolean isSend(Method method) {
        return method.getName().equals("send") || method.getName().equals("publish");
    }

    /** What a producer with a destination can do: sends that name one are forbidden in any state. */
    private static boolean isOfBoundProducer(Method method) {
        return !isSend(method) || !takesDestination(method);
    }

    private static boolean isOfUnboundProducer(Method method) {
        return !isSend(method) || takesDestination(method);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a closed connection except close throws IllegalStateException.")
    void connection_closed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Connection connection = jms.started();
        connection.close();
        methods.throwsFrom(Connection.class, connection, IllegalStateException.class);
        QueueConnection queues = jms.queueConnection();
        queues.close();
        methods.throwsFrom(QueueConnection.class, queues, IllegalStateException.class);
        TopicConnection topics = jms.topicConnection();
        topics.close();
        methods.throwsFrom(TopicConnection.class, topics, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a session whose connection is closed throws IllegalStateException.")
    void session_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
        connection.close();
        methods.throwsFrom(Session.class, session, IllegalStateException.class);
        methods.throwsFrom(Session.class, transacted, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a queue or topic session whose connection is closed throws IllegalStateException.")
    void domainSpecificSession_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        QueueConnection queues = jms.queueConnection();
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        queues.close();
        methods.throwsFrom(QueueSession.class, queueSession, IllegalStateException.class);
        TopicConnection topics = jms.topicConnection();
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        topics.close();
        methods.throwsFrom(TopicSession.class, topicSession, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a producer whose connection is closed throws IllegalStateException.")
    void producer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        connection.close();
        assertClosed(methods, MessageProducer.class, bound, unbound);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a queue sender or topic publisher whose connection is closed throws IllegalStateException.")
    void domainSpecificProducer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        QueueConnection queues = jms.queueConnection();
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = queueSession.createSender(jms.queue());
        QueueSender unboundSender = queueSession.createSender(null);
        queues.close();
        assertClosed(methods, QueueSender.class, sender, unboundSender);
        TopicConnection topics = jms.topicConnection();
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicPublisher publisher = topicSession.createPublisher(jms.topic());
        TopicPublisher unboundPublisher = topicSession.createPublisher(null);
        topics.close();
        assertClosed(methods, TopicPublisher.class, publisher, unboundPublisher);
    }

    private static void assertClosed(EveryMethod methods, Class<?> type, Object bound, Object unbound)
            throws IllegalAccessException {
        methods.throwsFrom(type, bound, IllegalStateException.class, ClosedConnectionTest::isOfBoundProducer);
        methods.throwsFrom(type, unbound, IllegalStateException.class, ClosedConnectionTest::isOfUnboundProducer);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a consumer whose connection is closed throws IllegalStateException, receive among them.")
    void consumer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Connection connection = jms.client("client");
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageConsumer durable = session.createDurableConsumer(jms.topic(), "subscription");
        jms.send(jms.queue(), "one");
        connection.close();
        methods.throwsFrom(MessageConsumer.class, consumer, IllegalStateException.class);
        methods.throwsFrom(MessageConsumer.class, durable, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a queue receiver or topic subscriber whose connection is closed throws IllegalStateException.")
    void domainSpecificConsumer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        QueueConnection queues = jms.queueConnection();
        QueueReceiver receiver =
                queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE).createReceiver(jms.queue());
        queues.close();
        methods.throwsFrom(QueueReceiver.class, receiver, IllegalStateException.class);
        TopicConnection topics = jms.topicConnection();
        TopicSubscriber subscriber =
                topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE).createSubscriber(jms.topic());
        topics.close();
        methods.throwsFrom(TopicSubscriber.class, subscriber, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a browser whose connection is closed throws IllegalStateException.")
    void browser_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(jms.queue());
        connection.close();
        methods.throwsFrom(QueueBrowser.class, browser, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Closing a closed connection, and what was created with it, is ignored any number of times.")
    void close_repeated_isIgnored(Jms jms) throws Exception {
        Connection connection = jms.started();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        AutoCloseable[] all = {
            connection,
            session,
            session.createConsumer(jms.queue()),
            session.createProducer(jms.queue()),
            session.createBrowser(jms.queue())
        };
        connection.close();
        for (int i = 0; i < 3; i++) {
            for (AutoCloseable closed : all) {
                closed.close();
            }
        }
        assertThatThrownBy(connection::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("6.2.15")
    @DisplayName(
            "Every method of a closed session, and of its producers, consumers and browsers, throws IllegalStateException.")
    void session_closed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        for (boolean transacted : new boolean[] {false, true}) {
            Session session = jms.started().createSession(transacted, Session.CLIENT_ACKNOWLEDGE);
            MessageProducer bound = session.createProducer(jms.queue());
            MessageProducer unbound = session.createProducer(null);
            MessageConsumer consumer = session.createConsumer(jms.queue());
            QueueBrowser browser = session.createBrowser(jms.queue());
            session.close();
            methods.throwsFrom(Session.class, session, IllegalStateException.class);
            assertClosed(methods, MessageProducer.class, bound, unbound);
            methods.throwsFrom(MessageConsumer.class, consumer, IllegalStateException.class);
            methods.throwsFrom(QueueBrowser.class, browser, IllegalStateException.class);
        }
    }

    @Test
    @Spec("JD IllegalStateException")
    @DisplayName("Every method of a producer, consumer or browser that is closed itself throws IllegalStateException.")
    void producerConsumerBrowser_closed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Session session = jms.session();
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        QueueBrowser browser = session.createBrowser(jms.queue());
        for (int i = 0; i < 2; i++) {
            bound.close();
            unbound.close();
            consumer.close();
            browser.close();
        }
        assertClosed(methods, MessageProducer.class, bound, unbound);
        methods.throwsFrom(MessageConsumer.class, consumer, IllegalStateException.class);
        methods.throwsFrom(QueueBrowser.class, browser, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Messages that were created or received with a connection stay usable after its close, and can be sent by others.")
    void message_connectionClosed_isUsable(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        TextMessage created = session.createTextMessage("created");
        jms.send(session, jms.queue(), "received");
        TextMessage received = (TextMessage) jms.receive(session.createConsumer(jms.queue()));
        connection.close();
        created.setStringProperty("name", "value");
        created.setJMSReplyTo(jms.queue("replies"));
        assertThat(received.getText()).isEqualTo("received");
        assertThat(received.getJMSDestination()).isNotNull();
        assertThat(received.getJMSMessageID()).isNotNull();
        assertThat(received.getBody(String.class)).isEqualTo("received");
        received.clearProperties();
        received.clearBody();
        received.setText("changed");
        Session other = jms.session();
        MessageProducer producer = other.createProducer(jms.queue());
        producer.send(created);
        producer.send(received);
        MessageConsumer consumer = other.createConsumer(jms.queue());
        Message first = jms.receive(consumer);
        assertThat(first.getStringProperty("name")).isEqualTo("value");
        assertThat(jms.receiveText(consumer)).isEqualTo("changed");
    }
}
