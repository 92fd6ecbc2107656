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
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.12: messages whose implementation is not the provider's. */
@ConformanceTest
class ForeignMessageTest {
    @Test
    @Spec("3.12")
    @DisplayName("A foreign message of each kind is sent and arrives as that kind with its body.")
    void send_foreign_arrivesAsItsKind(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, ForeignBodies.of(kind, "content"));
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
            Message received = mailbox.exchange(Message.class, ForeignBodies.of(kind));
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
            ForeignMessage message = ForeignBodies.of(kind, "first");
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
        ForeignMessage message = ForeignBodies.of(MessageKind.OBJECT, "content");
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
}
