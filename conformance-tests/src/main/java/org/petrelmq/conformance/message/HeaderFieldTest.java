package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 3.4.1 to 3.4.8 and 3.4.10: header fields without times. */
@ConformanceTest
class HeaderFieldTest {

    @Test
    @Spec("3.4.1")
    @DisplayName("A received message's JMSDestination is equivalent to the destination that it was sent to.")
    void getJMSDestination_received_isWhereItWasSent(Jms jms) throws JMSException {
        Session session = jms.session();
        List<Destination> destinations =
                List.of(jms.queue(), jms.topic(), session.createTemporaryQueue(), session.createTemporaryTopic());
        for (Destination destination : destinations) {
            MessageConsumer consumer = session.createConsumer(destination);
            session.createProducer(destination).send(session.createMessage());
            assertSame(jms.receive(consumer).getJMSDestination(), destination);
            session.createProducer(null).send(destination, session.createMessage());
            assertSame(jms.receive(consumer).getJMSDestination(), destination);
        }
    }

    private static void assertSame(Destination actual, Destination expected) throws JMSException {
        if (expected instanceof Queue queue) {
            assertThat(actual).isInstanceOf(Queue.class);
            assertThat(((Queue) actual).getQueueName()).isEqualTo(queue.getQueueName());
        } else {
            assertThat(actual).isInstanceOf(Topic.class);
            assertThat(((Topic) actual).getTopicName()).isEqualTo(((Topic) expected).getTopicName());
        }
    }

    @Test
    @Spec("3.4.2")
    @DisplayName(
            "A message's JMSDeliveryMode is the mode with which it was sent, on the sender's and the receiver's side.")
    void getJMSDeliveryMode_afterSend_isThatOfSend(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        for (int mode : new int[] {DeliveryMode.NON_PERSISTENT, DeliveryMode.PERSISTENT}) {
            mailbox.producer().setDeliveryMode(mode);
            mailbox.send(message);
            assertThat(message.getJMSDeliveryMode()).isEqualTo(mode);
            assertThat(mailbox.receive().getJMSDeliveryMode()).isEqualTo(mode);
            int other = DeliveryMode.NON_PERSISTENT + DeliveryMode.PERSISTENT - mode;
            mailbox.producer().send(message, other, Message.DEFAULT_PRIORITY, 0);
            assertThat(message.getJMSDeliveryMode()).isEqualTo(other);
            assertThat(mailbox.receive().getJMSDeliveryMode()).isEqualTo(other);
        }
    }

    @Test
    @Spec("3.4.10")
    @DisplayName("A message's JMSPriority is the priority with which it was sent, for each of the ten.")
    void getJMSPriority_afterSend_isThatOfSend(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        for (int priority = 0; priority <= 9; priority++) {
            mailbox.producer().setPriority(priority);
            mailbox.send(message);
            assertThat(message.getJMSPriority()).isEqualTo(priority);
            assertThat(mailbox.receive().getJMSPriority()).isEqualTo(priority);
        }
        mailbox.producer().send(message, DeliveryMode.PERSISTENT, 3, 0);
        assertThat(mailbox.receive().getJMSPriority()).isEqualTo(3);
    }

