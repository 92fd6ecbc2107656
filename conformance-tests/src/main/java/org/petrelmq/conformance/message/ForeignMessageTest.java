package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 3.12: messages whose implementation is not the provider's. */
@ConformanceTest
class ForeignMessageTest {
    private static final long TTL = 3_600_000;

    private static ForeignMessage foreign(MessageKind kind) {
        return switch (kind) {
            case TEXT -> new ForeignBodies.Text();
            case MAP -> new ForeignBodies.OfMap();
            case STREAM -> new ForeignStream();
            case BYTES -> new ForeignBytes();
            case OBJECT -> new ForeignBodies.OfObject();
        };
    }

    private static ForeignMessage foreign(MessageKind kind, String content) throws JMSException {
        ForeignMessage message = foreign(kind);
        kind.write(message, content);
        return message;
    }

    @Test
    @Spec("3.12")
    @DisplayName("A foreign message of each kind is sent and arrives as that kind with its body.")
    void send_foreign_arrivesAsItsKind(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, foreign(kind, "content"));
            assertThat(MessageKind.typesOf(received)).isEqualTo(Collections.singletonList(kind.type()));
            assertThat(kind.read(received)).as("%s", kind).isEqualTo("content");
        }
        Message plain = mailbox.exchange(Message.class, new ForeignMessage());
        assertThat(MessageKind.typesOf(plain)).isEmpty();
    }

    @Test
    @Spec("3.12")
    @DisplayName("A foreign message with an empty or null body is sent and arrives as its kind with an empty body.")
    void send_foreignWithEmptyBody_arrivesEmpty(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        SoftAssertions empty = new SoftAssertions();
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, foreign(kind));
            empty.assertThat(received).isInstanceOf(kind.type());
            empty.assertThat(kind.read(received)).as("%s", kind).isNull();
        }
        empty.assertAll();
    }

    @Test
    @Spec("3.12")
    @DisplayName("The properties of a foreign message arrive with their types and values.")
    void send_foreign_keepsProperties(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        List<Object> values = ConversionTable.extremes();
        ForeignMessage message = new ForeignMessage();
        for (int i = 0; i < values.size(); i++) {
            message.setObjectProperty("value" + i, values.get(i));
        }
        message.setStringProperty("null", null);
        message.setStringProperty("JMSXGroupID", "group");
        Message received = mailbox.exchange(Message.class, message);
        SoftAssertions kept = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            kept.assertThat(received.getObjectProperty("value" + i)).isEqualTo(values.get(i));
        }
        kept.assertThat(received.getObjectProperty("null")).isNull();
        kept.assertThat(received.getObjectProperty("JMSXGroupID")).isEqualTo("group");
        kept.assertAll();
    }

    @Test
    @Spec("3.12")
    @DisplayName("The JMSReplyTo and JMSType that a client set on a foreign message arrive.")
    void send_foreign_keepsReplyToAndType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            ForeignMessage message = foreign(kind, "content");
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
            ForeignMessage message = foreign(kind, "content");
            mailbox.producer().send(message, DeliveryMode.NON_PERSISTENT, 7, TTL);
            assertHeaderSet(message, mailbox.receive());
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(message.getJMSPriority()).isEqualTo(7);
            assertThat(message.getJMSMessageID()).startsWith("ID:");
            assertThat(message.getJMSExpiration()).isGreaterThanOrEqualTo(message.getJMSTimestamp() + TTL);
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
        ForeignMessage message = foreign(MessageKind.TEXT, "content");
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
        ForeignMessage message = foreign(MessageKind.TEXT, "content");
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
    @Spec("3.12")
    @DisplayName(
            "The entries of a foreign map message of every type, null included, arrive with their types and values.")
    void send_foreignMap_keepsEntries(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = new ForeignBodies.OfMap();
        for (ValueType type : ValueType.OF_BODIES) {
            message.setObject(type.name(), type.sample());
        }
        message.setObject("null", null);
        MapMessage received = mailbox.exchange(MapMessage.class, message);
        Enumeration<?> names = received.getMapNames();
        assertThat(Collections.list(names)).hasSize(ValueType.OF_BODIES.size() + 1);
        for (ValueType type : ValueType.OF_BODIES) {
            assertThat(received.getObject(type.name())).isEqualTo(type.sample());
        }
        assertThat(received.itemExists("null")).isTrue();
        assertThat(received.getObject("null")).isNull();
    }

    @Test
    @Spec("3.12")
    @DisplayName(
            "The values of a foreign stream message of every type, null included, arrive in order, with their types.")
    void send_foreignStream_keepsValues(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = new ForeignStream();
        List<Object> values = new ArrayList<>();
        for (ValueType type : ValueType.OF_BODIES) {
            values.add(type.sample());
        }
        values.add(null);
        values.add(new byte[0]);
        values.add("last");
        for (Object value : values) {
            message.writeObject(value);
        }
        StreamMessage received = mailbox.exchange(StreamMessage.class, message);
        for (Object value : values) {
            assertThat(received.readObject()).isEqualTo(value);
        }
        assertThat(MessageKind.STREAM.read(received)).isNull();
    }

    @Test
    @Spec("3.12")
    @DisplayName(
            "All of the body of a foreign bytes or stream message is sent, whether it was being written or read before,"
                    + " and of whatever length.")
    void send_foreignPartlyRead_sendsAll(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        byte[] content = new byte[100_000];
        content[content.length - 1] = 17;
        BytesMessage bytes = new ForeignBytes();
        bytes.writeInt(1);
        bytes.writeBytes(content);
        StreamMessage stream = new ForeignStream();
        stream.writeInt(1);
        stream.writeBytes(content);
        for (int i = 0; i < 3; i++) {
            BytesMessage receivedBytes = mailbox.exchange(BytesMessage.class, bytes);
            assertThat(receivedBytes.getBodyLength()).isEqualTo(4 + content.length);
            assertThat(receivedBytes.readInt()).isEqualTo(1);
            byte[] rest = new byte[content.length];
            assertThat(receivedBytes.readBytes(rest)).isEqualTo(content.length);
            assertThat(rest).isEqualTo(content);
            StreamMessage receivedStream = mailbox.exchange(StreamMessage.class, stream);
            assertThat(receivedStream.readInt()).isEqualTo(1);
            assertThat(receivedStream.readObject()).isEqualTo(content);
            bytes.reset();
            assertThat(bytes.readInt()).isEqualTo(1);
            stream.reset();
            assertThat(stream.readInt()).isEqualTo(1);
        }
    }

    @Test
    @Spec("3.9")
    @DisplayName(
            "A foreign message can be changed after it was sent without effect on what was sent, and be sent again.")
    void send_foreignChangedAfterwards_sendsWhatWasThere(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            ForeignMessage message = foreign(kind, "first");
            message.setStringProperty("name", "first");
            mailbox.send(message);
            String first = message.getJMSMessageID();
            message.clearBody();
            kind.write(message, "second");
            message.setStringProperty("name", "second");
            mailbox.send(message);
            assertThat(message.getJMSMessageID()).isNotEqualTo(first);
            for (String content : List.of("first", "second")) {
                Message received = mailbox.receive();
                assertThat(kind.read(received)).as("%s", kind).isEqualTo(content);
                assertThat(received.getStringProperty("name")).isEqualTo(content);
            }
        }
    }

    @Test
    @Spec("3.12")
    @DisplayName("A received foreign message is one of the receiving provider's: read-only, selected by its properties,"
            + " redelivered as the original.")
    void receive_foreign_isLikeOthers(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue(), "number = 17 AND JMSType = 'type'");
        ForeignMessage message = foreign(MessageKind.OBJECT, "content");
        message.setIntProperty("number", 17);
        message.setJMSType("type");
        session.createProducer(jms.queue()).send(message);
        session.commit();
        for (int delivery = 0; delivery < 2; delivery++) {
            ObjectMessage received = (ObjectMessage) jms.receive(consumer);
            assertThat(received.getObject()).isEqualTo("content");
            assertThat(received.getBody(String.class)).isEqualTo("content");
            assertThat(received.getJMSRedelivered()).isEqualTo(delivery > 0);
            received.clearBody();
            received.setObject("changed");
            session.rollback();
        }
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
        ForeignMessage message = foreign(MessageKind.TEXT, "content");
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
}
