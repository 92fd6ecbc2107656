package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
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

/** Section 7.9. The delay is so long that only the clock that the suite moves, or patience, brings it to its end. */
@ConformanceTest
@Requires(Feature.DELIVERY_DELAY)
class DeliveryDelayTest {
    private static final long DELAY = 1500;
    private static final Duration LATER = Duration.ofMillis(1800);

    private static MessageProducer delaying(Session session, Jms jms) throws JMSException {
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDeliveryDelay(DELAY);
        return producer;
    }

    @Test
    @Spec("7.9")
    @DisplayName("A message is not delivered before its delivery time, and is delivered after it.")
    void receive_delayedMessage_waitsForItsTime(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageProducer producer = delaying(session, jms);
        producer.send(session.createTextMessage("one"));
        producer.send(session.createTextMessage("two"));
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(jms.isQuiet(consumer)).isTrue();
        jms.pass(LATER);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
    }

    @Test
    @Spec("7.9")
    @DisplayName("A delayed message of a transaction is not delivered before its time, also when it was committed.")
    void receive_delayedAndCommitted_waitsForItsTime(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        delaying(session, jms).send(session.createTextMessage("one"));
        session.commit();
        assertThat(jms.isQuiet(consumer)).isTrue();
        jms.pass(LATER);
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("JD JMSProducer.setDeliveryDelay")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A message that a JMSProducer sent with a delivery delay is not delivered before its time.")
    void receive_delayedByJmsProducer_waitsForItsTime(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        context.createProducer()
                .setDeliveryDelay(DELAY)
                .send(jms.queue(), "delayed")
                .setDeliveryDelay(0)
                .send(jms.queue(), "at once");
        assertThat(jms.receiveText(consumer)).isEqualTo("at once");
        assertThat(jms.isQuiet(consumer)).isTrue();
        jms.pass(LATER);
        assertThat(jms.receiveText(consumer)).isEqualTo("delayed");
    }

    @Test
    @Spec("7.9")
    @DisplayName("A delayed message reaches the subscriptions that existed when it was sent, and no later one.")
    void subscribe_whileMessageIsDelayed_missesIt(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer before = session.createConsumer(jms.topic());
        session.createDurableConsumer(jms.topic(), "before").close();
        MessageProducer producer = session.createProducer(jms.topic());
        producer.setDeliveryDelay(DELAY);
        producer.send(session.createTextMessage("delayed"));
        MessageConsumer after = session.createConsumer(jms.topic());
        MessageConsumer durableAfter = session.createDurableConsumer(jms.topic(), "after");
        MessageConsumer durableBefore = session.createDurableConsumer(jms.topic(), "before");
        assertThat(jms.isQuiet(before)).isTrue();
        assertThat(durableBefore.receiveNoWait()).isNull();
        jms.pass(LATER);
        assertThat(jms.receiveText(before)).isEqualTo("delayed");
        assertThat(jms.receiveText(durableBefore)).isEqualTo("delayed");
        jms.send(jms.topic(), "sentinel");
        assertThat(jms.receiveText(after)).isEqualTo("sentinel");
        assertThat(jms.receiveText(durableAfter)).isEqualTo("sentinel");
    }
}
