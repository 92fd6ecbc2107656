package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.TextMessage;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 3.5.3 and 3.5.7: when properties can be set, and clearing them. */
@ConformanceTest
class PropertyAccessTest {

    private static TextMessage received(Mailbox mailbox) throws JMSException {
        TextMessage message = mailbox.sending().createTextMessage("text");
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        message.setIntProperty("one", 1);
        message.setStringProperty("two", "2");
        return mailbox.exchange(TextMessage.class, message);
    }

    @Test
    @Spec("3.5.3")
    @DisplayName("Each property setter throws MessageNotWriteableException on a received message of any kind.")
    void setProperty_received_throwsMessageNotWriteableException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        SoftAssertions setters = new SoftAssertions();
        for (MessageKind kind : MessageKind.values()) {
            Message received = mailbox.exchange(Message.class, kind.create(mailbox.sending(), "content"));
            for (String name : List.of("name", "JMSXGroupID")) {
                ValueHolder property = new ValueHolder.Property(received, name);
                for (ValueType type : ValueType.OF_PROPERTIES) {
                    setters.assertThatThrownBy(() -> property.set(type, type.sample()))
                            .as("%s on %s", type, kind)
                            .isInstanceOf(MessageNotWriteableException.class);
                }
                setters.assertThatThrownBy(() -> property.setObject(1))
                        .as("object on %s", kind)
                        .isInstanceOf(MessageNotWriteableException.class);
            }
        }
        setters.assertAll();
    }

    @Test
    @Spec("3.5.3")
    @DisplayName("A refused attempt to set a property of a received message leaves its properties as they were.")
    void setProperty_received_changesNothing(Jms jms) throws JMSException {
        TextMessage received = received(Mailbox.open(jms));
        assertThatExceptionOfType(MessageNotWriteableException.class)
                .isThrownBy(() -> received.setIntProperty("one", 17));
        assertThatExceptionOfType(MessageNotWriteableException.class)
                .isThrownBy(() -> received.setIntProperty("three", 3));
        assertThat(received.getIntProperty("one")).isEqualTo(1);
        assertThat(received.propertyExists("three")).isFalse();
    }

    @Test
    @Spec("3.5.7")
    @DisplayName(
            "clearProperties leaves a message that is being written with no properties; new ones can be set and read.")
    void clearProperties_ownMessage_removesAll(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setIntProperty("one", 1);
        message.setStringProperty("JMSXGroupID", "group");
        message.clearProperties();
        assertThat(PropertyNamesTest.namesOf(message)).isEmpty();
        assertThat(message.propertyExists("one")).isFalse();
        assertThat(message.getObjectProperty("JMSXGroupID")).isNull();
        message.setIntProperty("two", 2);
        Message received = mailbox.exchange(Message.class, message);
        assertThat(received.getIntProperty("two")).isEqualTo(2);
        assertThat(received.propertyExists("one")).isFalse();
    }

    @Test
    @Spec("3.5.7")
    @DisplayName(
            "clearProperties leaves a received message with an empty set of properties, JMSXDeliveryCount included.")
    void clearProperties_received_removesAll(Jms jms) throws JMSException {
        TextMessage received = received(Mailbox.open(jms));
        received.clearProperties();
        assertThat(PropertyNamesTest.namesOf(received)).isEmpty();
        assertThat(received.propertyExists("one")).isFalse();
        assertThat(received.getObjectProperty("JMSXDeliveryCount")).isNull();
    }

    @Test
    @Spec("3.5.7")
    @DisplayName("After clearProperties, properties of a received message can be set and read.")
    void clearProperties_received_makesPropertiesWriteable(Jms jms) throws JMSException {
        TextMessage received = received(Mailbox.open(jms));
        received.clearProperties();
        for (ValueType type : ValueType.OF_PROPERTIES) {
            ValueHolder property = new ValueHolder.Property(received, type.name());
            property.set(type, type.sample());
            assertThat(property.get(type)).isEqualTo(type.sample());
        }
        assertThat(PropertyNamesTest.namesOf(received)).hasSameSizeAs(ValueType.OF_PROPERTIES);
    }

    @Test
    @Spec("3.5.7")
    @DisplayName("clearProperties clears neither the body nor the header, and leaves a received body read-only.")
    void clearProperties_received_leavesBodyAndHeader(Jms jms) throws JMSException {
        TextMessage received = received(Mailbox.open(jms));
        String id = received.getJMSMessageID();
        received.clearProperties();
        assertThat(received.getText()).isEqualTo("text");
        assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(received.getJMSType()).isEqualTo("type");
        assertThat(received.getJMSMessageID()).isEqualTo(id);
        assertThat(received.getJMSDestination()).isNotNull();
        assertThatExceptionOfType(MessageNotWriteableException.class).isThrownBy(() -> received.setText("other"));
    }

    @Test
    @Spec("3.11.1")
    @DisplayName(
            "clearBody clears neither properties nor header, and leaves a received message's properties read-only.")
    void clearBody_received_leavesPropertiesAndHeader(Jms jms) throws JMSException {
        TextMessage received = received(Mailbox.open(jms));
        String id = received.getJMSMessageID();
        received.clearBody();
        assertThat(received.getIntProperty("one")).isEqualTo(1);
        assertThat(received.getStringProperty("two")).isEqualTo("2");
        assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(received.getJMSMessageID()).isEqualTo(id);
        assertThatExceptionOfType(MessageNotWriteableException.class)
                .isThrownBy(() -> received.setIntProperty("one", 2));
    }
}
