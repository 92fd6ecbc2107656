package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.11: the bodies that are one value. */
@ConformanceTest
class TextAndObjectMessageTest {

    /** An object of a class of the application's, with references to others. */
    record Order(String customer, List<Position> positions) implements Serializable {}

    record Position(int number, double price) implements Serializable {}

    @Test
    @Spec("3.11")
    @DisplayName("A text arrives as it was sent, of any length and with any characters.")
    void getText_received_isWhatWasSent(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        List<String> texts = List.of(
                "",
                "line\r\nbreaks\tand \u0000",
                "Zürich \u65e5\u672c\u8a9e \u05d0 \ud83d\udc26",
                "<?xml version='1.0'?><a/>",
                "x".repeat(70_000),
                "\u00fc".repeat(300_000));
        for (String text : texts) {
            TextMessage set = mailbox.sending().createTextMessage();
            set.setText(text);
            assertThat(mailbox.exchange(TextMessage.class, set).getText()).isEqualTo(text);
            TextMessage created = mailbox.sending().createTextMessage(text);
            assertThat(created.getText()).isEqualTo(text);
            assertThat(mailbox.exchange(TextMessage.class, created).getText()).isEqualTo(text);
        }
    }

    @Test
    @Spec("JD TextMessage.getText")
    @DisplayName("A text is null by default and may be set to null, which arrives as null and not as an empty text.")
    void setText_null_readsNullWhenReceived(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        TextMessage message = mailbox.sending().createTextMessage();
        assertThat(message.getText()).isNull();
        message.setText("text");
        message.setText(null);
        assertThat(message.getText()).isNull();
        assertThat(mailbox.exchange(TextMessage.class, message).getText()).isNull();
        TextMessage created = mailbox.sending().createTextMessage(null);
        assertThat(mailbox.exchange(TextMessage.class, created).getText()).isNull();
    }

    @Test
    @Spec("3.11")
    @DisplayName("A serializable object of the application's own class arrives equal to the one that was sent.")
    void getObject_received_equalsWhatWasSent(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Order order = new Order("Zürich", new ArrayList<>(List.of(new Position(1, 2.5), new Position(2, 0))));
        List<Serializable> objects = List.of(order, "text", 17, new ArrayList<>(List.of(order)));
        for (Serializable object : objects) {
            ObjectMessage message = mailbox.sending().createObjectMessage();
            message.setObject(object);
            assertThat(message.getObject()).isEqualTo(object);
            assertThat(mailbox.exchange(ObjectMessage.class, message).getObject())
                    .isEqualTo(object)
                    .isNotSameAs(object);
        }
    }

    @Test
    @Spec("JD ObjectMessage.setObject")
    @DisplayName(
            "An object message holds the object as it was when it was set or the message created with it; what is done"
                    + " to the object afterwards has no effect.")
    void setObject_objectChangedAfterwards_holdsSnapshot(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Session session = mailbox.sending();
        ArrayList<String> list = new ArrayList<>(List.of("one"));
        ObjectMessage set = session.createObjectMessage();
        set.setObject(list);
        ObjectMessage created = session.createObjectMessage(list);
        list.add("two");
        for (ObjectMessage message : List.of(set, created)) {
            assertThat(message.getObject()).isEqualTo(List.of("one"));
            assertThat(mailbox.exchange(ObjectMessage.class, message).getObject())
                    .isEqualTo(List.of("one"));
        }
    }

    @Test
    @Spec("3.12")
    @DisplayName(
            "getObject returns a copy: what is done to it has no effect on the message, its own or a received one.")
    void getObject_resultChanged_hasNoEffect(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ObjectMessage message = mailbox.sending().createObjectMessage(new ArrayList<>(List.of("one")));
        changeBody(message);
        assertThat(message.getObject()).isEqualTo(List.of("one"));
        ObjectMessage received = mailbox.exchange(ObjectMessage.class, message);
        changeBody(received);
        assertThat(received.getObject()).isEqualTo(List.of("one"));
    }

    @SuppressWarnings("unchecked")
    private static void changeBody(ObjectMessage message) throws JMSException {
        ((List<String>) message.getObject()).add("two");
    }

    @Test
    @Spec("JD ObjectMessage.getObject")
    @DisplayName("The object is null by default and may be set to null, which arrives as null.")
    void setObject_null_readsNullWhenReceived(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ObjectMessage message = mailbox.sending().createObjectMessage();
        assertThat(message.getObject()).isNull();
        message.setObject("object");
        message.setObject(null);
        assertThat(message.getObject()).isNull();
        assertThat(mailbox.exchange(ObjectMessage.class, message).getObject()).isNull();
        ObjectMessage created = mailbox.sending().createObjectMessage(null);
        assertThat(mailbox.exchange(ObjectMessage.class, created).getObject()).isNull();
    }

    @Test
    @Spec("JD ObjectMessage.setObject")
    @DisplayName("setObject throws MessageFormatException if the object cannot be serialized.")
    void setObject_notSerializable_throwsMessageFormatException(Jms jms) throws JMSException {
        ObjectMessage message = jms.session().createObjectMessage();
        ArrayList<Object> list = new ArrayList<>(List.of(new Object()));
        assertThatExceptionOfType(MessageFormatException.class).isThrownBy(() -> message.setObject(list));
    }
}
