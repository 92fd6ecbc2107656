package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.7: the messages that a transaction produces. */
@ConformanceTest
class TransactedSendTest {

    @Test
    @Spec("6.2.7")
    @DisplayName("Messages sent in a transaction are neither received nor browsed before it commits, and are after.")
    void send_transacted_invisibleUntilCommit(Jms jms) throws JMSException {
        MessageConsumer queueConsumer = jms.session().createConsumer(jms.queue());
        MessageConsumer topicConsumer = jms.session().createConsumer(jms.topic());
        Session session = jms.session(Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), "transacted");
        jms.send(session, jms.topic(), "transacted");
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        jms.send(jms.queue(), "sentinel");
        jms.send(jms.topic(), "sentinel");
        assertThat(jms.receiveText(queueConsumer)).isEqualTo("sentinel");
        assertThat(jms.receiveText(topicConsumer)).isEqualTo("sentinel");
        session.commit();
        assertThat(jms.receiveText(queueConsumer)).isEqualTo("transacted");
        assertThat(jms.receiveText(topicConsumer)).isEqualTo("transacted");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("The messages that a transaction sent are invisible to its own session too until it commits.")
    void send_transacted_invisibleToOwnSession(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(session, jms.queue(), "transacted");
        jms.send(jms.queue(), "sentinel");
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
        session.commit();
        assertThat(jms.receiveText(consumer)).isEqualTo("transacted");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Rollback destroys the messages that the transaction sent, to all its destinations.")
    void rollback_sends_areDestroyed(Jms jms) throws JMSException {
        MessageConsumer left = jms.session().createConsumer(jms.queue("left"));
        MessageConsumer right = jms.session().createConsumer(jms.queue("right"));
        MessageConsumer topic = jms.session().createConsumer(jms.topic());
        Session session = jms.session(Session.SESSION_TRANSACTED);
        for (String text : new String[] {"rolled back", "committed"}) {
            jms.send(session, jms.queue("left"), text);
            jms.send(session, jms.queue("right"), text);
            jms.send(session, jms.topic(), text);
            if (text.equals("committed")) {
                session.commit();
            } else {
                session.rollback();
            }
        }
        assertThat(jms.receiveText(left)).isEqualTo("committed");
        assertThat(jms.receiveText(right)).isEqualTo("committed");
        assertThat(jms.receiveText(topic)).isEqualTo("committed");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Commit sends the messages of its transaction to all destinations, and of its own session only.")
    void commit_oneOfTwoSessions_sendsItsOwn(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Session other = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer topic = jms.session().createConsumer(jms.topic());
        jms.send(other, jms.queue(), "other");
        jms.send(other, jms.topic(), "other");
        jms.send(session, jms.queue(), "own");
        jms.send(session, jms.topic(), "own");
        session.commit();
        assertThat(jms.textsOn(jms.queue())).containsExactly("own");
        assertThat(jms.receiveText(topic)).isEqualTo("own");
        other.commit();
        assertThat(jms.receiveText(topic)).isEqualTo("other");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("The completion of a transaction begins the next one, which commits or rolls back on its own.")
    void commitAndRollback_inTurns_eachEndsItsOwn(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        for (int i = 0; i < 6; i++) {
            jms.send(session, jms.queue(), "m" + i);
            if (i % 2 == 0) {
                session.commit();
            } else {
                session.rollback();
            }
        }
        assertThat(jms.textsOn(jms.queue())).containsExactly("m0", "m2", "m4");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Committing and rolling back a transaction without work succeeds, any number of times.")
    void commitAndRollback_nothingDone_succeed(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        assertThatCode(() -> {
                    session.commit();
                    session.commit();
                    session.rollback();
                    session.rollback();
                    session.commit();
                })
                .doesNotThrowAnyException();
        jms.send(session, jms.queue(), "one");
        session.commit();
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("What a producer sent in a transaction belongs to it after the producer was closed.")
    void commit_producerClosed_sends(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(jms.queue());
        producer.send(session.createTextMessage("one"));
        producer.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        session.commit();
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Closing a transacted session, its connection or context destroys what its open transaction sent.")
    void close_transactionOpen_destroysSends(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), "session");
        session.close();
        Connection connection = jms.started();
        jms.send(connection.createSession(Session.SESSION_TRANSACTED), jms.queue(), "connection");
        connection.close();
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        context.createProducer().send(jms.queue(), "context");
        context.close();
        jms.send(jms.queue(), "sentinel");
        assertThat(jms.textsOn(jms.queue())).containsExactly("sentinel");
    }

    @Test
    @Spec("JD JMSContext.commit")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A transacted context's messages are sent by commit and destroyed by rollback.")
    void commitAndRollback_context_sendOrDestroy(Jms jms) throws JMSException {
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        context.createProducer().send(jms.queue(), "rolled back");
        context.rollback();
        context.createProducer().send(jms.queue(), "committed");
        jms.send(jms.queue(), "sentinel");
        assertThat(Delivery.next(consumer).text()).isEqualTo("sentinel");
        context.commit();
        assertThat(Delivery.next(consumer).text()).isEqualTo("committed");
    }
}