    @Test
    @Spec("3.4.3")
    @DisplayName(
            "Every message sent has a JMSMessageID of its own that starts with 'ID:', whatever connection sends it.")
    void getJMSMessageID_severalSenders_isUnique(Jms jms) throws JMSException {
        List<String> sent = new ArrayList<>();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        for (int connection = 0; connection < 3; connection++) {
            Session session = jms.session();
            for (int producer = 0; producer < 2; producer++) {
                MessageProducer sender = session.createProducer(jms.queue());
                for (int i = 0; i < 10; i++) {
                    Message message = session.createMessage();
                    sender.send(message);
                    sent.add(message.getJMSMessageID());
                }
            }
        }
        List<String> received = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            received.add(jms.receive(consumer).getJMSMessageID());
        }
        assertThat(sent).doesNotHaveDuplicates().allMatch(id -> id.startsWith("ID:"));
        assertThat(received).containsExactlyElementsOf(sent);
    }

    @Test
    @Spec("3.4.3")
    @DisplayName("Sending the same message object again gives it another JMSMessageID.")
    void getJMSMessageID_sameObjectSentAgain_isAnother(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        mailbox.send(message);
        String first = message.getJMSMessageID();
        mailbox.send(message);
        assertThat(message.getJMSMessageID()).isNotEqualTo(first);
        assertThat(mailbox.receive().getJMSMessageID()).isEqualTo(first);
        assertThat(mailbox.receive().getJMSMessageID()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    @Spec("3.4.3")
    @DisplayName(
            "With message IDs disabled, JMSMessageID is null if the hint is accepted, and else a unique ID as always.")
    void getJMSMessageID_disabled_isNullOrUnique(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        mailbox.producer().setDisableMessageID(true);
        Message message = mailbox.sending().createMessage();
        message.setJMSMessageID("ID:client");
        Message received = mailbox.exchange(Message.class, message);
        String first = message.getJMSMessageID();
        assertThat(received.getJMSMessageID()).isEqualTo(first);
        mailbox.send(message);
        if (first != null) {
            assertThat(first).startsWith("ID:").isNotIn("ID:client", message.getJMSMessageID());
        } else {
            assertThat(message.getJMSMessageID()).isNull();
        }
    }

    @Test
    @Spec("3.4.5")
    @DisplayName("JMSCorrelationID arrives as the client set it: a text of its own, a message ID, or null.")
    void getJMSCorrelationID_received_isWhatClientSet(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message request = mailbox.exchange(Message.class, mailbox.sending().createMessage());
        assertThat(request.getJMSCorrelationID()).isNull();
        for (String id : new String[] {"order 17 – Zürich", request.getJMSMessageID(), "", null}) {
            Message message = mailbox.sending().createMessage();
            message.setJMSCorrelationID("replaced");
            message.setJMSCorrelationID(id);
            assertThat(mailbox.exchange(Message.class, message).getJMSCorrelationID())
                    .isEqualTo(id);
            assertThat(message.getJMSCorrelationID()).isEqualTo(id);
        }
    }

    @Test
    @Spec("JD Message.setJMSCorrelationIDAsBytes")
    @DisplayName("A byte[] correlation ID is copied when set and arrives; a provider without such IDs throws"
            + " UnsupportedOperationException.")
    void getJMSCorrelationIDAsBytes_received_isCopyOfWhatWasSet(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        byte[] id = "native".getBytes(StandardCharsets.US_ASCII);
        if (!isSupported(message, id)) {
            return;
        }
        id[0] = 'N';
        assertThat(message.getJMSCorrelationIDAsBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("native");
        assertThat(mailbox.exchange(Message.class, message).getJMSCorrelationIDAsBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("native");
    }

    @Test
    @Spec("JD Message.getJMSCorrelationIDAsBytes")
    @DisplayName("A provider that supports byte[] correlation IDs supports all: whatever the bytes, they arrive as they"
            + " were set, by a message or by a JMSProducer.")
    @Requires(Feature.SIMPLIFIED_API)
    void getJMSCorrelationIDAsBytes_anyBytes_arrive(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        byte[] id = new byte[256];
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) i;
        }
        Message message = mailbox.sending().createMessage();
        if (!isSupported(message, id)) {
            return;
        }
        assertThat(message.getJMSCorrelationIDAsBytes()).isEqualTo(id);
        assertThat(mailbox.exchange(Message.class, message).getJMSCorrelationIDAsBytes())
                .isEqualTo(id);
        JMSProducer producer = jms.context().createProducer().setJMSCorrelationIDAsBytes(id);
        assertThat(producer.getJMSCorrelationIDAsBytes()).isEqualTo(id);
        producer.send(mailbox.queue(), mailbox.sending().createMessage());
        assertThat(mailbox.receive().getJMSCorrelationIDAsBytes()).isEqualTo(id);
    }

    private static boolean isSupported(Message message, byte[] id) throws JMSException {
        try {
            message.setJMSCorrelationIDAsBytes(id);
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    @Test
    @Spec("3.4.6")
    @DisplayName("JMSReplyTo arrives as the client set it: a queue, a topic, a temporary destination, or null.")
    void getJMSReplyTo_received_isWhatClientSet(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Session session = mailbox.sending();
        Message without = mailbox.exchange(Message.class, session.createMessage());
        assertThat(without.getJMSReplyTo()).isNull();
        List<Destination> destinations = List.of(
                jms.queue("reply"), jms.topic("reply"), session.createTemporaryQueue(), session.createTemporaryTopic());
        for (Destination destination : destinations) {
            Message message = session.createMessage();
            message.setJMSReplyTo(destination);
            assertSame(mailbox.exchange(Message.class, message).getJMSReplyTo(), destination);
        }
    }

    @Test
    @Spec("3.4.6")
    @DisplayName("A reply sent to the JMSReplyTo of a received message reaches the consumer of that destination.")
    void getJMSReplyTo_replySentThere_arrives(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Session session = mailbox.sending();
        List<Destination> destinations = List.of(jms.queue("reply"), session.createTemporaryQueue());
        for (Destination destination : destinations) {
            MessageConsumer replies = session.createConsumer(destination);
            Message request = session.createMessage();
            request.setJMSReplyTo(destination);
            Message received = mailbox.exchange(Message.class, request);
            TextMessage reply = mailbox.receiving().createTextMessage("reply");
            reply.setJMSCorrelationID(received.getJMSMessageID());
            mailbox.receiving().createProducer(received.getJMSReplyTo()).send(reply);
            assertThat(jms.receive(replies).getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    @Spec("3.4.8")
    @DisplayName("JMSType arrives as the client set it, and is null if it did not.")
    void getJMSType_received_isWhatClientSet(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        assertThat(mailbox.exchange(Message.class, message).getJMSType()).isNull();
        for (String type : new String[] {"car", "with space – ü", "", null}) {
            message.setJMSType(type);
            assertThat(mailbox.exchange(Message.class, message).getJMSType()).isEqualTo(type);
        }
    }
}
