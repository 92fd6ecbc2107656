package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** The sends of MessageProducer that its Javadoc refuses, synchronous and asynchronous. */
@ConformanceTest
class ProducerRefusalTest {

    /** Counts its calls: a send that throws must not make any. */
    private static final class Counting implements CompletionListener {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void onCompletion(Message message) {
            calls.incrementAndGet();
        }

        @Override
        public void onException(Message message, Exception exception) {
            calls.incrementAndGet();
        }
    }

    @Test
    @Spec("7.1")
    @DisplayName("A producer without a destination sends to the destination that is given with each send.")
    void send_unidentifiedProducer_goesToEach(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(null);
        producer.send(jms.queue("left"), session.createTextMessage("left"));
        producer.send(jms.queue("right"), session.createTextMessage("right"), DeliveryMode.PERSISTENT, 4, 0);
        assertThat(jms.textsOn(jms.queue("left"))).containsExactly("left");
        assertThat(jms.textsOn(jms.queue("right"))).containsExactly("right");
    }

    @Test
    @Spec("7.1")
    @DisplayName("Both sends of a producer with a destination send there.")
    void send_producerWithDestination_goesThere(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.send(session.createTextMessage("plain"));
        producer.send(session.createTextMessage("with options"), DeliveryMode.PERSISTENT, 4, 0);
        assertThat(jms.textsOn(jms.queue())).containsExactly("plain", "with options");
        assertThat(jms.textsOn(jms.queue("other"))).isEmpty();
    }

    @Test
    @Spec("JD MessageProducer.send")
    @DisplayName("A producer without a destination refuses a send that names none: UnsupportedOperationException.")
    void send_noDestinationAtAll_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(null);
        Message message = session.createMessage();
        assertThatThrownBy(() -> producer.send(message)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> producer.send(message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @Spec("JD MessageProducer.send")
    @DisplayName(
            "A producer with a destination refuses a send that names one, the same too: UnsupportedOperationException.")
    void send_destinationGivenTwice_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Message message = session.createMessage();
        assertThatThrownBy(() -> producer.send(jms.queue(), message)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> producer.send(jms.queue("other"), message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        assertThat(jms.textsOn(jms.queue("other"))).isEmpty();
    }

    @Test
    @Spec("JD MessageProducer.send")
    @DisplayName("A null destination given with a send is refused with InvalidDestinationException.")
    void send_nullDestination_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(null);
        Message message = session.createMessage();
        assertThatThrownBy(() -> producer.send(null, message)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> producer.send(null, message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Spec("JD MessageProducer.send")
    @DisplayName("A null message is refused by every send with MessageFormatException.")
    void send_nullMessage_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        assertThatThrownBy(() -> bound.send(null)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> bound.send(null, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> unbound.send(jms.queue(), null)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> unbound.send(jms.queue(), null, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    @Spec("JD MessageProducer.send(CompletionListener)")
    @Requires(Feature.ASYNC_SEND)
    @DisplayName("A null CompletionListener is refused by every asynchronous send with IllegalArgumentException.")
    void sendAsync_nullListener_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        TextMessage message = session.createTextMessage("never sent");
        assertThatThrownBy(() -> bound.send(message, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bound.send(message, DeliveryMode.PERSISTENT, 4, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> unbound.send(jms.queue(), message, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> unbound.send(jms.queue(), message, DeliveryMode.PERSISTENT, 4, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("7.3.2")
    @Requires(Feature.ASYNC_SEND)
    @DisplayName("An asynchronous send that cannot be is refused by the call, and then no callback comes.")
    void sendAsync_invalid_throwsWithoutCallback(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer unbound = session.createProducer(null);
        Message message = session.createMessage();
        Counting listener = new Counting();
        assertThatThrownBy(() -> unbound.send(null, message, listener)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> unbound.send(null, message, DeliveryMode.PERSISTENT, 4, 0, listener))
                .isInstanceOf(InvalidDestinationException.class);
        session.close();
        assertThat(listener.calls).hasValue(0);
    }

    @Test
    @Spec("JD MessageProducer.send(CompletionListener)")
    @Requires(Feature.ASYNC_SEND)
    @DisplayName("A null message is refused by every asynchronous send with MessageFormatException, without callback.")
    void sendAsync_nullMessage_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        Counting listener = new Counting();
        assertThatThrownBy(() -> bound.send(null, listener)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> bound.send(null, DeliveryMode.PERSISTENT, 4, 0, listener))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> unbound.send(jms.queue(), null, listener)).isInstanceOf(MessageFormatException.class);
        session.close();
        assertThat(listener.calls).hasValue(0);
    }

    @Test
    @Spec("JD MessageProducer.send(CompletionListener)")
    @Requires(Feature.ASYNC_SEND)
    @DisplayName(
            "An asynchronous send without a destination, or with a second one, throws UnsupportedOperationException.")
    void sendAsync_wrongForm_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer bound = session.createProducer(jms.queue());
        MessageProducer unbound = session.createProducer(null);
        Message message = session.createMessage();
        Counting listener = new Counting();
        assertThatThrownBy(() -> unbound.send(message, listener)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> unbound.send(message, DeliveryMode.PERSISTENT, 4, 0, listener))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> bound.send(jms.queue(), message, listener))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> bound.send(jms.queue(), message, DeliveryMode.PERSISTENT, 4, 0, listener))
                .isInstanceOf(UnsupportedOperationException.class);
        session.close();
        assertThat(listener.calls).hasValue(0);
    }
}
