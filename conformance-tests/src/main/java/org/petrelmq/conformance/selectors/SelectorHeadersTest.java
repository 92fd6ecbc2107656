package org.petrelmq.conformance.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 3.8.1.1 and 3.8.1.3: header fields. */
@ConformanceTest
class SelectorHeadersTest {

    @Test
    @Spec("3.8.1.3")
    @DisplayName("JMSDeliveryMode has the values 'PERSISTENT' and 'NON_PERSISTENT' in selectors.")
    void deliveryMode_inSelector_isName(Jms jms) throws JMSException {
        Candidate persistent = Candidate.with(jms, DeliveryMode.PERSISTENT, 4, message -> {});
        persistent.isChosenBy(
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSDeliveryMode <> 'NON_PERSISTENT'",
                "JMSDeliveryMode IN ('PERSISTENT')",
                "JMSDeliveryMode IS NOT NULL");
        persistent.isPassedOverBy("JMSDeliveryMode = 'NON_PERSISTENT'", "JMSDeliveryMode LIKE 'NON%'");
        persistent.isNotChosenBy("JMSDeliveryMode = 2", "JMSDeliveryMode > 0", "JMSDeliveryMode = 'persistent'");
    }

    @Test
    @Spec("3.8.1.3")
    @DisplayName("A non-persistent message has the JMSDeliveryMode 'NON_PERSISTENT' in selectors.")
    void deliveryMode_ofNonPersistentMessage_isName(Jms jms) throws JMSException {
        Candidate volatileOne = Candidate.with(jms, DeliveryMode.NON_PERSISTENT, 4, message -> {});
        volatileOne.isChosenBy("JMSDeliveryMode = 'NON_PERSISTENT'", "JMSDeliveryMode LIKE 'NON!_%' ESCAPE '!'");
        volatileOne.isPassedOverBy("JMSDeliveryMode = 'PERSISTENT'", "JMSDeliveryMode <> 'NON_PERSISTENT'");
        volatileOne.isNotChosenBy("JMSDeliveryMode = 1");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("JMSPriority is a number in selectors: the priority with which the message was sent.")
    void priority_inSelector_isNumber(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, DeliveryMode.PERSISTENT, 7, message -> message.setJMSPriority(2));
        candidate.isChosenBy(
                "JMSPriority = 7", "JMSPriority > 4", "JMSPriority BETWEEN 5 AND 9", "JMSPriority + 1 = 8");
        candidate.isPassedOverBy("JMSPriority = 2", "JMSPriority < 7", "JMSPriority IS NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("JMSType is a string in selectors.")
    void type_inSelector_isString(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setJMSType("car"));
        candidate.isChosenBy(
                "JMSType = 'car'", "JMSType LIKE 'c%'", "JMSType IN ('bus', 'car')", "JMSType IS NOT NULL");
        candidate.isPassedOverBy("JMSType = 'Car'", "JMSType <> 'car'", "JMSType IS NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("JMSCorrelationID is a string in selectors.")
    void correlationId_inSelector_isString(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setJMSCorrelationID("request 7"));
        candidate.isChosenBy("JMSCorrelationID = 'request 7'", "JMSCorrelationID LIKE 'request _'");
        candidate.isPassedOverBy("JMSCorrelationID = 'request 8'", "JMSCorrelationID IS NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("JMSType and JMSCorrelationID that are not set are NULL in selectors.")
    void typeAndCorrelationId_notSet_areNull(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("one", 1));
        candidate.isChosenBy("JMSType IS NULL", "JMSCorrelationID IS NULL");
        candidate.isPassedOverBy(
                "JMSType = ''",
                "JMSType <> 'car'",
                "NOT (JMSType = 'car')",
                "JMSType NOT LIKE 'a'",
                "JMSCorrelationID <> 'x'",
                "JMSCorrelationID NOT IN ('x')",
                "JMSCorrelationID IS NOT NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("JMSMessageID is in selectors the string that the sender and the receiver see.")
    void messageId_inSelector_isThatOfTheMessage(Jms jms) throws JMSException {
        Session session = jms.session();
        TextMessage[] sent = sendThree(jms, session);
        MessageConsumer consumer =
                session.createConsumer(jms.queue(), "JMSMessageID = '" + sent[1].getJMSMessageID() + "'");
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        assertThat(jms.textsOn(jms.queue())).containsExactly("one", "three");
        MessageConsumer others = session.createConsumer(
                jms.queue(), "JMSMessageID LIKE 'ID:%' AND JMSMessageID <> '" + sent[0].getJMSMessageID() + "'");
        assertThat(jms.receiveText(others)).isEqualTo("three");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("JMSTimestamp is in selectors the number of milliseconds that the sender and the receiver see.")
    void timestamp_inSelector_isNumber(Jms jms) throws JMSException {
        Session session = jms.session();
        TextMessage sent = sendThree(jms, session)[0];
        long timestamp = sent.getJMSTimestamp();
        assertThat(timestamp).isPositive();
        MessageConsumer wrong = session.createConsumer(jms.queue(), "JMSTimestamp < " + timestamp);
        assertThat(wrong.receiveNoWait()).isNull();
        MessageConsumer right = session.createConsumer(jms.queue(), "JMSTimestamp = " + timestamp);
        assertThat(jms.receiveText(right)).isEqualTo("one");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Other header fields cannot be referenced: a selector with one is refused or never sees a value.")
    void otherHeaders_inSelector_haveNoValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setJMSReplyTo(jms.queue("replies")));
        candidate.isNotChosenBy(
                "JMSDestination IS NOT NULL",
                "JMSReplyTo IS NOT NULL",
                "JMSExpiration = 0",
                "JMSExpiration IS NOT NULL",
                "JMSRedelivered = FALSE",
                "JMSRedelivered IS NOT NULL",
                "NOT JMSRedelivered",
                "JMSDeliveryTime > 0");
    }

    private static TextMessage[] sendThree(Jms jms, Session session) throws JMSException {
        MessageProducer producer = session.createProducer(jms.queue());
        TextMessage[] sent = new TextMessage[3];
        String[] texts = {"one", "two", "three"};
        for (int i = 0; i < sent.length; i++) {
            sent[i] = session.createTextMessage(texts[i]);
            producer.send(sent[i]);
        }
        return sent;
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "JMSMessageID is NULL in a selector if it is null because message IDs are disabled, and a string if not.")
    void messageId_disabled_isNullOrString(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDisableMessageID(true);
        Message message = session.createMessage();
        producer.send(message);
        String none = message.getJMSMessageID() == null ? "JMSMessageID IS NULL" : "JMSMessageID IS NOT NULL";
        String other = message.getJMSMessageID() == null ? "JMSMessageID IS NOT NULL" : "JMSMessageID IS NULL";
        assertThat(session.createConsumer(jms.queue(), other).receiveNoWait()).isNull();
        assertThat(session.createConsumer(jms.queue(), "NOT JMSMessageID LIKE 'ID:%'")
                        .receiveNoWait())
                .isNull();
        assertThat(jms.receive(session.createConsumer(jms.queue(), none)).getJMSMessageID())
                .isEqualTo(message.getJMSMessageID());
    }
}
