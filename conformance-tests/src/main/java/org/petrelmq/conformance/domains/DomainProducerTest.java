package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** The producers of the legacy interfaces (2.10): what they refuse, what they inherit, and what they do with a message. */
@ConformanceTest
class DomainProducerTest {

    private static QueueSession queueSession(Jms jms) throws JMSException {
        return jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private static TopicSession topicSession(Jms jms) throws JMSException {
        return jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @Test
    @Spec("JD QueueSender")
    @DisplayName("A QueueSender with a queue refuses a send that names one with UnsupportedOperationException.")
    void send_queueGivenTwice_throws(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        QueueSender sender = session.createSender(jms.queue());
        Message message = session.createMessage();
        assertThatThrownBy(() -> sender.send(jms.queue(), message)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> sender.send(jms.queue("other"), message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD TopicPublisher")
    @DisplayName("A TopicPublisher with a topic refuses a publish that names one with UnsupportedOperationException.")
    void publish_topicGivenTwice_throws(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        TopicPublisher publisher = session.createPublisher(jms.topic());
        Message message = session.createMessage();
        assertThatThrownBy(() -> publisher.publish(jms.topic(), message))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> publisher.publish(jms.topic("other"), message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @Spec("JD QueueSender.send")
    @DisplayName(
            "QueueSender.send refuses a null queue with InvalidDestinationException and a null message with MessageFormatException.")
    void send_nullQueueOrMessage_throws(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        QueueSender unidentified = session.createSender(null);
        Message message = session.createMessage();
        assertThatThrownBy(() -> unidentified.send(null, message)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> unidentified.send(null, message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> unidentified.send(jms.queue(), null)).isInstanceOf(MessageFormatException.class);
        QueueSender sender = session.createSender(jms.queue());
        assertThatThrownBy(() -> sender.send(null)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> sender.send(null, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    @Spec("JD TopicPublisher.publish")
    @DisplayName(
            "TopicPublisher.publish refuses a null topic with InvalidDestinationException and a null message with MessageFormatException.")
    void publish_nullTopicOrMessage_throws(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        TopicPublisher unidentified = session.createPublisher(null);
        Message message = session.createMessage();
        assertThatThrownBy(() -> unidentified.publish(null, message)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> unidentified.publish(null, message, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> unidentified.publish(jms.topic(), null)).isInstanceOf(MessageFormatException.class);
        TopicPublisher publisher = session.createPublisher(jms.topic());
        assertThatThrownBy(() -> publisher.publish(null)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> publisher.publish(null, DeliveryMode.PERSISTENT, 4, 0))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    @Spec("7.2")
    @DisplayName("A QueueSender without queue sends by the methods with a Destination that it inherits too.")
    void queueSender_inheritedSends_send(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        MessageProducer sender = session.createSender(null);
        assertSends(sender, jms.queue(), session);
        assertThat(jms.textsOn(jms.queue())).containsExactly("plain", "with options");
    }

    @Test
    @Spec("7.2")
    @DisplayName("A TopicPublisher, with or without topic, sends by the methods that it inherits too.")
    void topicPublisher_inheritedSends_send(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        MessageConsumer subscriber = session.createSubscriber(jms.topic());
        assertSends(session.createPublisher(null), jms.topic(), session);
        MessageProducer publisher = session.createPublisher(jms.topic());
        publisher.send(session.createTextMessage("own topic"), DeliveryMode.PERSISTENT, 4, 0);
        assertThat(jms.receiveTexts(subscriber, 3)).containsExactly("plain", "with options", "own topic");
    }

    private static void assertSends(MessageProducer producer, Destination to, Session session) throws JMSException {
        producer.send(to, session.createTextMessage("plain"));
        producer.send(to, session.createTextMessage("with options"), DeliveryMode.PERSISTENT, 4, 0);
    }

    @Test
    @Spec("JD QueueSender")
    @DisplayName("A message that a QueueSender sent can be changed and sent again without effect on what was sent.")
    void send_changedAndSentAgain_sendsEach(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        QueueSender sender = session.createSender(jms.queue());
        TextMessage message = session.createTextMessage("one");
        sender.send(message);
        message.setText("two");
        sender.send(message);
        message.setText("never sent");
        assertThat(jms.textsOn(jms.queue())).containsExactly("one", "two");
    }

    @Test
    @Spec("JD TopicPublisher")
    @DisplayName(
            "A message that a TopicPublisher published can be changed and published again without effect on what was published.")
    void publish_changedAndPublishedAgain_publishesEach(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        MessageConsumer subscriber = session.createSubscriber(jms.topic());
        TopicPublisher publisher = session.createPublisher(jms.topic());
        TextMessage message = session.createTextMessage("one");
        publisher.publish(message);
        message.setText("two");
        publisher.publish(message);
        message.setText("never published");
        assertThat(jms.receiveTexts(subscriber, 2)).containsExactly("one", "two");
    }

    @Test
    @Spec("JD QueueSender")
    @DisplayName("QueueSender.send ignores the header fields that it sets, and leaves the values of the send in them.")
    void send_headerOfMessage_isThatOfSend(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        Message message = session.createTextMessage("text");
        setHeader(message, jms.queue("other"));
        session.createSender(jms.queue()).send(message, DeliveryMode.NON_PERSISTENT, 7, 0);
        assertHeaderOfSend(message, jms.queue());
        assertHeaderOfSend(jms.receive(session.createReceiver(jms.queue())), jms.queue());
    }

    @Test
    @Spec("JD TopicPublisher")
    @DisplayName(
            "TopicPublisher.publish ignores the header fields that it sets, and leaves the values of the publish in them.")
    void publish_headerOfMessage_isThatOfPublish(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        MessageConsumer subscriber = session.createSubscriber(jms.topic());
        Message message = session.createTextMessage("text");
        setHeader(message, jms.topic("other"));
        session.createPublisher(jms.topic()).publish(message, DeliveryMode.NON_PERSISTENT, 7, 0);
        assertHeaderOfSend(message, jms.topic());
        assertHeaderOfSend(jms.receive(subscriber), jms.topic());
    }

    private static void setHeader(Message message, Destination destination) throws JMSException {
        message.setJMSDestination(destination);
        message.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
        message.setJMSPriority(2);
        message.setJMSExpiration(1);
        message.setJMSMessageID("ID:of the client");
        message.setJMSTimestamp(1);
    }

    private static void assertHeaderOfSend(Message message, Destination destination) throws JMSException {
        assertThat(message.getJMSDestination()).hasToString(destination.toString());
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getJMSMessageID()).startsWith("ID:").isNotEqualTo("ID:of the client");
        assertThat(message.getJMSTimestamp()).isGreaterThan(1);
    }
}
