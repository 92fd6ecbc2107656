package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 7.8: the time to live is not ignored. */
@ConformanceTest
class ExpirationTest {
    private static final long SHORT = 300;
    private static final long LONG = 3_600_000;
    private static final Duration LATER = Duration.ofMillis(600);

    @Test
    @Spec("7.8")
    @DisplayName("A message is not delivered after its time to live, however that was given, and others are.")
    void receive_afterTimeToLive_skipsExpired(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setTimeToLive(SHORT);
        producer.send(session.createTextMessage("expires by the producer"));
        producer.setTimeToLive(0);
        producer.send(session.createTextMessage("expires by the send"), DeliveryMode.PERSISTENT, 4, SHORT);
        producer.send(session.createTextMessage("lives long"), DeliveryMode.PERSISTENT, 4, LONG);
        producer.send(session.createTextMessage("lives for ever"));
        jms.pass(LATER);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("lives long", "lives for ever");
    }

    @Test
    @Spec("7.8")
    @DisplayName("A message with a time to live is delivered before that has passed.")
    void receive_beforeTimeToLive_returnsMessage(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        session.createProducer(jms.queue())
                .send(session.createTextMessage("one"), DeliveryMode.PERSISTENT, 4, 10 * LATER.toMillis());
        jms.pass(LATER);
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("JD JMSProducer.setTimeToLive")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A message that a JMSProducer sent with a time to live is not delivered after it.")
    void receive_afterTimeToLiveOfJmsProducer_skipsExpired(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        context.createProducer()
                .setTimeToLive(SHORT)
                .send(jms.queue(), "expires")
                .setTimeToLive(LONG)
                .send(jms.queue(), "lives");
        jms.pass(LATER);
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("lives");
    }

    @Test
    @Spec("7.8")
    @DisplayName("The expiration that is set on a message does not make it expire.")
    void receive_expirationSetOnMessage_isDelivered(Jms jms) throws JMSException {
        Session session = jms.session();
        TextMessage message = session.createTextMessage("one");
        message.setJMSExpiration(1);
        session.createProducer(jms.queue()).send(message);
        Message received = jms.receive(session.createConsumer(jms.queue()));
        assertThat(received.getJMSExpiration()).isZero();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A message that expires while its durable subscription has no consumer is not delivered later.")
    void durableSubscription_expiredWhileInactive_isSkipped(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createDurableConsumer(jms.topic(), "subscription").close();
        MessageProducer producer = session.createProducer(jms.topic());
        producer.send(session.createTextMessage("expires"), DeliveryMode.PERSISTENT, 4, SHORT);
        producer.send(session.createTextMessage("lives"));
        jms.pass(LATER);
        assertThat(jms.receiveText(session.createDurableConsumer(jms.topic(), "subscription")))
                .isEqualTo("lives");
    }
}
