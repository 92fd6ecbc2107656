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
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.5.9. */
@ConformanceTest
class JmsxPropertyTest {
    private static final Set<String> DEFINED = Set.of(
            "JMSXUserID",
            "JMSXAppID",
            "JMSXDeliveryCount",
            "JMSXGroupID",
            "JMSXGroupSeq",
            "JMSXProducerTXID",
            "JMSXConsumerTXID",
            "JMSXRcvTimestamp",
            "JMSXState");

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
                .isSubsetOf(DEFINED);
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
}
