package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 7.7: a persistent message that waits while the provider is restarted arrives with all its parts. */
@ConformanceTest
@Requires(Feature.RESTART)
class MessageRestartTest {
    private static final String TEXT = "plain, \u00e4\u00f6\u00fc, \u6d77\u71d5, \ud83d\udc26, \u0000\u0007 and\nlines";
    private static final long HOUR = 3_600_000;
    private static final int MEGABYTE = 1 << 20;

    /** Restarts the provider after its connections have been closed, and opens a consumer. */
    private static MessageConsumer restart(Jms jms) throws Exception {
        jms.close();
        jms.restart();
        return jms.session().createConsumer(jms.queue());
    }

    /** What is received if the message was sent before a restart. */
    private static Message restart(Jms jms, Session session, Message message) throws Exception {
        session.createProducer(jms.queue()).send(message);
        return jms.receive(restart(jms));
    }

    @Test
    @Spec("7.7")
    @DisplayName("Text, object and bytes messages survive a restart with their bodies.")
    void restart_textObjectBytes_keepBody(Jms jms) throws Exception {
        Session session = jms.session();
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(new byte[] {0, -1, 127, -128});
        bytes.writeUTF(TEXT);
        bytes.writeDouble(Math.PI);
        MessageProducer producer = session.createProducer(jms.queue());
        producer.send(session.createTextMessage(TEXT));
        producer.send(session.createObjectMessage(new ArrayList<>(List.of(TEXT, 5, 2.5))));
        producer.send(bytes);
        MessageConsumer consumer = restart(jms);
        assertThat(((TextMessage) jms.receive(consumer)).getText()).isEqualTo(TEXT);
        assertThat(((ObjectMessage) jms.receive(consumer)).getObject()).isEqualTo(List.of(TEXT, 5, 2.5));
        BytesMessage received = (BytesMessage) jms.receive(consumer);
        byte[] start = new byte[4];
        assertThat(received.readBytes(start)).isEqualTo(4);
        assertThat(start).containsExactly(0, -1, 127, -128);
        assertThat(received.readUTF()).isEqualTo(TEXT);
        assertThat(received.readDouble()).isEqualTo(Math.PI);
    }

    @Test
    @Spec("7.7")
    @DisplayName("A map message survives a restart with entries of every type, and with null.")
    void restart_map_keepsEntries(Jms jms) throws Exception {
        Session session = jms.session();
        MapMessage map = session.createMapMessage();
        for (ValueType type : ValueType.OF_BODIES) {
            map.setObject(type.name(), type.sample());
        }
        map.setString("nothing", null);
        map.setString(TEXT, TEXT);
        MapMessage received = (MapMessage) restart(jms, session, map);
        assertThat(Collections.list((java.util.Enumeration<?>) received.getMapNames()))
                .hasSize(ValueType.OF_BODIES.size() + 2);
        for (ValueType type : ValueType.OF_BODIES) {
            assertThat(received.getObject(type.name())).as(type.name()).isEqualTo(type.sample());
        }
        assertThat(received.itemExists("nothing")).isTrue();
        assertThat(received.getObject("nothing")).isNull();
        assertThat(received.getString(TEXT)).isEqualTo(TEXT);
    }

    @Test
    @Spec("7.7")
    @DisplayName("A stream message survives a restart with values of every type, and with null, in their order.")
    void restart_stream_keepsValues(Jms jms) throws Exception {
        Session session = jms.session();
        StreamMessage stream = session.createStreamMessage();
        for (ValueType type : ValueType.OF_BODIES) {
            stream.writeObject(type.sample());
        }
        stream.writeString(null);
        stream.writeString(TEXT);
        StreamMessage received = (StreamMessage) restart(jms, session, stream);
        for (ValueType type : ValueType.OF_BODIES) {
            assertThat(received.readObject()).as(type.name()).isEqualTo(type.sample());
        }
        assertThat(received.readObject()).isNull();
        assertThat(received.readString()).isEqualTo(TEXT);
    }

