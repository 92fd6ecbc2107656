package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.15: what closing a session does to its parts, its messages, its receivers and its neighbours. */
@ConformanceTest
class SessionCloseTest {

    private static List<Session> oneOfEach(Jms jms) throws JMSException {
        return List.of(
                jms.session(),
                jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE),
                jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE));
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Closing a closed session or context, of any API and mode, does not throw.")
    void close_again_isIgnored(Jms jms) throws JMSException {
        for (Session session : oneOfEach(jms)) {
            session.close();
            assertThatCode(session::close).doesNotThrowAnyException();
        }
        for (int mode : List.of(0, 1, 2, 3)) {
            Session session = jms.session(mode);
            session.close();
            assertThatCode(session::close).doesNotThrowAnyException();
            JMSContext context = jms.context(mode);
            context.close();
            assertThatCode(context::close).doesNotThrowAnyException();
        }
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("Closing the producers, consumers and browsers of a closed session is ignored.")
    void close_partsOfClosedSession_isIgnored(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        MessageConsumer consumer = session.createConsumer(jms.queue());
        QueueBrowser browser = session.createBrowser(jms.queue());
        session.close();
        assertThatCode(() -> {
                    producer.close();
                    consumer.close();
                    browser.close();
                    session.close();
                    consumer.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("Closing a session closes its consumers, so that another one may use their durable subscription.")
    void close_withDurableConsumer_freesSubscription(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        Session session = connection.createSession();
        assertThat(session.createDurableConsumer(jms.topic(), "subscription")).isNotNull();
        session.close();
        MessageConsumer next = connection.createSession().createDurableConsumer(jms.topic(), "subscription");
        jms.send(jms.topic(), "hello");
        assertThat(jms.receiveText(next)).isEqualTo("hello");
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("Closing a session leaves the other sessions of its connection working.")
    void close_oneOfTwo_otherWorks(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession();
        Session other = connection.createSession();
        MessageConsumer consumer = other.createConsumer(jms.queue());
        session.close();
        jms.send(other, jms.queue(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        jms.send(connection.createSession(), jms.queue(), "two");
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Closing a context leaves the other contexts of its connection working, whichever was first.")
    void close_oneOfTwoContexts_otherWorks(Jms jms) throws JMSException {
        JMSContext first = jms.context();
        JMSContext second = jms.closing(first.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSContext third = jms.closing(second.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSConsumer consumer = third.createConsumer(jms.queue());
        first.close();
        second.close();
        third.createProducer().send(jms.queue(), "hello");
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("hello"));
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("Messages made or received by a session stay usable after it was closed, and may be sent.")
    void close_messagesOfSession_stayUsable(Jms jms) throws JMSException {
        Session session = jms.session();
        jms.send(session, jms.queue("in"), "received");
        TextMessage received = (TextMessage) jms.receive(session.createConsumer(jms.queue("in")));
        TextMessage made = session.createTextMessage("made");
        session.close();
        assertThat(received.getText()).isEqualTo("received");
        assertThat(received.getJMSMessageID()).startsWith("ID:");
        assertThat(received.getJMSDestination()).isNotNull();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        made.setText("changed");
        made.setStringProperty("colour", "red");
        Session other = jms.session();
        MessageProducer producer = other.createProducer(jms.queue("out"));
        producer.send(made);
        producer.send(received);
        MessageConsumer consumer = other.createConsumer(jms.queue("out"));
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("changed", "received");
    }

    @Test
    @Spec("6.2.15")
    @DisplayName(
            "acknowledge on a message whose CLIENT_ACKNOWLEDGE session was closed throws an IllegalStateException.")
    void acknowledge_sessionClosed_throws(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        Message message = jms.receive(session.createConsumer(jms.queue()));
        session.close();
        assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
        assertThat(Delivery.next(jms, jms.session().createConsumer(jms.queue())))
                .isEqualTo(Delivery.again("one"));
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Closing the session or context lets a receive that waits in another thread return null.")
    void close_receiveWaits_returnsNull(Jms jms) throws JMSException, InterruptedException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThatCloseEnds(session, consumer::receive);
        Session timed = jms.session();
        MessageConsumer timedConsumer = timed.createConsumer(jms.queue());
        assertThatCloseEnds(timed, () -> timedConsumer.receive(60_000));
        Session unlimited = jms.session();
        MessageConsumer unlimitedConsumer = unlimited.createConsumer(jms.queue());
        assertThatCloseEnds(unlimited, () -> unlimitedConsumer.receive(0));
        JMSContext context = jms.context();
        JMSConsumer contextConsumer = context.createConsumer(jms.queue());
        assertThatCloseEnds(context, contextConsumer::receive);
    }

    private static void assertThatCloseEnds(AutoCloseable session, Callable<Message> receive)
            throws InterruptedException {
        OtherThread<Message> receiving = OtherThread.calls(receive).blocked();
        assertThatCode(session::close).doesNotThrowAnyException();
        assertThat(receiving.result()).isNull();
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("Messages that a closed session's consumer had not received stay on the queue, in their order.")
    void close_withUnreceived_leavesThem(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session();
        assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo("one");
        assertThat(session.createConsumer(jms.queue())).isNotNull();
        session.close();
        assertThat(jms.textsOn(jms.queue())).containsExactly("two", "three");
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 2))
                .containsExactly("two", "three");
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("acknowledge on a message throws in every mode once its session, connection or context is closed.")
    void acknowledge_closedInEveryMode_throws(Jms jms) throws JMSException {
        for (int mode : List.of(0, 1, 2, 3)) {
            jms.send(jms.queue("mode" + mode), "one", "two", "three");
            Session session = jms.session(mode);
            Message ofSession = jms.receive(session.createConsumer(jms.queue("mode" + mode)));
            session.close();
            assertThatThrownBy(ofSession::acknowledge, "session of mode %d", mode)
                    .isInstanceOf(IllegalStateException.class);
            Connection connection = jms.started();
            Message ofConnection = jms.receive(connection.createSession(mode).createConsumer(jms.queue("mode" + mode)));
            connection.close();
            assertThatThrownBy(ofConnection::acknowledge, "connection, mode %d", mode)
                    .isInstanceOf(IllegalStateException.class);
            JMSContext context = jms.context(mode);
            Message ofContext = context.createConsumer(jms.queue("mode" + mode)).receive(Patience.arrivalMillis());
            assertThat(ofContext).isNotNull();
            context.close();
            assertThatThrownBy(ofContext::acknowledge, "context of mode %d", mode)
                    .isInstanceOfAny(IllegalStateException.class, IllegalStateRuntimeException.class);
        }
    }
}
