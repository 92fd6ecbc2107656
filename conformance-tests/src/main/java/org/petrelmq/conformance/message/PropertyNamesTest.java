package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 3.5.1 and 3.5.6. */
@ConformanceTest
class PropertyNamesTest {

    @Test
    @Spec("JD Message.setStringProperty")
    @DisplayName("Every property setter throws IllegalArgumentException if the name is null or empty.")
    void setProperty_nullOrEmptyName_throwsIllegalArgumentException(Jms jms) throws JMSException {
        Message message = jms.session().createMessage();
        SoftAssertions setters = new SoftAssertions();
        for (String name : Arrays.asList(null, "")) {
            ValueHolder property = new ValueHolder.Property(message, name);
            for (ValueType type : ValueType.OF_PROPERTIES) {
                setters.assertThatThrownBy(() -> property.set(type, type.sample()))
                        .as("%s, name '%s'", type, name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            setters.assertThatThrownBy(() -> property.setObject("value"))
                    .as("object, name '%s'", name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        setters.assertAll();
    }

    @Test
    @Spec("3.5.1")
    @DisplayName("A property's name may be any selector identifier: Java's identifier characters, at any length.")
    void setProperty_nameIsIdentifier_isKept(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        List<String> names = List.of("a", "_", "$", "_1$", "größe", "\u65e5\u672c", "nullable", "x".repeat(300));
        TextMessage message = mailbox.sending().createTextMessage();
        for (String name : names) {
            message.setStringProperty(name, "value of " + name);
        }
        TextMessage received = mailbox.exchange(TextMessage.class, message);
        for (String name : names) {
            assertThat(received.getStringProperty(name)).isEqualTo("value of " + name);
        }
    }

    @Test
    @Spec("3.5.1")
    @DisplayName(
            "A property's name must start and go on like a selector identifier: a setter refuses one that does not.")
    void setProperty_nameIsNoIdentifier_isRefused(Jms jms) throws JMSException {
        assertRefused(jms.session().createMessage(), "1st", "two words", "a-b", "a.b", "'a'", " ", "a=1");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "A property's name must not be a literal or operator of selectors, in any case: a setter refuses these.")
    void setProperty_nameIsKeyword_isRefused(Jms jms) throws JMSException {
        Message message = jms.session().createMessage();
        assertRefused(message, "NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");
        assertRefused(message, "null", "True", "between");
    }

    /** The specification does not name the exception. */
    private static void assertRefused(Message message, String... names) {
        SoftAssertions refused = new SoftAssertions();
        for (String name : names) {
            refused.assertThat(catchThrowable(() -> message.setIntProperty(name, 1)))
                    .as("'%s'", name)
                    .isInstanceOfAny(JMSException.class, JMSRuntimeException.class, IllegalArgumentException.class);
        }
        refused.assertAll();
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Property names are case-sensitive.")
    void setProperty_namesDifferInCase_areTwoProperties(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setIntProperty("name", 1);
        message.setStringProperty("Name", "two");
        Message received = mailbox.exchange(Message.class, message);
        assertThat(received.getObjectProperty("name")).isEqualTo(1);
        assertThat(received.getObjectProperty("Name")).isEqualTo("two");
        assertThat(received.propertyExists("NAME")).isFalse();
    }

    @Test
    @Spec("JD Message.setObjectProperty")
    @DisplayName("Setting a property again replaces its value and its type.")
    void setProperty_again_replacesValueAndType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setIntProperty("name", 1);
        message.setStringProperty("name", "two");
        message.setBooleanProperty("name", true);
        Message received = mailbox.exchange(Message.class, message);
        assertThat(received.getObjectProperty("name")).isEqualTo(true);
        assertThat(namesOf(received)).containsOnlyOnce("name");
    }

    @Test
    @Spec("JD Message.propertyExists")
    @DisplayName(
            "propertyExists is true for a property that has been set and false for others, header fields included.")
    void propertyExists_setAndUnset_tellsThemApart(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setJMSType("type");
        message.setBooleanProperty("name", false);
        for (Message either : List.of(message, mailbox.exchange(Message.class, message))) {
            assertThat(either.propertyExists("name")).isTrue();
            assertThat(either.propertyExists("other")).isFalse();
            assertThat(either.propertyExists("JMSType")).as("header field").isFalse();
        }
    }

    @Test
    @Spec("3.5.6")
    @DisplayName("getPropertyNames enumerates every property once, and no header field.")
    void getPropertyNames_always_enumeratesEachPropertyOnce(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        assertThat(namesOf(message)).isEmpty();
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        message.setJMSReplyTo(mailbox.queue());
        message.setIntProperty("one", 1);
        message.setStringProperty("two", "2");
        message.setDoubleProperty("three", 3);
        assertThat(namesOf(message)).containsExactlyInAnyOrder("one", "two", "three");
        List<String> received = namesOf(mailbox.exchange(Message.class, message));
        assertThat(received).doesNotHaveDuplicates();
        assertThat(received)
                .filteredOn(name -> !name.startsWith("JMSX") && !name.startsWith("JMS_"))
                .containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    @Spec("3.5.6")
    @DisplayName("The names of a property enumeration lead to the properties' values.")
    void getPropertyNames_received_leadToValues(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        for (ValueType type : ValueType.OF_PROPERTIES) {
            message.setObjectProperty("of_" + type, type.sample());
        }
        Message received = mailbox.exchange(Message.class, message);
        for (String name : namesOf(received)) {
            assertThat(received.propertyExists(name)).as(name).isTrue();
            assertThat(received.getObjectProperty(name)).as(name).isNotNull();
        }
        assertThat(namesOf(received)).contains("of_BOOLEAN", "of_STRING");
    }

    @Test
    @Spec("JD JMSProducer.setProperty")
    @DisplayName("JMSProducer.setProperty throws IllegalArgumentException if the name is null or empty.")
    @Requires(Feature.SIMPLIFIED_API)
    void producerSetProperty_nullOrEmptyName_throwsIllegalArgumentException(Jms jms) {
        for (String name : Arrays.asList(null, "")) {
            ValueHolder property =
                    new ValueHolder.ProducerProperty(jms.context().createProducer(), name);
            for (ValueType type : ValueType.OF_PROPERTIES) {
                assertThatThrownBy(() -> property.set(type, type.sample()))
                        .as("%s, name '%s'", type, name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    static List<String> namesOf(Message message) throws JMSException {
        Enumeration<?> names = message.getPropertyNames();
        return Collections.list(names).stream().map(String.class::cast).toList();
    }
}
