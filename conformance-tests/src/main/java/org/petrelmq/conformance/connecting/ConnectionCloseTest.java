package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Spec;

/** Section 6.1.8: what closing a connection does. */
@ConformanceTest
class ConnectionCloseTest {

    @Test
    @Spec("6.1.8")
    @DisplayName("Receives that wait when their connection is closed return null, as there is no message for them.")
    void close_receivesPending_returnNull(Jms jms) throws Exception {
        Connection connection = jms.started();
        List<Call<Message>> receives = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Session session = connection.createSession(i == 1, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(jms.queue());
            receives.add(i == 0 ? Call.of(consumer::receive) : Call.of(() -> consumer.receive(60_000)));
        }
        for (Call<Message> receive : receives) {
            assertThat(receive.returnsWithoutWaiting()).isFalse();
        }
        connection.close();
        for (Call<Message> receive : receives) {
            assertThat(receive.result()).isNull();
        }
        jms.send(jms.queue(), "one");
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("one");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("A receive that waits on a stopped connection returns when the connection is closed.")
    void close_receivePendingOnStopped_returns(Jms jms) throws Exception {
        jms.send(jms.queue(), "one");
        Connection connection = jms.connection();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        Call<Message> receive = Call.of(consumer::receive);
        assertThat(receive.returnsWithoutWaiting()).isFalse();
        connection.close();
        assertThat(receive.result()).isNull();
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("close waits until the message listeners that are running have returned.")
    void close_listenerRunning_waits(Jms jms) throws Exception {
        Connection connection = jms.started();
        HeldListener listener = new HeldListener();
        connection
                .createSession(false, Session.AUTO_ACKNOWLEDGE)
                .createConsumer(jms.queue())
                .setMessageListener(listener);
        jms.send(jms.queue(), "one", "two");
        listener.awaitEntered();
        Call<Void> close = Call.running(connection::close);
        assertThat(close.returnsWithoutWaiting()).isFalse();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(close.isDone()).isFalse();
        listener.release();
        close.result();
        assertThat(listener.returned()).isDone();
        int calls = listener.calls();
        assertThat(jms.textsOn(jms.queue())).hasSize(2 - calls);
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(listener.calls()).isEqualTo(calls);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "While close waits for a message listener, the listener can use its connection and session: create, send, commit.")
    void close_listenerRunning_hasAllFacilities(Jms jms) throws Exception {
        Connection connection = jms.started();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        HeldListener listener = new HeldListener(message -> {
            jms.send(session, jms.queue("replies"), "re: " + ((TextMessage) message).getText());
            session.commit();
        });
        session.createConsumer(jms.queue()).setMessageListener(listener);
        jms.send(jms.queue(), "one");
        listener.awaitEntered();
        Call<Void> close = Call.running(connection::close);
        assertThat(close.returnsWithoutWaiting()).isFalse();
        listener.release();
        close.result();
        assertThat(listener.returned()).succeedsWithin(Patience.ARRIVAL);
        assertThat(jms.textsOn(jms.queue("replies"))).containsExactly("re: one");
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "The message that a listener processes while its AUTO_ACKNOWLEDGE session's connection is closed is acknowledged.")
    void close_listenerRunning_messageIsAcknowledged(Jms jms) throws Exception {
        Connection connection = jms.started();
        HeldListener listener = new HeldListener();
        connection
                .createSession(false, Session.AUTO_ACKNOWLEDGE)
                .createConsumer(jms.queue())
                .setMessageListener(listener);
        jms.send(jms.queue(), "one");
        listener.awaitEntered();
        Call<Void> close = Call.running(connection::close);
        assertThat(close.returnsWithoutWaiting()).isFalse();
        listener.release();
        close.result();
        assertThat(listener.returned()).succeedsWithin(Patience.ARRIVAL);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Closing a connection rolls back its transactions: what they sent is not delivered.")
    void close_transactionWithSends_isRolledBack(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), "committed");
        session.commit();
        jms.send(session, jms.queue(), "rolled back");
        connection.close();
        assertThat(jms.textsOn(jms.queue())).containsExactly("committed");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Closing a connection rolls back its transactions: what they received is delivered again, flagged as redelivered.")
    void close_transactionWithReceipts_isRolledBack(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Connection connection = jms.started();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        session.commit();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        connection.close();
        assertComesAgain(jms);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Closing a connection does not acknowledge messages of CLIENT_ACKNOWLEDGE sessions: they are delivered again.")
    void close_clientAcknowledge_isNotAcknowledged(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        Message first = jms.receive(consumer);
        first.acknowledge();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        connection.close();
        assertComesAgain(jms);
    }

    /** Two was delivered before and three was not; in which order they come now is left open. */
    private static void assertComesAgain(Jms jms) throws JMSException {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            TextMessage message = (TextMessage) jms.receive(consumer);
            texts.add(message.getText());
            if (message.getText().equals("two")) {
                assertThat(message.getJMSRedelivered()).isTrue();
            }
        }
        assertThat(texts).containsExactlyInAnyOrder("two", "three");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("What an AUTO_ACKNOWLEDGE session received before its connection was closed does not come again.")
    void close_autoAcknowledge_isNotRedelivered(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.started();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        connection.close();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("two");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "acknowledge on a message that a session of a closed connection received throws IllegalStateException.")
    void acknowledge_connectionClosed_throws(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        Message message = jms.receive(session.createConsumer(jms.queue()));
        connection.close();
        assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Unacknowledged messages of a durable subscription are retained when the connection is closed.")
    void close_durableSubscription_keepsMessages(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), "subscription");
        jms.send(jms.topic(), "one", "two");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        connection.close();
        Session again = jms.client("client").createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer second = again.createDurableConsumer(jms.topic(), "subscription");
        assertThat(jms.receiveTexts(second, 2)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Closing one connection leaves the other connections of its factory as they are.")
    void close_otherConnections_goOn(Jms jms) throws JMSException {
        Connection closed = jms.started();
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        closed.close();
        jms.send(session, jms.queue(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Several threads may close a connection at the same time; each returns when it is closed.")
    void close_severalThreads_allReturn(Jms jms) throws Exception {
        for (int round = 0; round < 5; round++) {
            Connection connection = jms.started();
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
            List<Call<Void>> closes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closes.add(Call.running(connection::close));
            }
            for (Call<Void> close : closes) {
                close.result();
            }
            assertThatThrownBy(connection::start).isInstanceOf(IllegalStateException.class);
        }
    }
}
