package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 8.5 and 8.7: receives that wait, and setting a listener. */
@ConformanceTest
class ConsumerReceiveTest {

    private static void assertWaits(Jms jms, Waiting<Message> receiving) throws Exception {
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("quiet"))))
                .isTrue();
        assertThat(receiving.isDone()).isFalse();
        jms.send(jms.queue(), "one");
        assertThat(((TextMessage) receiving.result()).getText()).isEqualTo("one");
    }

    @Test
    @Spec("JD MessageConsumer.receive")
    @DisplayName("receive without timeout, or with a timeout of 0, waits until a message arrives.")
    void receive_noTimeout_waitsForMessage(Jms jms) throws Exception {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertWaits(jms, Waiting.in(consumer::receive));
        assertWaits(jms, Waiting.in(() -> consumer.receive(0)));
    }

    @Test
    @Spec("JD JMSConsumer.receive")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("receive of a JMSConsumer without timeout, or with a timeout of 0, waits until a message arrives.")
    void receive_jmsConsumerWithoutTimeout_waitsForMessage(Jms jms) throws Exception {
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        assertWaits(jms, Waiting.in(consumer::receive));
        assertWaits(jms, Waiting.in(() -> consumer.receive(0)));
    }

    @Test
    @Spec("JD JMSConsumer.receive(long)")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "receive with timeout and receiveNoWait of a JMSConsumer return the next message, or null without one.")
    void receive_jmsConsumer_returnsMessageThenNull(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        assertThat(((TextMessage) consumer.receive(Patience.arrivalMillis())).getText())
                .isEqualTo("one");
        assertThat(((TextMessage) consumer.receiveNoWait()).getText()).isEqualTo("two");
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receive(Patience.quietMillis())).isNull();
    }

    @Test
    @Spec("JD MessageConsumer.setMessageListener")
    @DisplayName("getMessageListener returns the listener that is set, and null if there is none.")
    void getMessageListener_setAndUnset_returnsIt(Jms jms) throws JMSException {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(consumer.getMessageListener()).isNull();
        MessageListener listener = new Recorder();
        consumer.setMessageListener(listener);
        assertThat(consumer.getMessageListener()).isSameAs(listener);
        consumer.setMessageListener(null);
        assertThat(consumer.getMessageListener()).isNull();
    }

    @Test
    @Spec("JD MessageConsumer.setMessageListener")
    @DisplayName("Setting null unsets the listener: it is not called any more, and messages can be received.")
    void setMessageListener_null_receivesAgain(Jms jms) throws Exception {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        Recorder recorder = new Recorder();
        consumer.setMessageListener(recorder);
        jms.send(jms.queue(), "one");
        assertThat(recorder.next().text()).isEqualTo("one");
        consumer.setMessageListener(null);
        jms.send(jms.queue(), "two");
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    @Spec("JD JMSConsumer.setMessageListener")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A JMSConsumer calls its listener with each message, and receives again when that is set to null.")
    void setMessageListener_jmsConsumer_callsItUntilUnset(Jms jms) throws Exception {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.getMessageListener()).isNull();
        Recorder recorder = new Recorder();
        consumer.setMessageListener(recorder);
        assertThat(consumer.getMessageListener()).isSameAs(recorder);
        jms.send(jms.queue(), "one", "two");
        assertThat(recorder.next().text()).isEqualTo("one");
        assertThat(recorder.next().text()).isEqualTo("two");
        consumer.setMessageListener(null);
        assertThat(consumer.getMessageListener()).isNull();
        jms.send(jms.queue(), "three");
        assertThat(Received.next(consumer)).isEqualTo(Received.first("three"));
        assertThat(recorder.isEmpty()).isTrue();
    }
}
