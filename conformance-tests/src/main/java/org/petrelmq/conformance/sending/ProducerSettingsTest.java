package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 7.4: the delivery options of a MessageProducer. */
@ConformanceTest
class ProducerSettingsTest {
    private static final long TTL = 3_600_000;

    @Test
    @Spec("JD MessageProducer.setDeliveryMode")
    @DisplayName("A new MessageProducer has the default options, and its getters return what was set.")
    void options_newProducer_haveDefaultsAndKeepWhatIsSet(Jms jms) throws JMSException {
        MessageProducer producer = jms.session().createProducer(jms.queue());
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(4);
        assertThat(producer.getTimeToLive()).isZero();
        assertThat(producer.getDisableMessageID()).isFalse();
        assertThat(producer.getDisableMessageTimestamp()).isFalse();
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.setPriority(9);
        producer.setTimeToLive(TTL);
        producer.setDisableMessageID(true);
        producer.setDisableMessageTimestamp(true);
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(9);
        assertThat(producer.getTimeToLive()).isEqualTo(TTL);
        assertThat(producer.getDisableMessageID()).isTrue();
        assertThat(producer.getDisableMessageTimestamp()).isTrue();
    }

    @Test
    @Spec("JD MessageProducer.setDeliveryDelay")
    @Requires(Feature.DELIVERY_DELAY)
    @DisplayName("The delivery delay of a new MessageProducer is 0, and getDeliveryDelay returns what was set.")
    void deliveryDelay_newProducer_isZeroAndKeepsWhatIsSet(Jms jms) throws JMSException {
        MessageProducer producer = jms.session().createProducer(jms.queue());
        assertThat(producer.getDeliveryDelay()).isZero();
        producer.setDeliveryDelay(2000);
        assertThat(producer.getDeliveryDelay()).isEqualTo(2000);
    }

    @Test
    @Spec("JD MessageProducer.setPriority")
    @DisplayName("A MessageProducer refuses values that are no delivery mode or priority, and keeps what it had.")
    void options_invalidValues_throw(Jms jms) throws JMSException {
        MessageProducer producer = jms.session().createProducer(jms.queue());
        for (int mode : new int[] {0, 3, -1}) {
            assertThatThrownBy(() -> producer.setDeliveryMode(mode)).isInstanceOf(JMSException.class);
        }
        for (int priority : new int[] {-1, 10}) {
            assertThatThrownBy(() -> producer.setPriority(priority)).isInstanceOf(JMSException.class);
        }
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(4);
    }

    @Test
    @Spec("JD MessageProducer.getDestination")
    @DisplayName("getDestination returns the destination that the producer was created with, and null for none.")
    void getDestination_queueTopicOrNone_returnsIt(Jms jms) throws JMSException {
        Session session = jms.session();
        Queue queue = (Queue) session.createProducer(jms.queue()).getDestination();
        Topic topic = (Topic) session.createProducer(jms.topic()).getDestination();
        assertThat(queue.getQueueName()).isEqualTo(jms.queue().getQueueName());
        assertThat(topic.getTopicName()).isEqualTo(jms.topic().getTopicName());
        assertThat(session.createProducer(null).getDestination()).isNull();
    }

    @Test
    @Spec("7.4")
    @DisplayName("The delivery mode, priority and time to live of a producer apply to every message that it sends.")
    void send_optionsOfProducer_applyToAll(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(null);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.setPriority(8);
        producer.setTimeToLive(TTL);
        for (int i = 0; i < 3; i++) {
            producer.send(jms.queue(), session.createMessage());
            assertOptions(jms.receive(consumer), DeliveryMode.NON_PERSISTENT, 8, TTL);
        }
    }

    @Test
    @Spec("7.4")
    @DisplayName("The options given with a send override those of the producer, for that message only.")
    void send_optionsGiven_overrideForThatMessage(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        for (MessageProducer producer : new MessageProducer[] {bound, unbound}) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setPriority(8);
            producer.setTimeToLive(TTL);
        }
        bound.send(session.createMessage(), DeliveryMode.PERSISTENT, 2, 2 * TTL);
        assertOptions(jms.receive(consumer), DeliveryMode.PERSISTENT, 2, 2 * TTL);
        unbound.send(jms.queue(), session.createMessage(), DeliveryMode.PERSISTENT, 2, 2 * TTL);
        assertOptions(jms.receive(consumer), DeliveryMode.PERSISTENT, 2, 2 * TTL);
        bound.send(session.createMessage());
        assertOptions(jms.receive(consumer), DeliveryMode.NON_PERSISTENT, 8, TTL);
    }

    private static void assertOptions(Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        assertThat(message.getJMSDeliveryMode()).isEqualTo(deliveryMode);
        assertThat(message.getJMSPriority()).isEqualTo(priority);
        long lifetime = message.getJMSExpiration() - message.getJMSTimestamp();
        assertThat(lifetime).isBetween(timeToLive, timeToLive + 1000);
    }
}
