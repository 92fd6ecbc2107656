package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 6.1.8: what is left of a closed connection of the classic API. */
@ConformanceTest
class ClosedConnectionTest {

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
    @DisplayName("Every method of a producer whose connection is closed throws IllegalStateException.")
    void producer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        connection.close();
        methods.throwsFromProducer(MessageProducer.class, bound, unbound, IllegalStateException.class);
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
            methods.throwsFromProducer(MessageProducer.class, bound, unbound, IllegalStateException.class);
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
        methods.throwsFromProducer(MessageProducer.class, bound, unbound, IllegalStateException.class);
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
