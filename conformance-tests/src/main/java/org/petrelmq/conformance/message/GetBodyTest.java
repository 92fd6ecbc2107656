package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** The Javadoc of Message.getBody and Message.isBodyAssignableTo. */
@ConformanceTest
class GetBodyTest {

    private static void assertAssignable(Message message, Object body, Class<?>... types) throws JMSException {
        for (Class<?> type : types) {
            assertThat(message.isBodyAssignableTo(type)).as("%s", type).isTrue();
            assertThat((Object) message.getBody(type)).as("%s", type).isEqualTo(body);
        }
    }

    private static void assertNotAssignable(Message message, Class<?>... types) throws JMSException {
        for (Class<?> type : types) {
            assertThat(message.isBodyAssignableTo(type)).as("%s", type).isFalse();
            assertThatExceptionOfType(MessageFormatException.class)
                    .as("%s", type)
                    .isThrownBy(() -> message.getBody(type));
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName(
            "The body of a text message is a String and can be had as any type that a String is assignable to; for other"
                    + " types getBody throws MessageFormatException and isBodyAssignableTo is false.")
    void getBody_textMessage_isString(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (String text : List.of("text", "")) {
            TextMessage message = mailbox.sending().createTextMessage(text);
            for (Message either : List.of(message, mailbox.exchange(TextMessage.class, message))) {
                assertAssignable(
                        either,
                        text,
                        String.class,
                        CharSequence.class,
                        Comparable.class,
                        Serializable.class,
                        Object.class);
                assertNotAssignable(either, Integer.class, byte[].class, Map.class, StringBuilder.class);
            }
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("The body of an object message can be had as its class, its superclasses and its interfaces, and as no"
            + " other type.")
    void getBody_objectMessage_isObject(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ArrayList<String> list = new ArrayList<>(List.of("one"));
        ObjectMessage message = mailbox.sending().createObjectMessage(list);
        for (Message either : List.of(message, mailbox.exchange(ObjectMessage.class, message))) {
            assertAssignable(
                    either, list, ArrayList.class, AbstractList.class, List.class, Serializable.class, Object.class);
            assertNotAssignable(either, String.class, Map.class, Date.class);
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName(
            "The body of a map message is a Map with all its entries and can be had as Map or Object, and as no other"
                    + " type.")
    void getBody_mapMessage_isMap(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        message.setInt("int", 1);
        message.setChar("char", 'c');
        message.setString("string", "text");
        message.setObject("null", null);
        Map<String, Object> body = new HashMap<>(Map.of("int", 1, "char", 'c', "string", "text"));
        body.put("null", null);
        for (Message either : List.of(message, mailbox.exchange(MapMessage.class, message))) {
            assertAssignable(either, body, Map.class, Object.class);
            assertNotAssignable(either, HashMap.class, String.class, byte[].class);
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("The body of a bytes message is a byte[] and can be had as byte[] or Object, and as no other type.")
    void getBody_bytesMessage_isByteArray(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = mailbox.sending().createBytesMessage();
        message.writeBytes(new byte[] {1, 2, 3});
        BytesMessage received = mailbox.exchange(BytesMessage.class, message);
        message.reset();
        for (Message either : List.of(message, received)) {
            assertAssignable(either, new byte[] {1, 2, 3}, byte[].class, Object.class);
            assertNotAssignable(either, Byte[].class, String.class, int[].class);
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName(
            "getBody resets a bytes message before and after: it returns the whole body wherever it is being read or"
                    + " written, and leaves it to be read from the start.")
    void getBody_bytesMessageInUse_resetsIt(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = mailbox.sending().createBytesMessage();
        message.writeBytes(new byte[] {1, 2, 3});
        BytesMessage received = mailbox.exchange(BytesMessage.class, message);
        assertThat(message.getBody(byte[].class)).containsExactly(1, 2, 3);
        assertThat(message.readByte()).isEqualTo((byte) 1);
        assertThat(received.readShort()).isEqualTo((short) 0x0102);
        assertThat(received.getBody(byte[].class)).containsExactly(1, 2, 3);
        assertThat(received.readByte()).isEqualTo((byte) 1);
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName(
            "The body of a stream message cannot be had: getBody throws MessageFormatException and isBodyAssignableTo is"
                    + " false, for an empty one too.")
    void getBody_streamMessage_throwsMessageFormatException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage empty = mailbox.sending().createStreamMessage();
        StreamMessage message = mailbox.sending().createStreamMessage();
        message.writeString("text");
        for (StreamMessage either : List.of(empty, message, mailbox.exchange(StreamMessage.class, message))) {
            assertNotAssignable(either, String.class, Object.class, List.class, byte[].class);
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("A text or object message without body gives null for any type, and isBodyAssignableTo is true.")
    void getBody_noBody_isNullForAnyType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Session session = mailbox.sending();
        assertNullForAnyType(mailbox, session.createTextMessage());
        assertNullForAnyType(mailbox, session.createObjectMessage());
        TextMessage cleared = session.createTextMessage("text");
        cleared.clearBody();
        assertAssignable(cleared, null, Integer.class, Map.class);
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("A plain message, which is none of the kinds with a body, gives null for any type.")
    void getBody_plainMessage_isNullForAnyType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        assertNullForAnyType(mailbox, mailbox.sending().createMessage());
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("A bytes message into which nothing was written has no body and gives null for any type.")
    void getBody_emptyBytesMessage_isNullForAnyType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        assertNullForAnyType(mailbox, mailbox.sending().createBytesMessage());
    }

    private static void assertNullForAnyType(Mailbox mailbox, Message message) throws JMSException {
        for (Message either : List.of(message, mailbox.exchange(Message.class, message))) {
            assertAssignable(either, null, String.class, Integer.class, Map.class, byte[].class, Object.class);
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("A map message without entries can be had as Map: an empty one, or null if that counts as no body.")
    void getBody_emptyMapMessage_isNullOrEmpty(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        for (Message either : List.of(message, mailbox.exchange(MapMessage.class, message))) {
            assertThat(either.isBodyAssignableTo(Map.class)).isTrue();
            Map<?, ?> body = either.getBody(Map.class);
            assertThat(body).isNullOrEmpty();
        }
    }

    @Test
    @Spec("JD Message.getBody")
    @DisplayName("getBody leaves a message as it was: it can be called again, and the body be read as usual.")
    void getBody_twice_returnsSame(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        TextMessage text = mailbox.exchange(TextMessage.class, mailbox.sending().createTextMessage("text"));
        assertThatExceptionOfType(MessageFormatException.class).isThrownBy(() -> text.getBody(Map.class));
        assertThat(text.getBody(String.class)).isEqualTo("text");
        assertThat(text.getBody(String.class)).isEqualTo(text.getText());
        BytesMessage bytes = mailbox.sending().createBytesMessage();
        bytes.writeInt(17);
        BytesMessage received = mailbox.exchange(BytesMessage.class, bytes);
        assertThat(received.isBodyAssignableTo(byte[].class)).isTrue();
        assertThat(received.getBody(byte[].class)).isEqualTo(received.getBody(byte[].class));
        assertThat(received.getBodyLength()).isEqualTo(4);
        assertThat(received.readInt()).isEqualTo(17);
    }
}
