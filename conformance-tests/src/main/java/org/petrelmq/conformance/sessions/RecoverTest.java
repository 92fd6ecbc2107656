package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.10: recover in CLIENT_ACKNOWLEDGE sessions. The Javadoc leaves the order open but for the first message. */
@ConformanceTest
class RecoverTest {

    @Test
    @Spec("6.2.10")
    @DisplayName(
            "recover brings all unacknowledged messages again, JMSRedelivered set and JMSXDeliveryCount incremented.")
    void recover_client_redeliversAllMarked(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        for (Destination destination : List.of(jms.queue(), jms.topic())) {
            MessageConsumer consumer = session.createConsumer(destination);
            jms.send(destination, "one", "two", "three");
            assertThat(Delivery.next(jms, consumer, 3))
                    .containsExactly(Delivery.first("one"), Delivery.first("two"), Delivery.first("three"));
            session.recover();
            assertThat(Delivery.next(jms, consumer, 3))
                    .containsExactlyInAnyOrder(Delivery.again("one"), Delivery.again("two"), Delivery.again("three"));
            session.recover();
            assertThat(Delivery.next(jms, consumer, 2))
                    .allSatisfy(delivery -> assertThat(delivery.count()).isEqualTo(3));
            jms.receive(consumer).acknowledge();
        }
    }

    @Test
    @Spec("JD Session.recover")
    @DisplayName("recover restarts delivery with the oldest message that is not acknowledged.")
    void recover_client_startsWithOldest(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three", "four");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 3)).containsExactly("one", "two", "three");
        session.recover();
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        session.recover();
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("recover does not bring back acknowledged messages, only those consumed since.")
    void recover_afterAcknowledge_redeliversTheRestOnly(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        jms.receive(consumer).acknowledge();
        assertThat(jms.receiveText(consumer)).isEqualTo("three");
        session.recover();
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("three"));
        jms.send(jms.queue(), "sentinel");
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("recover covers all consumers of the session; each gets its own messages again.")
    void recover_severalConsumers_eachGetsItsOwn(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer left = session.createConsumer(jms.queue("left"));
        MessageConsumer right = session.createConsumer(jms.queue("right"));
        jms.send(jms.queue("left"), "left");
        jms.send(jms.queue("right"), "right");
        assertThat(jms.receiveText(left)).isEqualTo("left");
        assertThat(jms.receiveText(right)).isEqualTo("right");
        session.recover();
        assertThat(Delivery.next(jms, right)).isEqualTo(Delivery.again("right"));
        assertThat(Delivery.next(jms, left)).isEqualTo(Delivery.again("left"));
    }

    @Test
    @Spec("6.2.10")
    @DisplayName(
            "Messages that arrived after the ones that recover brings again, even of higher priority, are not lost.")
    void recover_newArrivals_comeToo(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        Session sender = jms.session();
        MessageProducer producer = sender.createProducer(jms.queue());
        producer.send(sender.createTextMessage("urgent"), DeliveryMode.PERSISTENT, 9, 0);
        producer.send(sender.createTextMessage("normal"), DeliveryMode.PERSISTENT, 4, 0);
        session.recover();
        assertThat(jms.receiveTexts(consumer, 4)).containsExactlyInAnyOrder("one", "two", "urgent", "normal");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("recover on a session that has consumed nothing has no effect.")
    void recover_nothingConsumed_hasNoEffect(Jms jms) throws JMSException {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Session session = jms.session(mode);
            session.recover();
            MessageConsumer consumer = session.createConsumer(jms.queue());
            session.recover();
            jms.send(jms.queue(), "one");
            Message message = jms.receive(consumer);
            assertThat(Delivery.of(message)).isEqualTo(Delivery.first("one"));
            message.acknowledge();
            session.close();
        }
    }

    @Test
    @Spec("6.2.10")
    @DisplayName(
            "recover called by a listener of a CLIENT_ACKNOWLEDGE session brings all unacknowledged messages again.")
    void recover_inListener_redeliversAll(Jms jms) throws JMSException, InterruptedException {
        jms.send(jms.queue(), "one", "two", "three");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Inbox inbox = new Inbox(message -> {
            if (Delivery.of(message).equals(Delivery.first("two"))) {
                session.recover();
            }
        });
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        assertThat(inbox.next(2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
        assertThat(inbox.next(3))
                .contains(Delivery.again("one"), Delivery.again("two"))
                .anyMatch(delivery -> delivery.text().equals("three"));
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("A session that was recovered acknowledges automatically as before when a listener returns.")
    void recover_autoBeforeListener_messageIsAcknowledged(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        session.recover();
        Inbox inbox = new Inbox();
        consumer.setMessageListener(inbox);
        jms.send(jms.queue(), "one");
        assertThat(inbox.next()).isEqualTo(Delivery.first("one"));
        // Returns when the listener has.
        connection.stop();
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD JMSContext.recover")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("recover on a CLIENT_ACKNOWLEDGE context brings its unacknowledged messages again, marked so.")
    void recover_context_redeliversMarked(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("one"));
        context.acknowledge();
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("two"));
        context.recover();
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.again("two"));
        assertThat(Delivery.next(consumer).text()).isEqualTo("three");
    }
}
