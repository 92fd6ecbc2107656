package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
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

/** Section 6.2.7: the messages that a transaction consumes, and the methods that end it. */
@ConformanceTest
class TransactedReceiveTest {

    private static void sendColoured(Jms jms, String text, String colour) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Message message = session.createTextMessage(text);
        message.setStringProperty("colour", colour);
        producer.send(message);
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Rollback brings the messages consumed in the transaction again, marked, the oldest first.")
    void rollback_consumed_comeAgainMarked(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(Delivery.next(jms, consumer, 2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
        session.rollback();
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one"));
        assertThat(Delivery.next(jms, consumer, 2)).contains(Delivery.again("two"));
        session.rollback();
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one", 3));
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Commit acknowledges the messages consumed in the transaction: no later rollback brings them again.")
    void commit_consumed_neverComeAgain(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        session.commit();
        session.rollback();
        assertThat(jms.receiveText(consumer)).isEqualTo("three");
        session.rollback();
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("three"));
        session.commit();
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("A message that an open transaction has consumed is not delivered to another consumer.")
    void receive_consumedInOpenTransaction_goesToNobodyElse(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        consumer.close();
        MessageConsumer other = jms.session().createConsumer(jms.queue());
        jms.send(jms.queue(), "sentinel");
        assertThat(jms.receiveText(other)).isEqualTo("sentinel");
        session.rollback();
        assertThat(Delivery.next(jms, other)).isEqualTo(Delivery.again("one"));
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Commit and rollback cover the messages of all consumers of the session, from several destinations.")
    void commitAndRollback_severalConsumers_coverAll(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        List<MessageConsumer> consumers = List.of(
                session.createConsumer(jms.queue("left")),
                session.createConsumer(jms.queue("right")),
                session.createConsumer(jms.topic()));
        jms.send(jms.queue("left"), "one", "two");
        jms.send(jms.queue("right"), "one", "two");
        jms.send(jms.topic(), "one", "two");
        for (MessageConsumer consumer : consumers) {
            assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.first("one"));
        }
        session.rollback();
        for (MessageConsumer consumer : consumers) {
            assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one"));
        }
        session.commit();
        for (MessageConsumer consumer : consumers) {
            assertThat(Delivery.next(jms, consumer).text()).isEqualTo("two");
        }
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("A transaction's input and output are one unit: rollback undoes both, commit completes both.")
    void commitAndRollback_receivedAndSent_areOneUnit(Jms jms) throws JMSException {
        jms.send(jms.queue("in"), "one");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue("in"));
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        jms.send(session, jms.queue("out"), "rolled back");
        session.rollback();
        assertThat(jms.textsOn(jms.queue("out"))).isEmpty();
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one"));
        jms.send(session, jms.queue("out"), "committed");
        session.commit();
        session.close();
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("committed");
        assertThat(jms.textsOn(jms.queue("in"))).isEmpty();
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Rollback returns a message that was selected to its consumer, and no message that was not selected.")
    void rollback_withSelector_returnsSelectedOnly(Jms jms) throws JMSException {
        sendColoured(jms, "red one", "red");
        sendColoured(jms, "blue one", "blue");
        sendColoured(jms, "red two", "red");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer blue = session.createConsumer(jms.queue(), "colour = 'blue'");
        assertThat(Delivery.next(jms, blue)).isEqualTo(Delivery.first("blue one"));
        session.rollback();
        assertThat(Delivery.next(jms, blue)).isEqualTo(Delivery.again("blue one"));
        session.commit();
        blue.close();
        MessageConsumer all = session.createConsumer(jms.queue());
        assertThat(Delivery.next(jms, all, 2)).containsExactly(Delivery.first("red one"), Delivery.first("red two"));
        session.commit();
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Closing a transacted session, its connection or context returns what its open transaction consumed.")
    void close_transactionOpen_returnsConsumed(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        assertThat(Delivery.next(jms, session.createConsumer(jms.queue()))).isEqualTo(Delivery.first("one"));
        session.close();
        Connection connection = jms.started();
        MessageConsumer consumer =
                connection.createSession(Session.SESSION_TRANSACTED).createConsumer(jms.queue());
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one", 2));
        connection.close();
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        assertThat(Delivery.next(context.createConsumer(jms.queue()))).isEqualTo(Delivery.again("one", 3));
        context.close();
        assertThat(Delivery.next(jms, jms.session().createConsumer(jms.queue())))
                .isEqualTo(Delivery.again("one", 4));
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("A listener of a transacted session may roll back and commit the transaction with its message.")
    void rollbackAndCommit_inListener_endTransaction(Jms jms) throws JMSException, InterruptedException {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Inbox inbox = new Inbox(message -> {
            if (Delivery.of(message).equals(Delivery.first("one"))) {
                session.rollback();
            } else {
                session.commit();
            }
        });
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        assertThat(inbox.next(3))
                .contains(Delivery.first("one"), Delivery.again("one"))
                .extracting(Delivery::text)
                .contains("two");
        session.close();
        inbox.verify();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD JMSContext.rollback")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A transacted context's consumed messages come again after rollback, and never after commit.")
    void rollbackAndCommit_context_returnOrAcknowledge(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("one"));
        context.rollback();
        assertThat(Delivery.next(consumer)).isEqualTo(Delivery.again("one"));
        context.commit();
        context.rollback();
        assertThat(Delivery.next(consumer).text()).isEqualTo("two");
    }

    @Test
    @Spec("JD Session.commit")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("commit and rollback on a session or context that is not transacted throw an IllegalStateException.")
    void commitAndRollback_notTransacted_throw(Jms jms) throws JMSException {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Session session = jms.session(mode);
            assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::rollback).isInstanceOf(IllegalStateException.class);
            JMSContext context = jms.context(mode);
            assertThatThrownBy(context::commit).isInstanceOf(IllegalStateRuntimeException.class);
            assertThatThrownBy(context::rollback).isInstanceOf(IllegalStateRuntimeException.class);
        }
    }

    @Test
    @Spec("JD Session.recover")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("recover on a transacted session or context throws an IllegalStateException.")
    void recover_transacted_throws(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        assertThatThrownBy(context::recover).isInstanceOf(IllegalStateRuntimeException.class);
    }
}
