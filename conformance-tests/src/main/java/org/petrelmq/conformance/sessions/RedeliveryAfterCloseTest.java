package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2: messages that are received but not acknowledged when their session ends; and 6.2.11. */
@ConformanceTest
class RedeliveryAfterCloseTest {

    @Test
    @Spec("6.2")
    @DisplayName("What a session received from a queue without acknowledging comes again, marked, after it was closed.")
    void close_session_queueRedelivers(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Connection connection = jms.started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        assertThat(jms.receiveTexts(session.createConsumer(jms.queue()), 2)).containsExactly("one", "two");
        session.close();
        MessageConsumer next = connection.createSession().createConsumer(jms.queue());
        assertThat(Delivery.next(jms, next, 3))
                .contains(Delivery.again("one"), Delivery.again("two"))
                .extracting(Delivery::text)
                .contains("three");
    }

    @Test
    @Spec("6.2")
    @DisplayName(
            "What a session received from a queue without acknowledging comes again after its connection was closed.")
    void close_connection_queueRedelivers(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Connection connection = jms.started();
        MessageConsumer consumer =
                connection.createSession(Session.CLIENT_ACKNOWLEDGE).createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        connection.close();
        assertThat(Delivery.next(jms, jms.session().createConsumer(jms.queue()), 3))
                .contains(Delivery.again("one"), Delivery.again("two"))
                .extracting(Delivery::text)
                .contains("three");
    }

    @Test
    @Spec("6.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("What a context received from a queue without acknowledging comes again after it was closed.")
    void close_context_queueRedelivers(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("one"));
        context.close();
        assertThat(Delivery.next(jms, jms.session().createConsumer(jms.queue()), 2))
                .contains(Delivery.again("one"))
                .extracting(Delivery::text)
                .contains("two");
    }

    @Test
    @Spec("6.2")
    @DisplayName("A durable subscription keeps what a closed session had not acknowledged, and redelivers it marked.")
    void close_session_durableSubscriptionRedelivers(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), "subscription");
        jms.send(jms.topic(), "one", "two", "three");
        jms.receive(consumer).acknowledge();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        session.close();
        MessageConsumer next = connection.createSession().createDurableConsumer(jms.topic(), "subscription");
        assertThat(Delivery.next(jms, next, 2))
                .contains(Delivery.again("two"))
                .extracting(Delivery::text)
                .contains("three");
    }

    @Test
    @Spec("6.2")
    @DisplayName("Unacknowledged messages of a closed session come to a consumer of the queue that is waiting already.")
    void close_session_waitingConsumerGetsThem(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(jms.queue(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        MessageConsumer waiting = jms.session().createConsumer(jms.queue());
        OtherThread<Void> closing = OtherThread.calls(() -> {
            session.close();
            return null;
        });
        assertThat(Delivery.next(jms, waiting)).isEqualTo(Delivery.again("one"));
        assertThat(closing.blocked()).isNotNull();
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("Each time a message comes again its JMSXDeliveryCount is one higher.")
    void close_severalTimes_countsEach(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        for (int count = 1; count <= 4; count++) {
            Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
            assertThat(Delivery.next(jms, session.createConsumer(jms.queue())))
                    .isEqualTo(new Delivery("one", count > 1, count));
            session.close();
        }
    }

    @Test
    @Spec("6.2.11")
    @DisplayName("An acknowledged message is never delivered again: not by recover, nor after closing its session.")
    void acknowledged_anyMode_neverComesAgain(Jms jms) throws JMSException {
        for (int mode : List.of(0, 1, 2, 3)) {
            Queue queue = jms.queue("mode" + mode);
            jms.send(queue, "one", "two");
            Session session = jms.session(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
            jms.receive(consumer).acknowledge();
            if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
                session.rollback();
            } else if (mode != Session.DUPS_OK_ACKNOWLEDGE) {
                session.recover();
            }
            jms.send(queue, "sentinel");
            assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
            if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
            } else if (mode == Session.CLIENT_ACKNOWLEDGE) {
                session.recover();
                jms.receive(consumer).acknowledge();
            }
            session.close();
            assertThat(jms.textsOn(queue)).as("mode %d", mode).isEmpty();
        }
    }

    @Test
    @Spec("6.2.12")
    @DisplayName("A message that is sent once is received once; the same object sent twice is two messages.")
    void send_onceAndTwice_arrivesAsOften(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        TextMessage twice = session.createTextMessage("twice");
        producer.send(session.createTextMessage("once"));
        producer.send(twice);
        producer.send(twice);
        producer.close();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(Delivery.next(jms, consumer, 3))
                .containsExactly(Delivery.first("once"), Delivery.first("twice"), Delivery.first("twice"));
        jms.send(session, jms.queue(), "sentinel");
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
    }
}
