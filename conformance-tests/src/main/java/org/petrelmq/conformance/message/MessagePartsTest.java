package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 3.3 and 3.4: header, properties and body, which messages of every kind have. */
@ConformanceTest
class MessagePartsTest {
    private static final int PRIORITY = 7;
    private static final long TTL = 3_600_000;

    /** One of the two ways to send a message to the test's queue, with that priority and time to live. */
    private interface Sending {
        void send(Message message) throws JMSException;
    }

    /** A message of each kind, and one without body. */
    private static List<Message> ofEveryKind(Session session) throws JMSException {
        List<Message> messages = new ArrayList<>(List.of(session.createMessage()));
        for (MessageKind kind : MessageKind.values()) {
            messages.add(kind.create(session, "content"));
        }
        return messages;
    }

    private static void fillIn(Message message, Queue replyTo) throws JMSException {
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        message.setJMSReplyTo(replyTo);
        message.setIntProperty("number", 17);
        message.setStringProperty("text", "value");
    }

    private static void assertWhole(Message received, Message sent) throws JMSException {
        assertThat(received.getJMSMessageID()).isEqualTo(sent.getJMSMessageID()).startsWith("ID:");
        assertThat(received.getJMSTimestamp()).isEqualTo(sent.getJMSTimestamp()).isPositive();
        assertThat(received.getJMSExpiration())
                .isEqualTo(sent.getJMSExpiration())
                .isGreaterThan(TTL);
        assertThat(received.getJMSDeliveryTime()).isEqualTo(sent.getJMSDeliveryTime());
        assertThat(received.getJMSDestination()).isNotNull();
        assertThat(received.getJMSPriority()).isEqualTo(PRIORITY);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(received.getJMSType()).isEqualTo("type");
        assertThat(((Queue) received.getJMSReplyTo()).getQueueName())
                .isEqualTo(((Queue) sent.getJMSReplyTo()).getQueueName());
        assertThat(received.getObjectProperty("number")).isEqualTo(17);
        assertThat(received.getObjectProperty("text")).isEqualTo("value");
        assertThat(MessageKind.typesOf(received)).isEqualTo(MessageKind.typesOf(sent));
        for (MessageKind kind : MessageKind.values()) {
            if (kind.type().isInstance(received)) {
                assertThat(kind.read(received)).isEqualTo("content");
            }
        }
    }

    @Test
    @Spec("3.3")
    @DisplayName("Messages of every kind, those without body too, carry the whole header, properties and their body,"
            + " whichever API sends them.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_everyKind_carriesHeaderAndProperties(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        JMSContext context = jms.context();
        List<Sending> apis = List.of(
                message -> mailbox.producer().send(message, DeliveryMode.NON_PERSISTENT, PRIORITY, TTL),
                message -> context.createProducer()
                        .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                        .setPriority(PRIORITY)
                        .setTimeToLive(TTL)
                        .send(mailbox.queue(), message));
        for (Sending api : apis) {
            for (Message message : ofEveryKind(mailbox.sending())) {
                fillIn(message, jms.queue("reply"));
                api.send(message);
                assertWhole(mailbox.receive(), message);
            }
        }
    }

    @Test
    @Spec("3.4")
    @DisplayName("Each of several clients that receive a message gets its complete header.")
    @Requires(Feature.SIMPLIFIED_API)
    void receive_severalClients_getCompleteHeader(Jms jms) throws JMSException {
        Topic topic = jms.topic();
        MessageConsumer first = jms.session().createConsumer(topic);
        MessageConsumer second = jms.session().createConsumer(topic);
        JMSConsumer third = jms.context().createConsumer(topic);
        Session session = jms.session();
        MessageProducer producer = session.createProducer(topic);
        for (Message message : ofEveryKind(session)) {
            fillIn(message, jms.queue("reply"));
            producer.send(message, DeliveryMode.NON_PERSISTENT, PRIORITY, TTL);
            assertWhole(jms.receive(first), message);
            assertWhole(jms.receive(second), message);
            assertWhole(third.receive(Patience.arrivalMillis()), message);
        }
    }

    @Test
    @Spec("3.4.7")
    @DisplayName("Send leaves JMSRedelivered of the sender's message as it was, set or not.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_redeliveredSetByClient_staysOnSendersMessage(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        JMSContext context = jms.context();
        for (boolean redelivered : new boolean[] {false, true}) {
            Message message = session.createMessage();
            message.setJMSRedelivered(redelivered);
            producer.send(message);
            assertThat(message.getJMSRedelivered()).isEqualTo(redelivered);
            context.createProducer().send(jms.queue(), message);
            assertThat(message.getJMSRedelivered()).isEqualTo(redelivered);
        }
    }

    @Test
    @Spec("JD Message.setJMSMessageID")
    @DisplayName("Each setter of a header field of a new message sets what the getter returns.")
    void setHeader_newMessage_isReturned(Jms jms) throws JMSException {
        for (Message message : ofEveryKind(jms.session())) {
            message.setJMSMessageID("ID:other");
            message.setJMSTimestamp(1);
            message.setJMSExpiration(2);
            message.setJMSDeliveryTime(3);
            message.setJMSPriority(8);
            message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
            message.setJMSRedelivered(true);
            message.setJMSDestination(jms.queue("elsewhere"));
            assertThat(message.getJMSMessageID()).isEqualTo("ID:other");
            assertThat(message.getJMSTimestamp()).isEqualTo(1);
            assertThat(message.getJMSExpiration()).isEqualTo(2);
            assertThat(message.getJMSDeliveryTime()).isEqualTo(3);
            assertThat(message.getJMSPriority()).isEqualTo(8);
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(message.getJMSRedelivered()).isTrue();
            assertThat(((Queue) message.getJMSDestination()).getQueueName())
                    .isEqualTo(jms.queue("elsewhere").getQueueName());
        }
    }

    @Test
    @Spec("JD Message.clearBody")
    @DisplayName("clearBody of a message that is being written clears neither its header nor its properties.")
    void clearBody_ownMessage_leavesHeaderAndProperties(Jms jms) throws JMSException {
        for (Message message : ofEveryKind(jms.session())) {
            fillIn(message, jms.queue("reply"));
            message.clearBody();
            assertThat(message.getJMSCorrelationID()).isEqualTo("correlation");
            assertThat(message.getJMSType()).isEqualTo("type");
            assertThat(message.getJMSReplyTo()).isNotNull();
            assertThat(message.getObjectProperty("number")).isEqualTo(17);
            message.setStringProperty("text", "other");
            assertThat(message.getStringProperty("text")).isEqualTo("other");
        }
    }
}
