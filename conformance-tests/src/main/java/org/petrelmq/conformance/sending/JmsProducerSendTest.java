package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 7.2 and 7.4 to 7.6 for the simplified API: what the sends of a JMSProducer send. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class JmsProducerSendTest {

    /** Each form of send, with a body that is right for it. */
    private static final Map<String, BiConsumer<JMSProducer, Destination>> FORMS = Map.of(
            "text", (producer, to) -> producer.send(to, "text"),
            "map", (producer, to) -> producer.send(to, Map.<String, Object>of("name", "value")),
            "bytes", (producer, to) -> producer.send(to, new byte[] {1, 2}),
            "object", (producer, to) -> producer.send(to, (Serializable) 5));

    private static Message next(JMSConsumer consumer) {
        Message message = consumer.receive(Patience.arrivalMillis());
        assertThat(message).as("message within %s", Patience.ARRIVAL).isNotNull();
        return message;
    }

    @Test
    @Spec("7.2")
    @DisplayName("JMSProducer.send with a body sends a message of the body's kind with that body.")
    void send_body_isMessageOfItsKind(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer();
        producer.send(jms.queue(), "text");
        assertThat(((TextMessage) next(consumer)).getText()).isEqualTo("text");
        producer.send(jms.queue(), Map.<String, Object>of("name", "value", "number", 5L));
        MapMessage map = (MapMessage) next(consumer);
        assertThat(map.getObject("name")).isEqualTo("value");
        assertThat(map.getObject("number")).isEqualTo(5L);
        producer.send(jms.queue(), new byte[] {1, 2, 3});
        BytesMessage bytes = (BytesMessage) next(consumer);
        assertThat(bytes.getBodyLength()).isEqualTo(3);
        assertThat(bytes.getBody(byte[].class)).containsExactly(1, 2, 3);
        producer.send(jms.queue(), (Serializable) 5);
        assertThat(((ObjectMessage) next(consumer)).getObject()).isEqualTo(5);
    }

    @Test
    @Spec("7.1")
    @DisplayName("A JMSProducer sends to the destination that is given with each send, queue or topic.")
    void send_severalDestinations_goesToEach(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer subscriber = context.createConsumer(jms.topic());
        JMSProducer producer = context.createProducer();
        producer.send(jms.queue("left"), "left");
        producer.send(jms.topic(), "topic");
        producer.send(jms.queue("right"), context.createTextMessage("right"));
        assertThat(jms.textsOn(jms.queue("left"))).containsExactly("left");
        assertThat(jms.textsOn(jms.queue("right"))).containsExactly("right");
        assertThat(((TextMessage) next(subscriber)).getText()).isEqualTo("topic");
        assertThat(subscriber.receiveNoWait()).isNull();
    }

    @Test
    @Spec("7.2")
    @DisplayName("The sends of a JMSProducer are synchronous: when one has returned, the message is there.")
    void send_returned_messageIsThere(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer();
        assertThat(producer.getAsync()).isNull();
        for (BiConsumer<JMSProducer, Destination> form : FORMS.values()) {
            form.accept(producer, jms.queue());
            assertThat(consumer.receiveNoWait()).isNotNull();
        }
        producer.send(jms.queue(), context.createMessage());
        assertThat(consumer.receiveNoWait()).isNotNull();
    }

    @Test
    @Spec("7.5")
    @DisplayName("A property set on the JMSProducer replaces the message's of that name, and leaves its others.")
    void send_propertyOnBoth_isThatOfProducer(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        Message message = context.createMessage();
        message.setStringProperty("colour", "red");
        message.setIntProperty("size", 3);
        context.createProducer()
                .setProperty("colour", "blue")
                .setProperty("weight", 7L)
                .send(jms.queue(), message);
        Message received = next(consumer);
        assertThat(received.getStringProperty("colour")).isEqualTo("blue");
        assertThat(received.getIntProperty("size")).isEqualTo(3);
        assertThat(received.getObjectProperty("weight")).isEqualTo(7L);
    }

    @Test
    @Spec("7.6")
    @DisplayName("JMSCorrelationID, JMSType and JMSReplyTo set on the JMSProducer override those of the message.")
    void send_headerOnBoth_isThatOfProducer(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        Message message = context.createMessage();
        message.setJMSCorrelationID("of the message");
        message.setJMSType("of the message");
        message.setJMSReplyTo(jms.queue("of the message"));
        context.createProducer()
                .setJMSCorrelationID("of the producer")
                .setJMSType("producer")
                .setJMSReplyTo(jms.queue("producer"))
                .send(jms.queue(), message);
        Message received = next(consumer);
        assertThat(received.getJMSCorrelationID()).isEqualTo("of the producer");
        assertThat(received.getJMSType()).isEqualTo("producer");
        assertThat(((Queue) received.getJMSReplyTo()).getQueueName())
                .isEqualTo(jms.queue("producer").getQueueName());
    }

    @Test
    @Spec("JD JMSProducer.setJMSCorrelationIDAsBytes")
    @DisplayName("A byte[] correlation ID of the JMSProducer overrides that of the message, where it is supported.")
    void send_correlationIdAsBytes_isThatOfProducer(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer();
        try {
            producer.setJMSCorrelationIDAsBytes(new byte[] {'o', 'n', 'e'});
        } catch (UnsupportedOperationException e) {
            return;
        }
        Message message = context.createMessage();
        message.setJMSCorrelationID("of the message");
        producer.send(jms.queue(), message);
        assertThat(next(consumer).getJMSCorrelationIDAsBytes()).containsExactly('o', 'n', 'e');
    }

    @Test
    @Spec("7.6")
    @DisplayName("Each send with a body sends the options, properties and header fields that are set on the producer.")
    void send_bodyForms_carrySettings(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer()
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setPriority(8)
                .setTimeToLive(3_600_000)
                .setProperty("colour", "red")
                .setJMSCorrelationID("correlation")
                .setJMSType("type")
                .setJMSReplyTo(jms.queue("reply"));
        for (Map.Entry<String, BiConsumer<JMSProducer, Destination>> form : FORMS.entrySet()) {
            form.getValue().accept(producer, jms.queue());
            Message received = next(consumer);
            assertThat(received.getJMSDeliveryMode()).as(form.getKey()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(received.getJMSPriority()).as(form.getKey()).isEqualTo(8);
            assertThat(received.getJMSExpiration()).as(form.getKey()).isPositive();
            assertThat(received.getStringProperty("colour")).as(form.getKey()).isEqualTo("red");
            assertThat(received.getJMSCorrelationID()).as(form.getKey()).isEqualTo("correlation");
            assertThat(received.getJMSType()).as(form.getKey()).isEqualTo("type");
            assertThat(received.getJMSReplyTo()).as(form.getKey()).isInstanceOf(Queue.class);
        }
    }

    @Test
    @Spec("JD JMSProducer.send")
    @DisplayName("Every send of a JMSProducer refuses a null destination with InvalidDestinationRuntimeException.")
    void send_nullDestination_throws(Jms jms) {
        JMSContext context = jms.context();
        JMSProducer producer = context.createProducer();
        FORMS.forEach((name, form) -> assertThatThrownBy(() -> form.accept(producer, null))
                .as(name)
                .isInstanceOf(InvalidDestinationRuntimeException.class));
        assertThatThrownBy(() -> producer.send(null, context.createMessage()))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    @Spec("JD JMSProducer.send")
    @DisplayName(
            "JMSProducer.send refuses a null message, a map with an invalid value and an object that cannot be serialized with MessageFormatRuntimeException.")
    void send_invalidMessage_throws(Jms jms) throws JMSException {
        Queue queue = jms.queue();
        JMSProducer producer = jms.context().createProducer();
        assertThatThrownBy(() -> producer.send(queue, (Message) null))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, Map.<String, Object>of("name", BigDecimal.ONE)))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, new NotReallySerializable()))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(jms.textsOn(queue)).isEmpty();
    }

    private static final class NotReallySerializable implements Serializable {
        private static final long serialVersionUID = 1;

        @SuppressWarnings({"serial", "unused"})
        private final Object field = new Object();
    }

    @Test
    @Spec("JD JMSProducer.send")
    @DisplayName(
            "A JMSProducer with properties refuses a message with read-only properties with MessageNotWriteableRuntimeException.")
    void send_readOnlyProperties_throws(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        jms.send(jms.queue(), "one");
        Message received = next(consumer);
        assertThatThrownBy(() ->
                        context.createProducer().setProperty("colour", "red").send(jms.queue(), received))
                .isInstanceOf(MessageNotWriteableRuntimeException.class);
        context.createProducer().setJMSType("type").send(jms.queue(), received);
        assertThat(next(consumer).getJMSType()).isEqualTo("type");
    }

    @Test
    @Spec("JD JMSProducer.setDisableMessageID")
    @DisplayName("With IDs and timestamps disabled on a JMSProducer, they are null and zero if the hint is accepted.")
    void send_idAndTimestampDisabled_areUnsetOrAsAlways(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer =
                context.createProducer().setDisableMessageID(true).setDisableMessageTimestamp(true);
        producer.send(jms.queue(), "one").send(jms.queue(), "two");
        Message one = next(consumer);
        Message two = next(consumer);
        if (one.getJMSMessageID() != null) {
            assertThat(one.getJMSMessageID()).startsWith("ID:").isNotEqualTo(two.getJMSMessageID());
        } else {
            assertThat(two.getJMSMessageID()).isNull();
        }
        if (one.getJMSTimestamp() != 0) {
            assertThat(one.getJMSTimestamp()).isGreaterThan(1_600_000_000_000L);
        } else {
            assertThat(two.getJMSTimestamp()).isZero();
        }
    }
}
