package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/**
 * Sections 3.4.4, 3.4.9 and 3.4.13. What time it is by the provider's clock is seen in the timestamps of messages sent before
 * and after.
 */
@ConformanceTest
class HeaderTimeTest {
    private static final long TTL = 3_600_000;
    private static final Duration BEFORE_COMMIT = Duration.ofMillis(300);

    private static long now(Jms jms, Session session) throws JMSException {
        try (MessageProducer producer = session.createProducer(jms.queue("now"))) {
            Message message = session.createMessage();
            producer.send(message);
            return message.getJMSTimestamp();
        }
    }

    @Test
    @Spec("3.4.4")
    @DisplayName("JMSTimestamp is a time in milliseconds between the call of send and its return.")
    void getJMSTimestamp_afterSend_isTimeOfSend(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        long before = System.currentTimeMillis();
        mailbox.send(message);
        long after = System.currentTimeMillis();
        assertThat(message.getJMSTimestamp()).isBetween(before, after);
        assertThat(mailbox.receive().getJMSTimestamp()).isEqualTo(message.getJMSTimestamp());
    }

    @Test
    @Spec("3.4.4")
    @DisplayName("In a transaction, JMSTimestamp and JMSExpiration count from the send, not from the commit.")
    void getJMSExpiration_transacted_countsFromSend(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        Session other = jms.session();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setTimeToLive(TTL);
        Message message = session.createMessage();
        long before = now(jms, other);
        producer.send(message);
        long after = now(jms, other);
        jms.pass(BEFORE_COMMIT);
        session.commit();
        Message received = jms.receive(consumer);
        assertThat(received.getJMSTimestamp())
                .isEqualTo(message.getJMSTimestamp())
                .isBetween(before, after);
        assertThat(received.getJMSExpiration() - TTL).isBetween(before, after);
        assertThat(received.getJMSExpiration()).isEqualTo(message.getJMSExpiration());
    }

    @Test
    @Spec("3.4.13")
    @DisplayName("In a transaction, JMSDeliveryTime counts from the send, not from the commit.")
    @Requires(Feature.DELIVERY_DELAY)
    void getJMSDeliveryTime_transacted_countsFromSend(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        Session other = jms.session();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        long delay = BEFORE_COMMIT.toMillis();
        producer.setDeliveryDelay(delay);
        Message message = session.createMessage();
        long before = now(jms, other);
        producer.send(message);
        long after = now(jms, other);
        jms.pass(BEFORE_COMMIT);
        session.commit();
        Message received = jms.receive(consumer);
        assertThat(received.getJMSDeliveryTime() - delay).isBetween(before, after);
        assertThat(received.getJMSDeliveryTime()).isEqualTo(message.getJMSDeliveryTime());
    }

    @Test
    @Spec("3.4.4")
    @DisplayName("With timestamps disabled, JMSTimestamp is zero if the hint is accepted, and else the time as always.")
    void getJMSTimestamp_disabled_isZeroOrTime(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        mailbox.producer().setDisableMessageTimestamp(true);
        Message message = mailbox.sending().createMessage();
        message.setJMSTimestamp(17);
        long before = now(jms, mailbox.sending());
        mailbox.send(message);
        long after = now(jms, mailbox.sending());
        long timestamp = message.getJMSTimestamp();
        assertThat(timestamp == 0 || (timestamp >= before && timestamp <= after))
                .as("timestamp %d", timestamp)
                .isTrue();
        assertThat(mailbox.receive().getJMSTimestamp()).isEqualTo(timestamp);
    }

    @Test
    @Spec("3.4.9")
    @DisplayName(
            "JMSExpiration is the time of the send plus the time to live, however that was given, and the receiver sees"
                    + " the same value.")
    void getJMSExpiration_timeToLive_isTimeOfSendPlusIt(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        long before = now(jms, mailbox.sending());
        mailbox.producer().setTimeToLive(TTL);
        mailbox.send(message);
        assertThat(message.getJMSExpiration() - TTL).isBetween(before, now(jms, mailbox.sending()));
        assertThat(mailbox.receive().getJMSExpiration()).isEqualTo(message.getJMSExpiration());
        mailbox.producer().send(message, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 2 * TTL);
        assertThat(message.getJMSExpiration() - 2 * TTL).isBetween(before, now(jms, mailbox.sending()));
        assertThat(mailbox.receive().getJMSExpiration()).isEqualTo(message.getJMSExpiration());
    }

    @Test
    @Spec("3.4.9")
    @DisplayName("JMSExpiration is zero for a message sent without time to live, also if its object had one before.")
    void getJMSExpiration_noTimeToLive_isZero(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        mailbox.producer().send(message, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, TTL);
        mailbox.send(message);
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(mailbox.receive().getJMSExpiration()).isNotZero();
        assertThat(mailbox.receive().getJMSExpiration()).isZero();
    }

    @Test
    @Spec("3.4.13")
    @DisplayName(
            "JMSDeliveryTime is the time of the send plus the delivery delay, and the receiver sees the same value.")
    @Requires(Feature.DELIVERY_DELAY)
    void getJMSDeliveryTime_delayed_isTimeOfSendPlusDelay(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        long delay = 300;
        mailbox.producer().setDeliveryDelay(delay);
        long before = now(jms, mailbox.sending());
        mailbox.send(message);
        assertThat(message.getJMSDeliveryTime() - delay).isBetween(before, now(jms, mailbox.sending()));
        jms.pass(Duration.ofMillis(delay));
        assertThat(mailbox.receive().getJMSDeliveryTime()).isEqualTo(message.getJMSDeliveryTime());
    }

    @Test
    @Spec("3.4.13")
    @DisplayName("Without delivery delay, JMSDeliveryTime is the time of the send, on both sides.")
    void getJMSDeliveryTime_noDelay_isTimeOfSend(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        long before = now(jms, mailbox.sending());
        mailbox.send(message);
        assertThat(message.getJMSDeliveryTime()).isBetween(before, now(jms, mailbox.sending()));
        assertThat(mailbox.receive().getJMSDeliveryTime()).isEqualTo(message.getJMSDeliveryTime());
    }
}
