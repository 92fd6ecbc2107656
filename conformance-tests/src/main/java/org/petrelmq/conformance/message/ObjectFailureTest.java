package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
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

/** The Javadoc of ObjectMessage: objects whose own code fails while they are written or read. */
@ConformanceTest
class ObjectFailureTest {

    /** How an object fails. */
    private enum Failure {
        CHECKED {
            @Override
            void happen() throws IOException {
                throw new InvalidObjectException("never to be written or read");
            }
        },
        UNCHECKED {
            @Override
            void happen() {
                throw new IllegalArgumentException("never to be written or read");
            }
        };

        abstract void happen() throws IOException;
    }

    /** An object that cannot be serialized. */
    private static final class Unwritable implements Serializable {
        private static final long serialVersionUID = 1;

        private final Failure failure;

        Unwritable(Failure failure) {
            this.failure = failure;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            failure.happen();
        }
    }

    /** An object that can be serialized, but not deserialized. */
    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1;

        private final Failure failure;

        Unreadable(Failure failure) {
            this.failure = failure;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            failure.happen();
        }
    }

    @Test
    @Spec("JD ObjectMessage.setObject")
    @DisplayName("setObject throws MessageFormatException if the object's writeObject throws an IOException or a"
            + " RuntimeException.")
    void setObject_writeObjectThrows_throwsMessageFormatException(Jms jms) throws JMSException {
        ObjectMessage message = jms.session().createObjectMessage();
        for (Failure failure : Failure.values()) {
            assertThatExceptionOfType(MessageFormatException.class)
                    .as("%s", failure)
                    .isThrownBy(() -> message.setObject(new Unwritable(failure)));
        }
    }

    @Test
    @Spec("JD ObjectMessage.setObject")
    @DisplayName("A setObject that fails leaves the object that the message had.")
    void setObject_fails_keepsEarlierObject(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        ObjectMessage message = mailbox.sending().createObjectMessage("earlier");
        ArrayList<Object> unserializable = new ArrayList<>(List.of(new Object()));
        assertThatExceptionOfType(JMSException.class).isThrownBy(() -> message.setObject(unserializable));
        assertThat(message.getObject()).isEqualTo("earlier");
        assertThat(mailbox.exchange(ObjectMessage.class, message).getObject()).isEqualTo("earlier");
    }

    @Test
    @Spec("JD JMSContext.createObjectMessage")
    @DisplayName("createObjectMessage of a session and of a context refuse an object that cannot be serialized with"
            + " JMSException and JMSRuntimeException.")
    @Requires(Feature.SIMPLIFIED_API)
    void createObjectMessage_notSerializable_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        JMSContext context = jms.context();
        for (Serializable object : List.of(
                new ArrayList<>(List.of(new Object())),
                new Unwritable(Failure.CHECKED),
                new Unwritable(Failure.UNCHECKED))) {
            assertThatExceptionOfType(JMSException.class)
                    .as("%s", object.getClass())
                    .isThrownBy(() -> session.createObjectMessage(object));
            assertThatExceptionOfType(JMSRuntimeException.class)
                    .as("%s", object.getClass())
                    .isThrownBy(() -> context.createObjectMessage(object));
        }
    }

    @Test
    @Spec("JD JMSProducer.send")
    @DisplayName("JMSProducer.send throws MessageFormatRuntimeException if the object's writeObject throws, and sends"
            + " nothing.")
    @Requires(Feature.SIMPLIFIED_API)
    void send_writeObjectThrows_throwsMessageFormatRuntimeException(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        for (Failure failure : Failure.values()) {
            assertThatExceptionOfType(MessageFormatRuntimeException.class)
                    .as("%s", failure)
                    .isThrownBy(() -> context.createProducer().send(jms.queue(), new Unwritable(failure)));
        }
        context.createProducer().send(jms.queue(), "sentinel");
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("sentinel");
    }

    private static ObjectMessage received(Jms jms, Serializable object) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        return mailbox.exchange(ObjectMessage.class, mailbox.sending().createObjectMessage(object));
    }

    @Test
    @Spec("JD ObjectMessage.getObject")
    @DisplayName(
            "getObject and getBody throw MessageFormatException if the object's readObject throws an IOException or"
                    + " a RuntimeException, each time.")
    void getObject_readObjectThrows_throwsMessageFormatException(Jms jms) throws JMSException {
        for (Failure failure : Failure.values()) {
            ObjectMessage message = received(jms, new Unreadable(failure));
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(MessageFormatException.class)
                        .as("%s", failure)
                        .isThrownBy(message::getObject);
                assertThatExceptionOfType(MessageFormatException.class)
                        .as("%s", failure)
                        .isThrownBy(() -> message.getBody(Serializable.class));
            }
        }
    }

    @Test
    @Spec("JD Message.isBodyAssignableTo")
    @DisplayName("isBodyAssignableTo is false for any type if the object cannot be deserialized.")
    void isBodyAssignableTo_readObjectThrows_isFalse(Jms jms) throws JMSException {
        for (Failure failure : Failure.values()) {
            ObjectMessage message = received(jms, new Unreadable(failure));
            for (Class<?> type : List.of(Serializable.class, Object.class, Unreadable.class, String.class)) {
                assertThat(message.isBodyAssignableTo(type))
                        .as("%s, %s", failure, type)
                        .isFalse();
            }
        }
    }

    @Test
    @Spec("JD JMSConsumer.receiveBody")
    @DisplayName("receiveBody throws MessageFormatRuntimeException if the object's readObject throws a"
            + " RuntimeException.")
    @Requires(Feature.SIMPLIFIED_API)
    void receiveBody_readObjectThrows_throwsMessageFormatRuntimeException(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        context.createProducer().send(jms.queue(), new Unreadable(Failure.UNCHECKED));
        assertThatExceptionOfType(MessageFormatRuntimeException.class)
                .isThrownBy(() -> consumer.receiveBody(Serializable.class, Patience.arrivalMillis()));
    }
}
