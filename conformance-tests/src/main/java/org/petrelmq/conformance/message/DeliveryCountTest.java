package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 3.4.7 and 3.5.11. */
@ConformanceTest
class DeliveryCountTest {
    private static final String COUNT = "JMSXDeliveryCount";

    private static void assertFirstDelivery(Message message) throws JMSException {
        assertThat(message.getIntProperty(COUNT)).isEqualTo(1);
        assertThat(message.getJMSRedelivered()).isFalse();
    }

    /** The count is not guaranteed to be exact, but that it is 2 or more, and with each delivery more than before. */
    private static int assertRedelivery(Message message, int countBefore) throws JMSException {
        int count = message.getIntProperty(COUNT);
        assertThat(count).isGreaterThan(countBefore);
        assertThat(message.getJMSRedelivered()).isTrue();
        return count;
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("At its first delivery a message has the JMSXDeliveryCount 1 and is not marked as redelivered.")
    void receive_firstDelivery_countsOne(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer ofQueue = session.createConsumer(jms.queue());
        MessageConsumer ofTopic = session.createConsumer(jms.topic());
        jms.send(jms.queue(), "text");
        jms.send(jms.topic(), "text");
        assertFirstDelivery(jms.receive(ofQueue));
        assertFirstDelivery(jms.receive(ofTopic));
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("After recover, a message is marked as redelivered and its JMSXDeliveryCount is higher, each time.")
    void receive_afterRecover_countsUp(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(jms.queue(), "text");
        assertFirstDelivery(jms.receive(consumer));
        int count = 1;
        for (int i = 0; i < 3; i++) {
            session.recover();
            count = assertRedelivery(jms.receive(consumer), count);
        }
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("After rollback, a message is marked as redelivered and its JMSXDeliveryCount is higher, each time.")
    void receive_afterRollback_countsUp(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer ofQueue = session.createConsumer(jms.queue());
        MessageConsumer ofTopic = session.createConsumer(jms.topic());
        jms.send(jms.queue(), "text");
        jms.send(jms.topic(), "text");
        assertFirstDelivery(jms.receive(ofQueue));
        assertFirstDelivery(jms.receive(ofTopic));
        int countOfQueue = 1;
        int countOfTopic = 1;
        for (int i = 0; i < 3; i++) {
            session.rollback();
            countOfQueue = assertRedelivery(jms.receive(ofQueue), countOfQueue);
            countOfTopic = assertRedelivery(jms.receive(ofTopic), countOfTopic);
        }
    }

    @Test
    @Spec("3.4.7")
    @DisplayName(
            "A message that a closed session had received and not acknowledged is marked as redelivered at the next"
                    + " consumer, with a JMSXDeliveryCount of at least 2.")
    void receive_afterOtherSessionClosed_isRedelivered(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        jms.receive(session.createConsumer(jms.queue()));
        session.close();
        Message received = jms.receive(jms.session().createConsumer(jms.queue()));
        assertThat(((TextMessage) received).getText()).isEqualTo("one");
        assertRedelivery(received, 1);
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("JMSContext.recover and rollback count a further delivery like those of a session.")
    @Requires(Feature.SIMPLIFIED_API)
    void receive_simplifiedApi_countsUp(Jms jms) throws JMSException {
        for (int mode : new int[] {JMSContext.CLIENT_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED}) {
            JMSContext context = jms.context(mode);
            JMSConsumer consumer = context.createConsumer(jms.queue("mode" + mode));
            jms.send(jms.queue("mode" + mode), "text");
            assertFirstDelivery(consumer.receive(Patience.arrivalMillis()));
            int count = 1;
            for (int i = 0; i < 2; i++) {
                if (mode == JMSContext.CLIENT_ACKNOWLEDGE) {
                    context.recover();
                } else {
                    context.rollback();
                }
                count = assertRedelivery(consumer.receive(Patience.arrivalMillis()), count);
            }
        }
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("JMSXDeliveryCount is an int property of every received message and enumerated once with the others.")
    void getPropertyNames_received_containCountOnce(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setStringProperty("name", "value");
        Message received = mailbox.exchange(Message.class, message);
        assertThat(PropertyNamesTest.namesOf(received)).containsOnlyOnce(COUNT).contains("name");
        assertThat(received.propertyExists(COUNT)).isTrue();
        assertThat(received.getObjectProperty(COUNT)).isEqualTo(1);
        assertThat(received.getLongProperty(COUNT)).isEqualTo(1);
        assertThat(received.getStringProperty(COUNT)).isEqualTo("1");
    }

    @Test
    @Spec("3.5.9")
    @DisplayName(
            "JMSXDeliveryCount, set by the provider on receive, is only available to consumers: not on the sender's"
                    + " message.")
    void getPropertyNames_sent_lackCount(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        assertThat(message.propertyExists(COUNT)).isFalse();
        mailbox.exchange(Message.class, message);
        assertThat(message.propertyExists(COUNT)).isFalse();
        assertThat(message.getObjectProperty(COUNT)).isNull();
        assertThat(PropertyNamesTest.namesOf(message)).doesNotContain(COUNT);
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("A redelivered message that is sent on is a new message: its count starts at 1, and it is not marked.")
    void send_redeliveredMessage_countsAnew(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(jms.queue(), "text");
        jms.receive(consumer);
        session.rollback();
        Message redelivered = jms.receive(consumer);
        assertRedelivery(redelivered, 1);
        session.createProducer(jms.queue("next")).send(redelivered);
        session.commit();
        assertFirstDelivery(jms.receive(session.createConsumer(jms.queue("next"))));
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("Each subscription counts the deliveries of its own copy of a message.")
    void receive_severalSubscribers_countSeparately(Jms jms) throws JMSException {
        Session first = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer one = first.createConsumer(jms.topic());
        MessageConsumer two = jms.session().createConsumer(jms.topic());
        jms.send(jms.topic(), "text");
        assertFirstDelivery(jms.receive(one));
        first.rollback();
        assertRedelivery(jms.receive(one), 1);
        assertFirstDelivery(jms.receive(two));
    }
}
