package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.List;
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

/** Sections 3.4.11 and 3.12: the header of messages whose implementation is not the provider's. */
@ConformanceTest
class ForeignHeaderTest {
    private static final long TTL = 3_600_000;

    @Test
    @Spec("3.12")
    @DisplayName("The JMSReplyTo and JMSType that a client set on a foreign message arrive.")
    void send_foreign_keepsReplyToAndType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            ForeignMessage message = ForeignBodies.of(kind, "content");
            message.setJMSType("type");
            message.setJMSReplyTo(jms.queue("reply"));
            Message received = mailbox.exchange(Message.class, message);
            assertThat(received.getJMSType()).isEqualTo("type");
            assertThat(((Queue) received.getJMSReplyTo()).getQueueName())
                    .isEqualTo(jms.queue("reply").getQueueName());
        }
    }

    /** A message of a provider without byte[] correlation IDs, which may throw this. */
    private static final class WithoutNativeIds extends ForeignMessage {
        @Override
        public byte[] getJMSCorrelationIDAsBytes() {
            throw new UnsupportedOperationException("no byte[] correlation IDs");
        }

        @Override
        public void setJMSCorrelationIDAsBytes(byte[] id) {
            throw new UnsupportedOperationException("no byte[] correlation IDs");
        }
    }

    @Test
    @Spec("3.4.5")
    @DisplayName(
            "The JMSCorrelationID of a foreign message arrives, also if its implementation supports no byte[] IDs and"
                    + " throws UnsupportedOperationException for these.")
    void send_foreign_keepsCorrelationId(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (Message message : List.of(new ForeignMessage(), new WithoutNativeIds())) {
            for (String id : new String[] {null, "correlation"}) {
                message.setJMSCorrelationID(id);
                assertThat(mailbox.exchange(Message.class, message).getJMSCorrelationID())
                        .isEqualTo(id);
            }
        }
    }

    private static void assertHeaderSet(ForeignMessage message, Message received) throws JMSException {
        assertThat(message.headersSet())
                .contains(
                        "JMSDestination",
                        "JMSDeliveryMode",
                        "JMSExpiration",
                        "JMSPriority",
                        "JMSMessageID",
                        "JMSTimestamp");
        assertThat(((Queue) message.getJMSDestination()).getQueueName())
                .isEqualTo(((Queue) received.getJMSDestination()).getQueueName());
        assertThat(message.getJMSDeliveryMode()).isEqualTo(received.getJMSDeliveryMode());
        assertThat(message.getJMSExpiration()).isEqualTo(received.getJMSExpiration());
        assertThat(message.getJMSPriority()).isEqualTo(received.getJMSPriority());
        assertThat(message.getJMSMessageID()).isEqualTo(received.getJMSMessageID());
        assertThat(message.getJMSTimestamp()).isEqualTo(received.getJMSTimestamp());
    }

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "When the send of a foreign message returns, the provider has set the message's header through its setters.")
    void send_foreign_setsItsHeader(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            ForeignMessage message = ForeignBodies.of(kind, "content");
            mailbox.producer().send(message, DeliveryMode.NON_PERSISTENT, 7, TTL);
            assertHeaderSet(message, mailbox.receive());
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(message.getJMSPriority()).isEqualTo(7);
            assertThat(message.getJMSMessageID()).startsWith("ID:");
            assertThat(message.getJMSExpiration()).isGreaterThan(TTL);
        }
    }

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "When the send of a foreign message returns, the provider has called its setJMSDeliveryTime, with what the"
                    + " receiver sees.")
    void send_foreign_setsItsDeliveryTime(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ForeignMessage message = new ForeignMessage();
        mailbox.send(message);
        assertThat(message.headersSet()).contains("JMSDeliveryTime");
        assertThat(message.getJMSDeliveryTime()).isEqualTo(mailbox.receive().getJMSDeliveryTime());
    }

    @Test
    @Spec("3.4.11")
    @DisplayName("What is in the header fields of a foreign message that send sets is ignored and overwritten.")
    void send_foreignWithHeaderOfItsOwn_isOverwritten(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ForeignMessage message = ForeignBodies.of(MessageKind.TEXT, "content");
        message.setJMSDestination(jms.queue("elsewhere"));
        message.setJMSDeliveryMode(17);
        message.setJMSPriority(-17);
        message.setJMSMessageID("foreign");
        message.setJMSTimestamp(1);
        message.setJMSExpiration(2);
        message.setJMSRedelivered(true);
        Message received = mailbox.exchange(Message.class, message);
        assertThat(((Queue) received.getJMSDestination()).getQueueName())
                .isEqualTo(jms.queue().getQueueName());
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(received.getJMSMessageID()).startsWith("ID:");
        assertThat(received.getJMSTimestamp()).isGreaterThan(1);
        assertThat(received.getJMSExpiration()).isZero();
        assertThat(received.getJMSRedelivered()).isFalse();
        assertHeaderSet(message, received);
    }

    @Test
    @Spec("3.4.11")
    @DisplayName(
            "When the completion listener is called, the header of a foreign message that was sent asynchronously is set.")
    @Requires(Feature.ASYNC_SEND)
    void send_foreignAsynchronously_setsItsHeader(Jms jms) throws Exception {
        Mailbox mailbox = Mailbox.open(jms);
        ForeignMessage message = ForeignBodies.of(MessageKind.TEXT, "content");
        CompletableFuture<Message> completed = new CompletableFuture<>();
        mailbox.producer().send(message, new CompletionListener() {
            @Override
            public void onCompletion(Message sent) {
                completed.complete(sent);
            }

            @Override
            public void onException(Message sent, Exception exception) {
                completed.completeExceptionally(exception);
            }
        });
        assertThat(completed.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS))
                .isSameAs(message);
        assertHeaderSet(message, mailbox.receive());
    }

    @Test
    @Spec("JD JMSProducer.send")
    @DisplayName(
            "A JMSProducer sends a foreign message with the properties and header that the producer sets, which replace"
                    + " the message's.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_foreignBySimplifiedApi_hasPropertiesOfProducer(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        ForeignMessage message = ForeignBodies.of(MessageKind.TEXT, "content");
        message.setStringProperty("of", "message");
        message.setStringProperty("both", "message");
        message.setJMSType("message");
        context.createProducer()
                .setProperty("both", "producer")
                .setJMSType("producer")
                .setPriority(7)
                .send(jms.queue(), message);
        Message received = consumer.receive(Patience.arrivalMillis());
        assertThat(((TextMessage) received).getText()).isEqualTo("content");
        assertThat(received.getStringProperty("of")).isEqualTo("message");
        assertThat(received.getStringProperty("both")).isEqualTo("producer");
        assertThat(received.getJMSType()).isEqualTo("producer");
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertHeaderSet(message, received);
    }

    /** A destination of another provider, neither queue nor topic, whose class this one cannot know. */
    private static final class Elsewhere implements Destination {
        @Override
        public String toString() {
            return "destination of another provider";
        }
    }

    @Test
    @Spec("JD Message")
    @DisplayName(
            "A foreign message whose JMSReplyTo is a foreign destination is sent like others; its JMSReplyTo need not"
                    + " arrive.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_foreignReplyTo_isSentWithoutIt(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ForeignMessage message = ForeignBodies.of(MessageKind.TEXT, "content");
        message.setJMSReplyTo(new Elsewhere());
        message.setJMSType("type");
        mailbox.send(message);
        jms.context().createProducer().send(mailbox.queue(), message);
        for (int i = 0; i < 2; i++) {
            TextMessage received = mailbox.receive(TextMessage.class);
            assertThat(received.getText()).isEqualTo("content");
            assertThat(received.getJMSType()).isEqualTo("type");
        }
    }

    @Test
    @Spec("3.5.11")
    @DisplayName(
            "A foreign message that was delivered before, by its own provider, is a new message: its count starts at 1,"
                    + " it is not redelivered, and what its client set arrives.")
    void send_foreignWithDeliveryCount_countsAnew(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ForeignMessage message = ForeignBodies.of(MessageKind.TEXT, "content");
        message.setIntProperty("JMSXDeliveryCount", 7);
        message.setJMSRedelivered(true);
        message.setStringProperty("JMSXGroupID", "group");
        Message received = mailbox.exchange(Message.class, message);
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("group");
        assertThat(PropertyNamesTest.namesOf(received)).containsOnlyOnce("JMSXDeliveryCount");
    }
}
