package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 8.7: listeners that throw a RuntimeException. */
@ConformanceTest
class ListenerFailureTest {

    /** What the listener throws; the provider may log it. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure() {
            super("A listener of the suite failed, as it should.", null, false, false);
        }
    }

    /** A step of a listener that may throw JMSException. */
    private interface Step {
        void with(Message message) throws JMSException;
    }

    /** Fails at the first delivery of "one" and does the step at the first of "two". */
    private static Recorder failing(Step atTwo) {
        return new Recorder((received, message) -> {
            if (received.equals(Received.first("one"))) {
                throw new Failure();
            }
            if (received.equals(Received.first("two"))) {
                try {
                    atTwo.with(message);
                } catch (JMSException e) {
                    throw new AssertionError("The listener's session failed.", e);
                }
            }
        });
    }

    @Test
    @Spec("8.7")
    @DisplayName(
            "In an AUTO_ACKNOWLEDGE or DUPS_OK_ACKNOWLEDGE session the message comes again at once, flagged and counted.")
    void onMessage_throwsInAutoOrDupsOk_isRedeliveredAtOnce(Jms jms) throws Exception {
        for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE}) {
            jms.send(jms.queue(), "one", "two");
            Connection connection = jms.connection();
            Recorder recorder = failing(message -> {});
            Session session = connection.createSession(mode);
            session.createConsumer(jms.queue()).setMessageListener(recorder);
            connection.start();
            assertThat(recorder.next()).isEqualTo(Received.first("one"));
            assertThat(recorder.next()).isEqualTo(Received.second("one"));
            assertThat(recorder.next().text()).isEqualTo("two");
            session.close();
            assertThat(recorder.isEmpty()).isTrue();
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        }
    }

    @Test
    @Spec("8.7")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("In an AUTO_ACKNOWLEDGE context the message comes again at once, flagged and counted.")
    void onMessage_throwsInAutoContext_isRedeliveredAtOnce(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context();
        Recorder recorder = failing(message -> {});
        context.createConsumer(jms.queue()).setMessageListener(recorder);
        assertThat(recorder.next()).isEqualTo(Received.first("one"));
        assertThat(recorder.next()).isEqualTo(Received.second("one"));
        assertThat(recorder.next().text()).isEqualTo("two");
        context.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("8.7")
    @DisplayName("In a CLIENT_ACKNOWLEDGE session the next message follows, and recover brings the earlier one again.")
    void onMessage_throwsInClient_nextFollowsAndRecoverBringsIt(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Recorder recorder = failing(message -> session.recover());
        session.createConsumer(jms.queue()).setMessageListener(recorder);
        connection.start();
        assertThat(recorder.next()).isEqualTo(Received.first("one"));
        assertThat(recorder.next()).isEqualTo(Received.first("two"));
        assertThat(recorder.next()).isEqualTo(Received.second("one"));
        assertThat(recorder.next()).isEqualTo(Received.second("two"));
    }

    @Test
    @Spec("8.7")
    @DisplayName("In a transacted session the next message follows, and commit covers the earlier one too.")
    void onMessage_throwsInTransaction_nextFollowsAndCommitCoversIt(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Recorder recorder = failing(message -> session.commit());
        session.createConsumer(jms.queue()).setMessageListener(recorder);
        connection.start();
        assertThat(recorder.next()).isEqualTo(Received.first("one"));
        assertThat(recorder.next()).isEqualTo(Received.first("two"));
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("8.7")
    @DisplayName("In a transacted session the next message follows, and rollback brings both again.")
    void onMessage_throwsInTransaction_rollbackBringsBoth(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Recorder recorder = failing(message -> session.rollback());
        session.createConsumer(jms.queue()).setMessageListener(recorder);
        connection.start();
        assertThat(recorder.next()).isEqualTo(Received.first("one"));
        assertThat(recorder.next()).isEqualTo(Received.first("two"));
        assertThat(recorder.next()).isEqualTo(Received.second("one"));
        assertThat(recorder.next()).isEqualTo(Received.second("two"));
    }
}
