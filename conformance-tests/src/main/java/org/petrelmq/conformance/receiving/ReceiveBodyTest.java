package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 8.6: the bodies that the receiveBody methods return, and those that they refuse. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class ReceiveBodyTest {

    /** The three methods, whose rules are the same. */
    private interface Method {
        Object receive(JMSConsumer consumer, Class<?> type);
    }

    private static final List<Method> METHODS = List.of(
            JMSConsumer::receiveBody,
            (consumer, type) -> consumer.receiveBody(type, Patience.arrivalMillis()),
            JMSConsumer::receiveBodyNoWait);

    /** Can be serialized, but not be read again. */
    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("never to be read");
        }
    }

    /** Sends the message that is not to be returned. */
    private interface Sending {
        void to(JMSContext context, Queue queue) throws JMSException;
    }

    /** Each method gets a message of its own, as a provider may fail to keep one that it refused. */
    private static void assertRefused(Jms jms, String name, Class<?> type, Sending sending) throws JMSException {
        JMSContext context = jms.context();
        for (int i = 0; i < METHODS.size(); i++) {
            Method method = METHODS.get(i);
            Queue queue = jms.queue(name + i);
            sending.to(context, queue);
            JMSConsumer consumer = context.createConsumer(queue);
            assertThatThrownBy(() -> method.receive(consumer, type))
                    .as("%s as %s", name, type.getSimpleName())
                    .isInstanceOf(MessageFormatRuntimeException.class);
            consumer.close();
        }
    }

    @Test
    @Spec("8.6")
    @DisplayName("receiveBody, with timeout and without wait too, returns the body of each kind of message.")
    void receiveBody_eachKind_returnsBody(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer();
        for (Method method : METHODS) {
            producer.send(jms.queue(), "text")
                    .send(jms.queue(), (Serializable) 5)
                    .send(jms.queue(), Map.<String, Object>of("name", "value"))
                    .send(jms.queue(), new byte[] {1, 2});
            assertThat(method.receive(consumer, String.class)).isEqualTo("text");
            assertThat(method.receive(consumer, Integer.class)).isEqualTo(5);
            assertThat(method.receive(consumer, Map.class)).isEqualTo(Map.of("name", "value"));
            assertThat(method.receive(consumer, byte[].class)).isEqualTo(new byte[] {1, 2});
        }
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("8.6")
    @DisplayName("The type may be a superclass or an interface of the body's class.")
    void receiveBody_supertype_returnsBody(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer();
        producer.send(jms.queue(), "text").send(jms.queue(), "text");
        assertThat(consumer.receiveBody(CharSequence.class)).isEqualTo("text");
        assertThat(consumer.receiveBody(Object.class)).isEqualTo("text");
        producer.send(jms.queue(), (Serializable) 5)
                .send(jms.queue(), (Serializable) 5)
                .send(jms.queue(), (Serializable) 5);
        assertThat(consumer.receiveBody(Number.class)).isEqualTo(5);
        assertThat(consumer.receiveBody(Serializable.class)).isEqualTo(5);
        assertThat(consumer.receiveBody(Object.class)).isEqualTo(5);
        producer.send(jms.queue(), Map.<String, Object>of("name", "value"));
        assertThat(consumer.receiveBody(Object.class)).isEqualTo(Map.of("name", "value"));
        producer.send(jms.queue(), new byte[] {1, 2});
        assertThat(consumer.receiveBody(Object.class)).isEqualTo(new byte[] {1, 2});
    }

    @Test
    @Spec("8.6")
    @DisplayName("The body of a StreamMessage or of a plain Message is refused with MessageFormatRuntimeException.")
    void receiveBody_streamOrPlainMessage_throws(Jms jms) throws JMSException {
        Sending stream = (context, queue) -> {
            StreamMessage message = context.createStreamMessage();
            message.writeString("text");
            context.createProducer().send(queue, message);
        };
        assertRefused(jms, "stream", Object.class, stream);
        assertRefused(jms, "stream of text", String.class, stream);
        assertRefused(
                jms,
                "plain",
                Object.class,
                (context, queue) -> context.createProducer().send(queue, context.createMessage()));
    }

    @Test
    @Spec("8.6")
    @DisplayName("A body that cannot be assigned to the type is refused with MessageFormatRuntimeException.")
    void receiveBody_otherType_throws(Jms jms) throws JMSException {
        assertRefused(
                jms,
                "text",
                Integer.class,
                (context, queue) -> context.createProducer().send(queue, "text"));
        assertRefused(
                jms,
                "object",
                String.class,
                (context, queue) -> context.createProducer().send(queue, (Serializable) 5));
        assertRefused(
                jms,
                "map",
                String.class,
                (context, queue) -> context.createProducer().send(queue, Map.<String, Object>of("name", "value")));
        assertRefused(
                jms,
                "bytes",
                String.class,
                (context, queue) -> context.createProducer().send(queue, new byte[] {1, 2}));
    }

    @Test
    @Spec("8.6")
    @DisplayName("A message without a body is refused with MessageFormatRuntimeException.")
    void receiveBody_noBody_throws(Jms jms) throws JMSException {
        assertRefused(
                jms,
                "text",
                String.class,
                (context, queue) -> context.createProducer().send(queue, context.createTextMessage()));
        assertRefused(
                jms,
                "object",
                Serializable.class,
                (context, queue) -> context.createProducer().send(queue, context.createObjectMessage()));
    }

    @Test
    @Spec("JD JMSConsumer.receiveBody")
    @DisplayName("An object that cannot be deserialized is refused with MessageFormatRuntimeException.")
    void receiveBody_undeserializableObject_throws(Jms jms) throws JMSException {
        assertRefused(
                jms,
                "object",
                Serializable.class,
                (context, queue) -> context.createProducer().send(queue, new Unreadable()));
    }

    @Test
    @Spec("JD JMSConsumer.receiveBodyNoWait")
    @DisplayName("If no message is there, receiveBodyNoWait returns null, and receiveBody returns it at its timeout.")
    void receiveBody_nothingThere_returnsNull(Jms jms) throws JMSException {
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
        assertThat(consumer.receiveBody(String.class, Patience.quietMillis())).isNull();
    }

    @Test
    @Spec("JD JMSConsumer.receiveBody")
    @DisplayName("receiveBody without timeout, or with a timeout of 0, waits until a message arrives.")
    void receiveBody_noTimeout_waitsForMessage(Jms jms) throws Exception {
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        Waiting<String> first = Waiting.in(() -> consumer.receiveBody(String.class));
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(first.isDone()).isFalse();
        jms.send(jms.queue(), "one");
        assertThat(first.result()).isEqualTo("one");
        Waiting<String> second = Waiting.in(() -> consumer.receiveBody(String.class, 0));
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(second.isDone()).isFalse();
        jms.send(jms.queue(), "two");
        assertThat(second.result()).isEqualTo("two");
    }

    @Test
    @Spec("JD JMSConsumer.receiveBody")
    @DisplayName("receiveBody returns null if its consumer is closed while it waits.")
    void receiveBody_consumerClosed_returnsNull(Jms jms) throws Exception {
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        Waiting<String> body = Waiting.in(() -> consumer.receiveBody(String.class));
        consumer.close();
        assertThat(body.result()).isNull();
    }

    @Test
    @Spec("JD JMSConsumer.receiveBody")
    @DisplayName("In a transaction the message whose body was received is kept from others until the commit.")
    void receiveBody_transacted_isRetainedUntilCommit(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("one");
        try (var other = jms.session().createConsumer(jms.queue())) {
            assertThat(jms.isQuiet(other)).isTrue();
        }
        context.rollback();
        Message again = consumer.receive(Patience.arrivalMillis());
        assertThat(Received.of(again)).isEqualTo(Received.second("one"));
        context.commit();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }
}