    @Test
    @Spec("7.7")
    @DisplayName("Messages without a body, and those whose body is empty, are so after a restart.")
    void restart_empty_isEmpty(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.send(session.createMessage());
        producer.send(session.createTextMessage(""));
        for (MessageKind kind : MessageKind.values()) {
            producer.send(kind.create(session));
        }
        MessageConsumer consumer = restart(jms);
        assertThat(MessageKind.typesOf(jms.receive(consumer))).isEmpty();
        assertThat(jms.receiveText(consumer)).isEmpty();
        for (MessageKind kind : MessageKind.values()) {
            Message received = jms.receive(consumer);
            assertThat(received).isInstanceOf(kind.type());
            if (received instanceof BytesMessage bytes) {
                assertThat(bytes.getBodyLength()).isZero();
            } else {
                assertThat(kind.read(received)).as(kind.name()).isNull();
            }
        }
    }

    @Test
    @Spec("7.7")
    @DisplayName("Bodies of more than a megabyte survive a restart.")
    void restart_large_keepsBody(Jms jms) throws Exception {
        byte[] content = new byte[MEGABYTE + 1];
        new Random(1).nextBytes(content);
        String text = TEXT.repeat(MEGABYTE / TEXT.length());
        Session session = jms.session();
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(content);
        MessageProducer producer = session.createProducer(jms.queue());
        producer.send(bytes);
        producer.send(session.createTextMessage(text));
        MessageConsumer consumer = restart(jms);
        assertThat(jms.receive(consumer).getBody(byte[].class)).isEqualTo(content);
        assertThat(jms.receive(consumer).getBody(String.class)).isEqualTo(text);
    }

    @Test
    @Spec("7.7")
    @DisplayName("Properties of all eight types, null and the JMSX properties of the client survive a restart.")
    void restart_properties_areKept(Jms jms) throws Exception {
        Session session = jms.session();
        Message message = session.createMessage();
        for (ValueType type : ValueType.OF_PROPERTIES) {
            new ValueHolder.Property(message, type.name()).set(type, type.sample());
        }
        message.setStringProperty("nothing", null);
        message.setStringProperty("na\u00efve_\u6d77", TEXT);
        message.setStringProperty("JMSXGroupID", "group");
        message.setIntProperty("JMSXGroupSeq", 7);
        List<String> names = ownNames(message);
        Message received = restart(jms, session, message);
        for (ValueType type : ValueType.OF_PROPERTIES) {
            assertThat(received.getObjectProperty(type.name())).as(type.name()).isEqualTo(type.sample());
        }
        assertThat(received.propertyExists("nothing")).isTrue();
        assertThat(received.getObjectProperty("nothing")).isNull();
        assertThat(received.getStringProperty("na\u00efve_\u6d77")).isEqualTo(TEXT);
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("group");
        assertThat(received.getIntProperty("JMSXGroupSeq")).isEqualTo(7);
        assertThat(ownNames(received)).containsExactlyInAnyOrderElementsOf(names);
    }

    /** The names of the client's own properties. */
    private static List<String> ownNames(Message message) throws JMSException {
        return Collections.list((java.util.Enumeration<?>) message.getPropertyNames()).stream()
                .map(String::valueOf)
                .filter(name -> !name.startsWith("JMS"))
                .toList();
    }

    @Test
    @Spec("7.7")
    @DisplayName("The header fields that the client sets survive a restart: correlation ID, type and reply-to.")
    void restart_headerOfClient_isKept(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Message toQueue = session.createMessage();
        toQueue.setJMSCorrelationID(TEXT);
        toQueue.setJMSType("type");
        toQueue.setJMSReplyTo(jms.queue("reply"));
        producer.send(toQueue);
        Message toTopic = session.createMessage();
        toTopic.setJMSReplyTo(jms.topic("reply"));
        producer.send(toTopic);
        MessageConsumer consumer = restart(jms);
        Message first = jms.receive(consumer);
        assertThat(first.getJMSCorrelationID()).isEqualTo(TEXT);
        assertThat(first.getJMSType()).isEqualTo("type");
        assertThat(((Queue) first.getJMSReplyTo()).getQueueName())
                .isEqualTo(jms.queue("reply").getQueueName());
        Message second = jms.receive(consumer);
        assertThat(second.getJMSCorrelationID()).isNull();
        assertThat(second.getJMSType()).isNull();
        assertThat(((Topic) second.getJMSReplyTo()).getTopicName())
                .isEqualTo(jms.topic("reply").getTopicName());
    }

