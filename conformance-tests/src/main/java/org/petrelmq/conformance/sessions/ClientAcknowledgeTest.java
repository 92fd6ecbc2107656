package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.10: what acknowledge covers in CLIENT_ACKNOWLEDGE sessions. */
@ConformanceTest
class ClientAcknowledgeTest {

    /** The first message that a new session gets from the test's queue. */
    private static Delivery nextForAnother(Jms jms) throws JMSException {
        return Delivery.next(jms, jms.session().createConsumer(jms.queue()));
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("Without acknowledge, a CLIENT_ACKNOWLEDGE session's messages stay unacknowledged when it is closed.")
    void close_withoutAcknowledge_staysUnacknowledged(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo("one");
        session.close();
        assertThat(nextForAnother(jms)).isEqualTo(Delivery.again("one"));
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("acknowledge on the last message covers every message that its session has consumed.")
    void acknowledge_last_coversAllBefore(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three", "four");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        jms.receive(consumer).acknowledge();
        session.close();
        assertThat(nextForAnother(jms).text()).isEqualTo("four");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("acknowledge on an earlier message covers the messages consumed after it too.")
    void acknowledge_earlier_coversAllAfter(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three", "four");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        Message first = jms.receive(consumer);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("two", "three");
        first.acknowledge();
        session.close();
        assertThat(nextForAnother(jms).text()).isEqualTo("four");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("acknowledge covers what all consumers of the session have consumed, from queues and topics.")
    void acknowledge_severalConsumers_coversAll(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer left = session.createConsumer(jms.queue("left"));
        MessageConsumer right = session.createConsumer(jms.queue("right"));
        MessageConsumer topic = session.createConsumer(jms.topic());
        jms.send(jms.queue("left"), "left", "left sentinel");
        jms.send(jms.queue("right"), "right", "right sentinel");
        jms.send(jms.topic(), "topic", "topic sentinel");
        assertThat(jms.receiveText(left)).isEqualTo("left");
        assertThat(jms.receiveText(right)).isEqualTo("right");
        jms.receive(topic).acknowledge();
        session.recover();
        assertThat(jms.receiveText(left)).isEqualTo("left sentinel");
        assertThat(jms.receiveText(right)).isEqualTo("right sentinel");
        assertThat(jms.receiveText(topic)).isEqualTo("topic sentinel");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("Messages consumed after acknowledge are not covered by it.")
    void acknowledge_thenReceive_laterIsNotCovered(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.receive(consumer).acknowledge();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        session.close();
        assertThat(nextForAnother(jms)).isEqualTo(Delivery.again("two"));
    }

    @Test
    @Spec("JD Message.acknowledge")
    @DisplayName("acknowledge on a message that is acknowledged already covers what was consumed since.")
    void acknowledge_sameMessageTwice_coversWhatCameBetween(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        Message first = jms.receive(consumer);
        first.acknowledge();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        first.acknowledge();
        session.close();
        assertThat(nextForAnother(jms).text()).isEqualTo("three");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("acknowledge covers messages of its own session only.")
    void acknowledge_twoSessions_coversOwnOnly(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Session other = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        jms.send(jms.queue("mine"), "mine");
        jms.send(jms.queue(), "theirs");
        assertThat(jms.receiveText(other.createConsumer(jms.queue()))).isEqualTo("theirs");
        jms.receive(session.createConsumer(jms.queue("mine"))).acknowledge();
        other.close();
        assertThat(nextForAnother(jms)).isEqualTo(Delivery.again("theirs"));
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("acknowledge called by a listener covers its message and the ones before.")
    void acknowledge_inListener_coversAllSoFar(Jms jms) throws JMSException, InterruptedException {
        jms.send(jms.queue(), "one", "two", "three");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Inbox inbox = new Inbox(message -> {
            if (Delivery.of(message).text().equals("two")) {
                message.acknowledge();
            }
        });
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        assertThat(inbox.next(3)).extracting(Delivery::text).containsExactly("one", "two", "three");
        session.close();
        inbox.verify();
        assertThat(nextForAnother(jms)).isEqualTo(Delivery.again("three"));
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD JMSContext.acknowledge")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "acknowledge on a CLIENT_ACKNOWLEDGE context covers all messages that it has consumed, and no later one.")
    void acknowledge_context_coversAllSoFar(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(Delivery.next(consumer).text()).isEqualTo("one");
        assertThat(Delivery.next(consumer).text()).isEqualTo("two");
        context.acknowledge();
        assertThat(Delivery.next(consumer).text()).isEqualTo("three");
        context.close();
        assertThat(nextForAnother(jms)).isEqualTo(Delivery.again("three"));
    }

    @Test
    @Spec("JD JMSContext.acknowledge")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("acknowledge on a context of another mode, and on one that has consumed nothing, has no effect.")
    void acknowledge_contextOfOtherMode_hasNoEffect(Jms jms) throws JMSException {
        for (int mode : new int[] {0, 1, 2, 3}) {
            assertThatCode(() -> jms.context(mode).acknowledge())
                    .as("mode %d", mode)
                    .doesNotThrowAnyException();
        }
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.receive(Patience.arrivalMillis())).isNotNull();
        context.acknowledge();
        context.rollback();
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.again("one"));
    }

    @Test
    @Spec("JD JMSContext.acknowledge")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "acknowledge on a message of a context covers all that the context has consumed, as that of the context.")
    void acknowledge_messageOfContext_coversAllSoFar(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        Message first = consumer.receive(Patience.arrivalMillis());
        assertThat(Delivery.of(first).text()).isEqualTo("one");
        assertThat(Delivery.next(consumer).text()).isEqualTo("two");
        first.acknowledge();
        assertThat(Delivery.next(consumer).text()).isEqualTo("three");
        context.close();
        assertThat(nextForAnother(jms)).isEqualTo(Delivery.again("three"));
    }
}
