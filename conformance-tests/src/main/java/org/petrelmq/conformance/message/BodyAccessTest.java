package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 3.11.1, 3.11.2 and 3.11.4: what holds for bodies of every kind. */
@ConformanceTest
class BodyAccessTest {

    @Test
    @Spec("3.11.4")
    @DisplayName("A message arrives as the kind that was sent, and as no other; one without body as a plain message.")
    void receive_everyKind_isOfThatKind(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, kind.create(mailbox.sending(), "content"));
            assertThat(MessageKind.typesOf(received)).isEqualTo(Collections.singletonList(kind.type()));
            assertThat(kind.read(received)).isEqualTo("content");
        }
        Message plain = mailbox.exchange(Message.class, mailbox.sending().createMessage());
        assertThat(MessageKind.typesOf(plain)).isEmpty();
    }

    @Test
    @Spec("3.11.2")
    @DisplayName("Any attempt to change the body of a received message throws MessageNotWriteableException.")
    void write_received_throwsMessageNotWriteableException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        SoftAssertions refused = new SoftAssertions();
        for (MessageKind kind : MessageKind.values()) {
            for (Message sent :
                    new Message[] {kind.create(mailbox.sending()), kind.create(mailbox.sending(), "content")}) {
                Message received = mailbox.exchange(Message.class, sent);
                for (String content : new String[] {"changed", null}) {
                    // The null that BytesMessage refuses anyway, with another exception, says nothing.
                    if (kind != MessageKind.BYTES || content != null) {
                        refused.assertThatThrownBy(() -> kind.write(received, content))
                                .as("%s", kind)
                                .isInstanceOf(MessageNotWriteableException.class);
                    }
                }
            }
        }
        refused.assertAll();
    }

    @Test
    @Spec("3.11.2")
    @DisplayName("Every setter of MapMessage throws MessageNotWriteableException on a received message.")
    void set_receivedMap_throwsMessageNotWriteableException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        message.setInt("name", 17);
        MapMessage received = mailbox.exchange(MapMessage.class, message);
        SoftAssertions refused = new SoftAssertions();
        for (ValueType type : ValueType.OF_BODIES) {
            refused.assertThatThrownBy(() -> new ValueHolder.MapEntry(received, "name").set(type, type.sample()))
                    .as("%s", type)
                    .isInstanceOf(MessageNotWriteableException.class);
        }
        refused.assertThatThrownBy(() -> received.setObject("name", 1))
                .isInstanceOf(MessageNotWriteableException.class);
        refused.assertThatThrownBy(() -> received.setBytes("name", new byte[3], 1, 1))
                .isInstanceOf(MessageNotWriteableException.class);
        refused.assertAll();
        assertThat(received.getObject("name")).isEqualTo(17);
    }

    @Test
    @Spec("3.11.1")
    @DisplayName("clearBody leaves the body of any message as that of a newly created one: empty, and to be written.")
    void clearBody_anyMessage_isAsNew(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message own = kind.create(mailbox.sending(), "content");
            Message turned = kind.create(mailbox.sending(), "content");
            kind.reset(turned);
            Message received = mailbox.exchange(Message.class, kind.create(mailbox.sending(), "content"));
            for (Message message : new Message[] {own, turned, received}) {
                message.clearBody();
                kind.reset(message);
                assertThat(kind.read(message)).as("%s", kind).isNull();
                message.clearBody();
                kind.write(message, "other");
                kind.reset(message);
                assertThat(kind.read(message)).as("%s", kind).isEqualTo("other");
            }
        }
    }

    @Test
    @Spec("3.11.1")
    @DisplayName("A message whose body was cleared is sent with an empty body.")
    void send_clearedBody_isEmpty(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message message = kind.create(mailbox.sending(), "content");
            message.clearBody();
            assertThat(kind.read(mailbox.exchange(Message.class, message)))
                    .as("%s", kind)
                    .isNull();
        }
    }

    @Test
    @Spec("3.11")
    @DisplayName("A message of each kind with an empty body arrives as that kind with an empty body.")
    void receive_emptyBody_isEmpty(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Session session = mailbox.sending();
        assertThat(mailbox.exchange(TextMessage.class, session.createTextMessage())
                        .getText())
                .isNull();
        assertThat(mailbox.exchange(TextMessage.class, session.createTextMessage(""))
                        .getText())
                .isEmpty();
        assertThat(mailbox.exchange(ObjectMessage.class, session.createObjectMessage())
                        .getObject())
                .isNull();
        assertThat(mailbox.exchange(BytesMessage.class, session.createBytesMessage())
                        .getBodyLength())
                .isZero();
        MapMessage map = mailbox.exchange(MapMessage.class, session.createMapMessage());
        assertThat(map.getMapNames().hasMoreElements()).isFalse();
        StreamMessage stream = mailbox.exchange(StreamMessage.class, session.createStreamMessage());
        assertThat(MessageKind.STREAM.read(stream)).isNull();
        assertThat(MessageKind.typesOf(mailbox.exchange(Message.class, session.createMessage())))
                .isEmpty();
    }

    @Test
    @Spec("JD JMSProducer.send")
    @DisplayName("A JMSProducer that is given a null body sends a message of the body's kind with no body.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_nullBody_isEmptyMessageOfThatKind(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        Queue queue = jms.queue();
        JMSConsumer consumer = context.createConsumer(queue);
        JMSProducer producer = context.createProducer();
        producer.send(queue, (String) null);
        producer.send(queue, (Map<String, Object>) null);
        producer.send(queue, (byte[]) null);
        producer.send(queue, (Serializable) null);
        assertThat(next(consumer, TextMessage.class).getText()).isNull();
        assertThat(next(consumer, MapMessage.class).getMapNames().hasMoreElements())
                .isFalse();
        assertThat(next(consumer, BytesMessage.class).getBodyLength()).isZero();
        assertThat(next(consumer, ObjectMessage.class).getObject()).isNull();
    }

    private static <M extends Message> M next(JMSConsumer consumer, Class<M> type) {
        Message message = consumer.receive(Patience.arrivalMillis());
        assertThat(message).isInstanceOf(type);
        return type.cast(message);
    }

    @Test
    @Spec("3.11.2")
    @DisplayName("A refused attempt to change the body of a received message leaves the body as it was.")
    void write_received_changesNothing(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, kind.create(mailbox.sending(), "content"));
            assertThatExceptionOfType(MessageNotWriteableException.class)
                    .isThrownBy(() -> kind.write(received, "changed"));
            assertThat(kind.read(received)).as("%s", kind).isEqualTo("content");
        }
    }
}
