package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Spec;

/** Section 6.1.5. */
@ConformanceTest
class ConnectionStopTest {

    @Test
    @Spec("6.1.5")
    @DisplayName("After stop has returned, no receive of the connection returns a message until it is started again.")
    void receive_afterStop_returnsNothing(Jms jms) throws JMSException {
        Connection connection = jms.started();
        MessageConsumer first =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        MessageConsumer second =
                connection.createSession(true, Session.SESSION_TRANSACTED).createConsumer(jms.queue("second"));
        jms.send(jms.queue(), "one", "two");
        jms.send(jms.queue("second"), "three");
        assertThat(jms.receiveText(first)).isEqualTo("one");
        connection.stop();
        assertThat(first.receiveNoWait()).isNull();
        assertThat(second.receiveNoWait()).isNull();
        assertThat(jms.isQuiet(first)).isTrue();
        assertThat(jms.isQuiet(second)).isTrue();
        connection.start();
        assertThat(jms.receiveText(first)).isEqualTo("two");
        assertThat(jms.receiveText(second)).isEqualTo("three");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("Receives on a stopped connection time out: they return null when their time is over.")
    void receive_stopped_timesOut(Jms jms) throws Exception {
        Connection connection = jms.started();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        connection.stop();
        jms.send(jms.queue(), "one");
        Call<Message> receive = Call.of(() -> consumer.receive(Patience.quietMillis()));
        assertThat(receive.result()).isNull();
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("The time of a receive that waits goes on when the connection is stopped.")
    void receive_stoppedMeanwhile_timesOut(Jms jms) throws Exception {
        Connection connection = jms.started();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        Call<Message> receive = Call.of(() -> consumer.receive(2 * Patience.quietMillis()));
        assertThat(receive.returnsWithoutWaiting()).isFalse();
        connection.stop();
        jms.send(jms.queue(), "one");
        assertThat(receive.result()).isNull();
        connection.start();
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName(
            "A receive that waits when the connection is stopped returns a message after the connection is started again.")
    void receive_waitingDuringStop_returnsAfterStart(Jms jms) throws Exception {
        Connection connection = jms.started();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        Call<Message> receive = Call.of(consumer::receive);
        assertThat(receive.returnsWithoutWaiting()).isFalse();
        connection.stop();
        jms.send(jms.queue(), "one");
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(receive.isDone()).isFalse();
        connection.start();
        assertThat(((TextMessage) receive.result()).getText()).isEqualTo("one");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName(
            "After stop has returned, no message listener is called until the connection is started again; nothing is lost.")
    void listener_afterStop_isNotCalled(Jms jms) throws JMSException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Connection connection = jms.started();
        connection
                .createSession(false, Session.AUTO_ACKNOWLEDGE)
                .createConsumer(jms.queue())
                .setMessageListener(message -> {
                    try {
                        heard.add(((TextMessage) message).getText());
                    } catch (JMSException e) {
                        heard.add(e.toString());
                    }
                });
        jms.send(jms.queue(), "one");
        assertThat(Patience.until(() -> heard.size() == 1)).isTrue();
        connection.stop();
        jms.send(jms.queue(), "two", "three");
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(heard).containsExactly("one");
        connection.start();
        assertThat(Patience.until(() -> heard.size() >= 3)).isTrue();
        assertThat(heard).containsExactly("one", "two", "three");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName(
            "stop in the middle of a stream of messages pauses it, and start resumes it, without loss and in order.")
    void listener_stoppedAgainAndAgain_missesNothing(Jms jms) throws JMSException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Connection connection = jms.connection();
        connection
                .createSession(false, Session.AUTO_ACKNOWLEDGE)
                .createConsumer(jms.queue())
                .setMessageListener(message -> {
                    try {
                        heard.add(((TextMessage) message).getText());
                    } catch (JMSException e) {
                        heard.add(e.toString());
                    }
                });
        List<String> sent = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5; i++) {
                sent.add(round + "." + i);
                jms.send(jms.queue(), round + "." + i);
            }
            int before = heard.size();
            connection.start();
            assertThat(Patience.until(() -> heard.size() > before || heard.size() == sent.size()))
                    .isTrue();
            connection.stop();
            int stopped = heard.size();
            jms.send(jms.queue("other"), "something else");
            assertThat(heard).hasSize(stopped);
        }
        connection.start();
        assertThat(Patience.until(() -> heard.size() >= sent.size())).isTrue();
        assertThat(heard).containsExactlyElementsOf(sent);
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("A stopped connection can still be used to send.")
    void send_stopped_works(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
        connection.stop();
        jms.send(session, jms.queue(), "one");
        jms.send(transacted, jms.queue(), "two");
        transacted.commit();
        jms.send(connection.createSession(false, Session.AUTO_ACKNOWLEDGE), jms.queue(), "three");
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 3))
                .containsExactly("one", "two", "three");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("stop on one connection does not stop others.")
    void stop_otherConnection_goesOn(Jms jms) throws JMSException {
        Connection stopped = jms.started();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        stopped.stop();
        jms.send(jms.queue(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }
}