    @Test
    @Spec("7.7")
    @DisplayName("A correlation ID that was set as byte[], if the provider supports these, survives a restart.")
    void restart_correlationIdAsBytes_isKept(Jms jms) throws Exception {
        Session session = jms.session();
        Message message = session.createMessage();
        try {
            message.setJMSCorrelationIDAsBytes(new byte[] {'o', 'n', 'e'});
        } catch (UnsupportedOperationException e) {
            return;
        }
        assertThat(restart(jms, session, message).getJMSCorrelationIDAsBytes()).containsExactly('o', 'n', 'e');
    }

    @Test
    @Spec("7.7")
    @DisplayName("The header fields that send sets survive a restart, message ID, timestamp and expiration among them.")
    void restart_headerOfSend_isKept(Jms jms) throws Exception {
        Session session = jms.session();
        Message message = session.createMessage();
        session.createProducer(jms.queue()).send(message, DeliveryMode.PERSISTENT, 7, HOUR);
        Message received = jms.receive(restart(jms));
        assertThat(((Queue) received.getJMSDestination()).getQueueName())
                .isEqualTo(jms.queue().getQueueName());
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
        assertThat(received.getJMSTimestamp()).isEqualTo(message.getJMSTimestamp());
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertThat(received.getJMSExpiration()).isEqualTo(message.getJMSExpiration());
        assertThat(received.getJMSDeliveryTime()).isEqualTo(message.getJMSDeliveryTime());
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    @Spec("3.4.3")
    @DisplayName("Message IDs are unique across a restart: none comes again.")
    void restart_messageIds_doNotRepeat(Jms jms) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int start = 0; start < 3; start++) {
            Session session = jms.session();
            MessageProducer producer = session.createProducer(jms.queue());
            for (int i = 0; i < 5; i++) {
                Message message = session.createMessage();
                producer.send(message);
                ids.add(message.getJMSMessageID());
            }
            jms.close();
            jms.restart();
        }
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    @Spec("7.7")
    @DisplayName("A message of every kind is the same after several restarts, and browsers see it too.")
    void restart_severalTimes_keepsMessages(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (MessageKind kind : MessageKind.values()) {
            producer.send(kind.create(session, kind.name()));
        }
        for (int i = 0; i < 3; i++) {
            jms.close();
            jms.restart();
            List<?> browsed = Collections.list((java.util.Enumeration<?>)
                    jms.session().createBrowser(jms.queue()).getEnumeration());
            assertThat(browsed).hasSize(MessageKind.values().length);
        }
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        for (MessageKind kind : MessageKind.values()) {
            assertThat(kind.read(jms.receive(consumer))).isEqualTo(kind.name());
        }
    }

    @Test
    @Spec("7.7")
    @DisplayName("A selector finds messages from before a restart by their header and properties.")
    void restart_selector_seesOldMessages(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < 4; i++) {
            TextMessage message = session.createTextMessage("message " + i);
            message.setIntProperty("number", i);
            message.setJMSType(i % 2 == 0 ? "even" : "odd");
            producer.send(message);
        }
        restart(jms).close();
        MessageConsumer selecting = jms.session().createConsumer(jms.queue(), "JMSType = 'odd' AND number > 1");
        assertThat(jms.receiveText(selecting)).isEqualTo("message 3");
        assertThat(jms.isQuiet(selecting)).isTrue();
        assertThat(jms.textsOn(jms.queue())).containsExactly("message 0", "message 1", "message 2");
    }
}
