package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 3.4.11: who sets header fields, and where they are seen. */
@ConformanceTest
class SentHeaderTest {
    private static final long TTL = 3_600_000;

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "When a synchronous send returns, the sender's message holds all that send sets, as the receiver sees it.")
    void send_synchronous_setsHeaderOfSendersMessage(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        mailbox.producer().send(message, DeliveryMode.NON_PERSISTENT, 7, TTL);
        assertSetBySend(message, jms.queue());
        assertSameHeader(mailbox.receive(), message);
    }

    @Test
    @Spec("3.4.11")
    @DisplayName("JMSProducer.send sets the header of the message that it is given, as the receiver sees it.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_simplifiedApi_setsHeaderOfSendersMessage(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        Message message = context.createMessage();
        context.createProducer()
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setPriority(7)
                .setTimeToLive(TTL)
                .send(jms.queue(), message);
        assertSetBySend(message, jms.queue());
        assertSameHeader(consumer.receive(Patience.arrivalMillis()), message);
    }

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "When the completion listener of an asynchronous send is called, the message holds all that send sets.")
    @Requires(Feature.ASYNC_SEND)
    void send_asynchronous_setsHeaderBeforeCompletion(Jms jms) throws Exception {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        CompletableFuture<Message> completed = new CompletableFuture<>();
        CompletionListener listener = new CompletionListener() {
            @Override
            public void onCompletion(Message sent) {
                completed.complete(sent);
            }

            @Override
            public void onException(Message sent, Exception exception) {
                completed.completeExceptionally(exception);
            }
        };
        mailbox.producer().send(message, DeliveryMode.NON_PERSISTENT, 7, TTL, listener);
        Message sent = completed.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        assertSetBySend(sent, jms.queue());
        assertSameHeader(mailbox.receive(), sent);
    }

    private static void assertSetBySend(Message message, Queue queue) throws JMSException {
        assertThat(((Queue) message.getJMSDestination()).getQueueName()).isEqualTo(queue.getQueueName());
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSMessageID()).startsWith("ID:");
        assertThat(message.getJMSTimestamp()).isPositive();
        assertThat(message.getJMSExpiration()).isGreaterThan(TTL);
    }

    private static void assertSameHeader(Message actual, Message expected) throws JMSException {
        assertThat(((Queue) actual.getJMSDestination()).getQueueName())
                .isEqualTo(((Queue) expected.getJMSDestination()).getQueueName());
        assertThat(actual.getJMSDeliveryMode()).isEqualTo(expected.getJMSDeliveryMode());
        assertThat(actual.getJMSPriority()).isEqualTo(expected.getJMSPriority());
        assertThat(actual.getJMSMessageID()).isEqualTo(expected.getJMSMessageID());
        assertThat(actual.getJMSTimestamp()).isEqualTo(expected.getJMSTimestamp());
        assertThat(actual.getJMSDeliveryTime()).isEqualTo(expected.getJMSDeliveryTime());
        assertThat(actual.getJMSExpiration()).isEqualTo(expected.getJMSExpiration());
    }

    @Test
    @Spec("3.4.11")
    @DisplayName("What a client sets in header fields that send sets is ignored and overwritten.")
    void send_headerSetByClient_isOverwritten(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setJMSDestination(jms.queue("elsewhere"));
        message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(9);
        message.setJMSMessageID("ID:client");
        message.setJMSTimestamp(1);
        message.setJMSExpiration(2);
        mailbox.send(message);
        Message received = mailbox.receive();
        assertThat(((Queue) received.getJMSDestination()).getQueueName())
                .isEqualTo(jms.queue().getQueueName());
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(received.getJMSMessageID()).isNotEqualTo("ID:client");
        assertThat(received.getJMSTimestamp()).isGreaterThan(1);
        assertThat(received.getJMSExpiration()).isZero();
        assertSameHeader(message, received);
    }

    @Test
    @Spec("3.4.11")
    @DisplayName("A delivery time that a client sets on the message delays nothing and is overwritten.")
    void send_deliveryTimeSetByClient_isOverwritten(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (long time : new long[] {System.currentTimeMillis() + TTL, Long.MAX_VALUE}) {
            Message message = mailbox.sending().createMessage();
            message.setJMSDeliveryTime(time);
            Message received = mailbox.exchange(Message.class, message);
            assertThat(received.getJMSDeliveryTime()).isNotEqualTo(time);
            assertThat(message.getJMSDeliveryTime()).isNotEqualTo(time);
        }
    }

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "A priority or delivery mode that a client sets on the message is ignored even where it is no valid one.")
    void send_invalidHeaderSetByClient_isOverwritten(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (int value : new int[] {-1, 17, 300}) {
            Message message = mailbox.sending().createMessage();
            message.setJMSPriority(value);
            message.setJMSDeliveryMode(value);
            Message received = mailbox.exchange(Message.class, message);
            assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
            assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        }
    }

    @Test
    @Spec("3.4.7")
    @DisplayName(
            "JMSRedelivered is set before delivery: that a client sets it before the send has no effect on receivers.")
    void send_redeliveredSetByClient_isIgnored(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setJMSRedelivered(true);
        Message received = mailbox.exchange(Message.class, message);
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    @Spec("3.4.11")
    @DisplayName("Send leaves the header fields of the client, JMSCorrelationID, JMSReplyTo and JMSType, as they are.")
    void send_headerOfClient_staysOnSendersMessage(Jms jms) throws JMSException {
        Session session = jms.session();
        Message message = session.createMessage();
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        message.setJMSReplyTo(jms.queue("reply"));
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < 2; i++) {
            producer.send(message);
            assertThat(message.getJMSCorrelationID()).isEqualTo("correlation");
            assertThat(message.getJMSType()).isEqualTo("type");
            assertThat(((Queue) message.getJMSReplyTo()).getQueueName())
                    .isEqualTo(jms.queue("reply").getQueueName());
        }
    }

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "A received message that is sent on gets its header from this send, and keeps what the client had set.")
    void send_receivedMessage_setsHeaderAnew(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        TextMessage message = mailbox.sending().createTextMessage("text");
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        message.setStringProperty("name", "value");
        mailbox.producer().send(message, DeliveryMode.PERSISTENT, 9, TTL);
        Message received = mailbox.receive();
        Queue next = jms.queue("next");
        mailbox.receiving().createProducer(next).send(received, DeliveryMode.NON_PERSISTENT, 1, 0);
        Message again = jms.receive(mailbox.receiving().createConsumer(next));
        assertThat(((TextMessage) again).getText()).isEqualTo("text");
        assertThat(((Queue) again.getJMSDestination()).getQueueName()).isEqualTo(next.getQueueName());
        assertThat(again.getJMSMessageID()).isNotEqualTo(message.getJMSMessageID());
        assertThat(again.getJMSPriority()).isEqualTo(1);
        assertThat(again.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(again.getJMSExpiration()).isZero();
        assertThat(again.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(again.getJMSType()).isEqualTo("type");
        assertThat(again.getStringProperty("name")).isEqualTo("value");
    }

    @Test
    @Spec("JD Message")
    @DisplayName("The header fields of a received message are never read-only: each of them can be set and read again.")
    void setHeader_receivedMessage_isAllowed(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message received = mailbox.exchange(Message.class, mailbox.sending().createTextMessage("text"));
        received.setJMSCorrelationID("correlation");
        received.setJMSType("type");
        received.setJMSReplyTo(jms.queue("reply"));
        received.setJMSDestination(jms.queue("elsewhere"));
        received.setJMSMessageID("ID:other");
        received.setJMSPriority(8);
        received.setJMSTimestamp(1);
        received.setJMSExpiration(2);
        received.setJMSDeliveryTime(3);
        received.setJMSRedelivered(true);
        assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(received.getJMSType()).isEqualTo("type");
        assertThat(((Queue) received.getJMSReplyTo()).getQueueName())
                .isEqualTo(jms.queue("reply").getQueueName());
        assertThat(((Queue) received.getJMSDestination()).getQueueName())
                .isEqualTo(jms.queue("elsewhere").getQueueName());
        assertThat(received.getJMSMessageID()).isEqualTo("ID:other");
        assertThat(received.getJMSPriority()).isEqualTo(8);
        assertThat(received.getJMSTimestamp()).isEqualTo(1);
        assertThat(received.getJMSExpiration()).isEqualTo(2);
        assertThat(received.getJMSDeliveryTime()).isEqualTo(3);
        assertThat(received.getJMSRedelivered()).isTrue();
    }
}
