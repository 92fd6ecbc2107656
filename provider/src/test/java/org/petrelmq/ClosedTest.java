package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is called on something that is closed says that it is closed, and not what else may be wrong with the call. */
class ClosedTest {
    @RegisterExtension
    private final OwnBroker own = new OwnBroker();

    private Connection connection;
    private Session session;
    private Queue queue;

    @BeforeEach
    void connect() throws JMSException {
        connection = own.factory().createConnection();
        session = connection.createSession();
        queue = session.createQueue("q");
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
    }

    private static void assertSaysClosed(String what, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage("The " + what + " is closed.");
    }

    @Test
    void connection_closed_saysSo() throws JMSException {
        TemporaryQueue temporary = session.createTemporaryQueue();
        connection.close();
        String what = "connection";
        assertSaysClosed(what, connection::start);
        assertSaysClosed(what, connection::stop);
        assertSaysClosed(what, connection::createSession);
        assertSaysClosed(what, connection::getClientID);
        assertSaysClosed(what, () -> connection.setClientID("late"));
        assertSaysClosed(what, () -> connection.setExceptionListener(error -> {}));
        assertSaysClosed(what, () -> connection.createConnectionConsumer(queue, null, () -> null, 0));
        assertSaysClosed(what, temporary::delete);
    }

    @Test
    void session_closed_saysSo() throws JMSException {
        QueueBrowser browser = session.createBrowser(queue);
        session.close();
        String what = "session";
        assertSaysClosed(what, () -> session.createProducer(queue));
        assertSaysClosed(what, () -> session.createConsumer(queue));
        assertSaysClosed(what, () -> session.createBrowser(queue));
        assertSaysClosed(what, browser::getEnumeration);
        assertSaysClosed(what, session::commit);
        assertSaysClosed(what, session::rollback);
        assertSaysClosed(what, session::recover);
        assertSaysClosed(what, () -> session.setMessageListener(message -> {}));
        assertSaysClosed(what, () -> session.unsubscribe("s"));
        assertSaysClosed(what, session::createTemporaryQueue);
    }

    @Test
    void consumerAndProducer_closed_saySo() throws JMSException {
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        consumer.close();
        producer.close();
        assertSaysClosed("consumer", consumer::receiveNoWait);
        assertSaysClosed("consumer", () -> consumer.receive(1));
        assertSaysClosed("consumer", () -> consumer.setMessageListener(message -> {}));
        assertSaysClosed("producer", () -> producer.send(session.createMessage()));
    }

    @Test
    void createConnectionConsumer_usesTheConnection() throws JMSException {
        try (Connection fresh = own.factory().createConnection()) {
            fresh.createConnectionConsumer(queue, null, () -> null, 1).close();
            assertThatThrownBy(() -> fresh.setClientID("late"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("comes too late");
        }
    }
}
