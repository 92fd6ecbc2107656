package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** The legacy interfaces for queues (2.10, 4.1): sessions, senders, receivers. */
@ConformanceTest
class PointToPointApiTest {

    private static QueueSession session(Jms jms) throws JMSException {
        return jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @Test
    @Spec("JD QueueSender.send")
    @DisplayName("What a QueueSender sends to its queue, a QueueReceiver of that queue receives in order.")
    void sendAndReceive_ownQueue_roundTrip(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        QueueSender sender = session.createSender(jms.queue());
        QueueReceiver receiver = session.createReceiver(jms.queue());
        sender.send(session.createTextMessage("one"));
        sender.send(session.createTextMessage("two"));
        assertThat(jms.receiveTexts(receiver, 2)).containsExactly("one", "two");
    }

    @Test
    @Spec("JD QueueSender.send")
    @DisplayName("QueueSender.send applies the delivery mode, priority and time to live that it is given.")
    void send_withOptions_appliesThem(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        QueueReceiver receiver = session.createReceiver(jms.queue());
        long timeToLive = Duration.ofHours(1).toMillis();
        TextMessage message = session.createTextMessage("own");
        session.createSender(jms.queue()).send(message, DeliveryMode.NON_PERSISTENT, 7, timeToLive);
        session.createSender(null).send(jms.queue(), message, DeliveryMode.NON_PERSISTENT, 7, timeToLive);
        for (int i = 0; i < 2; i++) {
            Message received = jms.receive(receiver);
            assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(received.getJMSPriority()).isEqualTo(7);
            assertThat(received.getJMSExpiration())
                    .isBetween(received.getJMSTimestamp() + timeToLive, received.getJMSTimestamp() + timeToLive + 1000);
        }
    }

    @Test
    @Spec("JD QueueSender.send")
    @DisplayName("A QueueSender without a queue sends to the queue given with each message, and to none otherwise.")
    void send_unidentifiedSender_needsQueue(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        QueueSender sender = session.createSender(null);
        sender.send(jms.queue("left"), session.createTextMessage("left"));
        sender.send(jms.queue("right"), session.createTextMessage("right"));
        assertThat(jms.receiveText(session.createReceiver(jms.queue("left")))).isEqualTo("left");
        assertThat(jms.receiveText(session.createReceiver(jms.queue("right")))).isEqualTo("right");
        Message message = session.createMessage();
        assertThatThrownBy(() -> sender.send(message)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @Spec("JD QueueSender.getQueue")
    @DisplayName("getQueue of a QueueSender and a QueueReceiver returns the queue that they were created with.")
    void getQueue_senderAndReceiver_returnTheirQueue(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        String name = jms.queue().getQueueName();
        assertThat(session.createSender(jms.queue()).getQueue().getQueueName()).isEqualTo(name);
        assertThat(session.createReceiver(jms.queue()).getQueue().getQueueName())
                .isEqualTo(name);
        assertThat(session.createReceiver(jms.queue(), "a = 1").getQueue().getQueueName())
                .isEqualTo(name);
    }

    @Test
    @Spec("JD QueueSession.createReceiver")
    @DisplayName("A QueueReceiver with a selector receives only messages that match; without one it has none.")
    void createReceiver_withSelector_receivesMatching(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        TextMessage red = session.createTextMessage("red");
        red.setStringProperty("colour", "red");
        QueueSender sender = session.createSender(jms.queue());
        sender.send(session.createTextMessage("plain"));
        sender.send(red);
        QueueReceiver selecting = session.createReceiver(jms.queue(), "colour = 'red'");
        assertThat(jms.receiveText(selecting)).isEqualTo("red");
        assertThat(selecting.getMessageSelector()).isEqualTo("colour = 'red'");
        selecting.close();
        QueueReceiver all = session.createReceiver(jms.queue(), "");
        assertThat(jms.receiveText(all)).isEqualTo("plain");
        assertThat(all.getMessageSelector()).isNull();
    }

    @Test
    @Spec("JD QueueSession.createReceiver")
    @DisplayName("createReceiver refuses a null queue and an invalid selector with the exceptions made for them.")
    void createReceiver_invalidArguments_throws(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        assertThatThrownBy(() -> session.createReceiver(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createReceiver(jms.queue(), "no selector at all"))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    @Spec("JD QueueConnection.createQueueSession")
    @DisplayName("A transacted QueueSession sends and receives in transactions.")
    void queueSession_transacted_commitsAndRollsBack(Jms jms) throws JMSException {
        QueueSession session = jms.queueConnection().createQueueSession(true, Session.SESSION_TRANSACTED);
        QueueSender sender = session.createSender(jms.queue());
        sender.send(session.createTextMessage("rolled back"));
        session.rollback();
        sender.send(session.createTextMessage("committed"));
        session.commit();
        QueueReceiver receiver = session.createReceiver(jms.queue());
        assertThat(jms.receiveText(receiver)).isEqualTo("committed");
        session.rollback();
        assertThat(jms.receive(receiver).getJMSRedelivered()).isTrue();
        session.commit();
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD QueueSession.createTemporaryQueue")
    @DisplayName("A temporary queue of a QueueSession can be sent to, received from by its connection, and deleted.")
    void createTemporaryQueue_queueSession_works(Jms jms) throws JMSException {
        QueueSession session = session(jms);
        TemporaryQueue queue = session.createTemporaryQueue();
        QueueReceiver receiver = session.createReceiver(queue);
        jms.send(queue, "hello");
        assertThat(jms.receiveText(receiver)).isEqualTo("hello");
        receiver.close();
        queue.delete();
        assertThatThrownBy(() -> session.createReceiver(queue)).isInstanceOf(JMSException.class);
    }
}
