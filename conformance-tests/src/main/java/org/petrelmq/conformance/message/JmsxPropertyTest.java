package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 3.5.9. */
@ConformanceTest
class JmsxPropertyTest {
    /** Table 3-3. */
    private static final Map<String, Class<?>> TYPES = Map.of(
            "JMSXUserID",
            String.class,
            "JMSXAppID",
            String.class,
            "JMSXDeliveryCount",
            Integer.class,
            "JMSXGroupID",
            String.class,
            "JMSXGroupSeq",
            Integer.class,
            "JMSXProducerTXID",
            String.class,
            "JMSXConsumerTXID",
            String.class,
            "JMSXRcvTimestamp",
            Long.class,
            "JMSXState",
            Integer.class);

    @Test
    @Spec("3.5.9")
    @DisplayName("JMSXGroupID and JMSXGroupSeq, which every provider supports, arrive as the client set them.")
    void setProperty_groupProperties_arrive(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setStringProperty("JMSXGroupID", "group");
        message.setIntProperty("JMSXGroupSeq", 2);
        Message received = mailbox.exchange(Message.class, message);
        assertThat(received.getObjectProperty("JMSXGroupID")).isEqualTo("group");
        assertThat(received.getObjectProperty("JMSXGroupSeq")).isEqualTo(2);
        assertThat(PropertyNamesTest.namesOf(received))
                .containsOnlyOnce("JMSXGroupID")
                .containsOnlyOnce("JMSXGroupSeq");
    }

    @Test
    @Spec("3.5.9")
    @DisplayName(
            "ConnectionMetaData.getJMSXPropertyNames names JMSXDeliveryCount, JMSXGroupID and JMSXGroupSeq, and only"
                    + " names that the specification defines.")
    void getJMSXPropertyNames_always_nameMandatoryProperties(Jms jms) throws JMSException {
        Enumeration<?> names = jms.connection().getMetaData().getJMSXPropertyNames();
        List<String> supported =
                Collections.list(names).stream().map(String.class::cast).toList();
        assertThat(supported)
                .contains("JMSXDeliveryCount", "JMSXGroupID", "JMSXGroupSeq")
                .doesNotHaveDuplicates()
                .isSubsetOf(TYPES.keySet());
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("A selector on JMSXGroupID or JMSXGroupSeq selects by the values that the client set.")
    void createConsumer_selectorOnGroupProperty_selects(Jms jms) throws JMSException {
        for (String selector : List.of("JMSXGroupID = 'group2'", "JMSXGroupSeq = 2")) {
            Session session = jms.session();
            Queue queue = jms.queue(selector.substring(0, 12).strip());
            MessageProducer producer = session.createProducer(queue);
            for (int i = 1; i <= 3; i++) {
                TextMessage message = session.createTextMessage("text" + i);
                message.setStringProperty("JMSXGroupID", "group" + i);
                message.setIntProperty("JMSXGroupSeq", i);
                producer.send(message);
            }
            MessageConsumer consumer = session.createConsumer(queue, selector);
            assertThat(jms.receiveText(consumer)).as(selector).isEqualTo("text2");
        }
    }

    @Test
    @Spec("3.5.9")
    @DisplayName(
            "A JMSX property that a message lacks is null in a selector, also one that the provider does not support.")
    void createConsumer_selectorOnAbsentJmsxProperty_isNull(Jms jms) throws JMSException {
        Session session = jms.session();
        jms.send(session, jms.queue(), "text");
        MessageConsumer none = session.createConsumer(jms.queue(), "JMSXGroupID <> 'group' OR NOT JMSXState = 2");
        MessageConsumer all = session.createConsumer(jms.queue(), "JMSXGroupID IS NULL AND JMSXState IS NULL");
        assertThat(jms.receiveText(all)).isEqualTo("text");
        assertThat(none.receiveNoWait()).isNull();
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("What the provider sets on send is seen by producer and consumer alike: JMSXUserID, JMSXAppID and"
            + " JMSXProducerTXID have the same value, or none, on both sides.")
    void getProperty_setByProviderOnSend_isSameOnBothSides(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        Message received = mailbox.exchange(Message.class, message);
        for (String name : List.of("JMSXUserID", "JMSXAppID", "JMSXProducerTXID")) {
            assertThat(message.getStringProperty(name)).as(name).isEqualTo(received.getStringProperty(name));
        }
    }

    @Test
    @Spec("3.5.9")
    @DisplayName(
            "What the provider sets on receive, JMSXDeliveryCount, JMSXConsumerTXID and JMSXRcvTimestamp, is not on"
                    + " the sender's message.")
    @Requires(Feature.SIMPLIFIED_API)
    void getProperty_setByProviderOnReceive_isNotOnSendersMessage(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        mailbox.exchange(Message.class, message);
        assertNoneSetOnReceive(message);
        jms.context().createProducer().send(mailbox.queue(), message);
        mailbox.receive();
        assertNoneSetOnReceive(message);
    }

    private static void assertNoneSetOnReceive(Message message) throws JMSException {
        for (String name : List.of("JMSXDeliveryCount", "JMSXConsumerTXID", "JMSXRcvTimestamp")) {
            assertThat(message.propertyExists(name)).as(name).isFalse();
            assertThat(message.getObjectProperty(name)).as(name).isNull();
        }
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("JMSXState is on neither the sender's nor the receiver's message.")
    void getProperty_state_isOnNeitherSide(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        for (Message either : List.of(mailbox.exchange(Message.class, message), message)) {
            assertThat(either.propertyExists("JMSXState")).isFalse();
            assertThat(PropertyNamesTest.namesOf(either)).doesNotContain("JMSXState");
        }
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("Each JMSX property of a received message is of the type that table 3-3 has for it.")
    void getProperty_received_hasDefinedType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setStringProperty("JMSXGroupID", "group");
        message.setIntProperty("JMSXGroupSeq", 1);
        Message received = mailbox.exchange(Message.class, message);
        List<String> names = PropertyNamesTest.namesOf(received).stream()
                .filter(name -> name.startsWith("JMSX"))
                .toList();
        assertThat(names).contains("JMSXDeliveryCount", "JMSXGroupID", "JMSXGroupSeq");
        for (String name : names) {
            assertThat(TYPES).as(name).containsKey(name);
            assertThat(received.getObjectProperty(name)).as(name).isInstanceOf(TYPES.get(name));
        }
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("JMSX names are as table 3-3 writes them: in another case they are properties that nobody has set.")
    void getProperty_otherCase_isAbsent(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setStringProperty("JMSXGroupID", "group");
        Message received = mailbox.exchange(Message.class, message);
        for (String name : List.of("JMSXGroupID", "JMSXDeliveryCount")) {
            assertThat(received.propertyExists(name)).as(name).isTrue();
            for (String other : List.of(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
                assertThat(received.propertyExists(other)).as(other).isFalse();
                assertThat(received.getObjectProperty(other)).as(other).isNull();
            }
        }
    }

    @Test
    @Spec("3.5.10")
    @DisplayName("What a provider adds to the properties of a message has a name that begins with JMSX or JMS_.")
    void getPropertyNames_received_addsReservedNamesOnly(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message message = kind.create(mailbox.sending(), "content");
            message.setIntProperty("own", 1);
            Message received = mailbox.exchange(Message.class, message);
            for (Message either : List.of(received, message)) {
                assertThat(PropertyNamesTest.namesOf(either))
                        .as("%s", kind)
                        .contains("own")
                        .allMatch(name -> name.equals("own") || name.startsWith("JMSX") || name.startsWith("JMS_"));
            }
        }
    }
}
