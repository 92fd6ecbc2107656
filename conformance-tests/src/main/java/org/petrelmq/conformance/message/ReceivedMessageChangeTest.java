package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.10: what a receiver changes in its message stays there. */
@ConformanceTest
class ReceivedMessageChangeTest {

    private static void changeAll(MessageKind kind, Message received, Jms jms) throws JMSException {
        received.clearBody();
        kind.write(received, "changed");
        received.clearProperties();
        received.setStringProperty("name", "changed");
        received.setStringProperty("other", "added");
        received.setJMSCorrelationID("changed");
        received.setJMSType("changed");
        received.setJMSReplyTo(jms.queue("changed"));
        received.setJMSPriority(0);
        received.setJMSMessageID("ID:changed");
    }

    private static Message original(MessageKind kind, Session session) throws JMSException {
        Message message = kind.create(session, "content");
        message.setStringProperty("name", "value");
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        return message;
    }

    private static void assertOriginal(MessageKind kind, Message message, String id) throws JMSException {
        assertThat(message).isInstanceOf(kind.type());
        assertThat(kind.read(message)).as("%s", kind).isEqualTo("content");
        assertThat(message.getStringProperty("name")).isEqualTo("value");
        assertThat(message.propertyExists("other")).isFalse();
        assertThat(message.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(message.getJMSType()).isEqualTo("type");
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(message.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(message.getJMSMessageID()).isEqualTo(id);
    }

    @Test
    @Spec("3.10")
    @DisplayName(
            "After recover, the redelivered message is the original, whatever the consumer did to the one it received.")
    void receive_afterRecover_isOriginal(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms, Session.CLIENT_ACKNOWLEDGE);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, original(kind, mailbox.sending()));
            String id = received.getJMSMessageID();
            changeAll(kind, received, jms);
            mailbox.receiving().recover();
            Message redelivered = mailbox.receive();
            assertOriginal(kind, redelivered, id);
            redelivered.acknowledge();
        }
    }

    @Test
    @Spec("3.10")
    @DisplayName(
            "After rollback, the redelivered message is the original, whatever the consumer did to the one it received.")
    void receive_afterRollback_isOriginal(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms, Session.SESSION_TRANSACTED);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, original(kind, mailbox.sending()));
            String id = received.getJMSMessageID();
            changeAll(kind, received, jms);
            mailbox.receiving().rollback();
            assertOriginal(kind, mailbox.receive(), id);
            mailbox.receiving().commit();
        }
    }

    @Test
    @Spec("3.10")
    @DisplayName("A redelivered message of which the consumer had read a part is to be read from its start.")
    void receive_partlyReadBefore_readsFromStart(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms, Session.CLIENT_ACKNOWLEDGE);
        BytesMessage bytes = mailbox.sending().createBytesMessage();
        bytes.writeInt(1);
        bytes.writeInt(2);
        StreamMessage stream = mailbox.sending().createStreamMessage();
        stream.writeBytes(new byte[] {1, 2, 3});
        stream.writeInt(2);
        mailbox.send(bytes);
        mailbox.send(stream);
        for (int delivery = 0; delivery < 3; delivery++) {
            assertThat(mailbox.receive(BytesMessage.class).readInt()).isEqualTo(1);
            byte[] part = new byte[2];
            assertThat(mailbox.receive(StreamMessage.class).readBytes(part)).isEqualTo(2);
            assertThat(part).containsExactly(1, 2);
            mailbox.receiving().recover();
        }
    }

    @Test
    @Spec("3.10")
    @DisplayName(
            "Changing the mutable objects that a received message returns does not change the redelivered message.")
    void receive_returnedObjectsChanged_isOriginal(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms, Session.CLIENT_ACKNOWLEDGE);
        ObjectMessage object = mailbox.sending().createObjectMessage(new ArrayList<>(List.of("one")));
        MapMessage map = mailbox.sending().createMapMessage();
        map.setBytes("bytes", new byte[] {1, 2, 3});
        mailbox.send(object);
        mailbox.send(map);
        for (int delivery = 0; delivery < 2; delivery++) {
            @SuppressWarnings("unchecked")
            List<String> list =
                    (List<String>) mailbox.receive(ObjectMessage.class).getObject();
            assertThat(list).containsExactly("one");
            list.add("two");
            byte[] bytes = mailbox.receive(MapMessage.class).getBytes("bytes");
            assertThat(bytes).containsExactly(1, 2, 3);
            bytes[0] = 17;
            mailbox.receiving().recover();
        }
    }

    @Test
    @Spec("3.10")
    @DisplayName(
            "A subscriber that changes the message it received changes nothing in what other subscribers received.")
    void receive_otherSubscriberChangesIts_isOriginal(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer one = session.createConsumer(jms.topic());
        MessageConsumer two = session.createConsumer(jms.topic());
        MessageConsumer three = jms.session().createConsumer(jms.topic());
        for (MessageKind kind : MessageKind.values()) {
            Message message = original(kind, session);
            session.createProducer(jms.topic()).send(message);
            String id = message.getJMSMessageID();
            Message early = jms.receive(two);
            changeAll(kind, jms.receive(one), jms);
            assertOriginal(kind, early, id);
            assertOriginal(kind, jms.receive(three), id);
        }
    }

    @Test
    @Spec("3.10")
    @DisplayName("A changed received message that is sent on carries the changes.")
    void send_changedReceivedMessage_carriesChanges(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, original(kind, mailbox.sending()));
            changeAll(kind, received, jms);
            mailbox.receiving().createProducer(jms.queue()).send(received);
            Message again = mailbox.receive();
            assertThat(kind.read(again)).as("%s", kind).isEqualTo("changed");
            assertThat(again.getStringProperty("name")).isEqualTo("changed");
            assertThat(again.getStringProperty("other")).isEqualTo("added");
            assertThat(again.getJMSCorrelationID()).isEqualTo("changed");
            assertThat(again.getJMSType()).isEqualTo("changed");
        }
    }
}
