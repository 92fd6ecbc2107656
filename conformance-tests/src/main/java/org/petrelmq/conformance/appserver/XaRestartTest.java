package org.petrelmq.conformance.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 11.3.5: branches of distributed transactions over a restart of the resource manager. */
@ConformanceTest
@Requires({Feature.XA, Feature.RESTART})
class XaRestartTest {
    private static final String NAME = "subscription";

    private static XASession session(Jms jms) throws JMSException {
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        connection.start();
        return connection.createXASession();
    }

    private static boolean isListed(Branch branch, XAResource resource) throws XAException {
        return branch.isIn(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN));
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
    }

    /** A branch that has received from queue "in" and sent to queue "out". */
    private static Branch work(Jms jms, XASession session, String reply) throws Exception {
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        try (MessageConsumer consumer = session.createConsumer(jms.queue("in"))) {
            jms.receive(consumer);
        }
        jms.send(session, jms.queue("out"), reply);
        return branch;
    }

    private static Branch prepared(Jms jms, String reply) throws Exception {
        XASession session = session(jms);
        Branch branch = work(jms, session, reply);
        branch.endAndPrepare(session.getXAResource());
        return branch;
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("The work of a prepared branch stays invisible after a restart, until it is committed.")
    void restart_prepared_isInvisibleUntilCommit(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "request");
        Branch branch = prepared(jms, "reply");
        jms.restart();
        assertThat(jms.textsOn(jms.queue("out"))).isEmpty();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("in")))).isTrue();
        XAResource resource = session(jms).getXAResource();
        assertThat(isListed(branch, resource)).isTrue();
        resource.commit(branch, false);
        assertThat(isListed(branch, resource)).isFalse();
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("reply");
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("in")))).isTrue();
        assertUnknown(() -> resource.commit(branch, false));
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A prepared branch can be rolled back after a restart: what it received comes again, marked.")
    void restart_prepared_canBeRolledBack(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "request", "next");
        Branch branch = prepared(jms, "never received");
        jms.close();
        jms.restart();
        XAResource resource = session(jms).getXAResource();
        resource.rollback(branch);
        assertThat(isListed(branch, resource)).isFalse();
        assertUnknown(() -> resource.rollback(branch));
        assertThat(jms.textsOn(jms.queue("out"))).isEmpty();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue("in"));
        Message again = jms.receive(consumer);
        assertThat(again.getBody(String.class)).isEqualTo("request");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(jms.receiveText(consumer)).isEqualTo("next");
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A prepared branch survives several restarts, and its outcome survives the next.")
    void restart_severalTimes_branchAndOutcomeAreKept(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "request");
        Branch branch = prepared(jms, "reply");
        for (int i = 0; i < 2; i++) {
            jms.close();
            jms.restart();
            assertThat(isListed(branch, session(jms).getXAResource())).isTrue();
        }
        session(jms).getXAResource().commit(branch, false);
        jms.restart();
        XAResource resource = session(jms).getXAResource();
        assertThat(isListed(branch, resource)).isFalse();
        assertUnknown(() -> resource.commit(branch, false));
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("reply");
        assertThat(jms.textsOn(jms.queue("in"))).isEmpty();
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("Of several prepared branches each has its own outcome after a restart.")
    void restart_twoPrepared_eachHasItsOutcome(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "first");
        Branch first = prepared(jms, "reply to the first");
        jms.send(jms.queue("in"), "second");
        Branch second = prepared(jms, "never received");
        jms.restart();
        XAResource resource = session(jms).getXAResource();
        assertThat(isListed(first, resource)).isTrue();
        assertThat(isListed(second, resource)).isTrue();
        resource.rollback(second);
        resource.commit(first, false);
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("reply to the first");
        assertThat(jms.textsOn(jms.queue("in"))).containsExactly("second");
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("Of a branch that was not prepared nothing is left after a restart.")
    void restart_notPrepared_isGone(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "first", "second");
        XASession active = session(jms);
        Branch started = work(jms, active, "never received");
        XASession idle = session(jms);
        Branch ended = work(jms, idle, "never received");
        ended.end(idle.getXAResource());
        jms.restart();
        XAResource resource = session(jms).getXAResource();
        assertThat(isListed(started, resource)).isFalse();
        assertThat(isListed(ended, resource)).isFalse();
        assertUnknown(() -> resource.commit(started, true));
        assertUnknown(() -> resource.commit(ended, true));
        assertThat(jms.textsOn(jms.queue("in"))).containsExactly("first", "second");
        assertThat(jms.textsOn(jms.queue("out"))).isEmpty();
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A branch that was committed or rolled back before a restart is neither listed nor undone after it.")
    void restart_completed_staysCompleted(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource before = session.getXAResource();
        jms.send(jms.queue("in"), "first");
        Branch onePhase = work(jms, session, "one phase");
        onePhase.endAndCommit(before);
        jms.send(jms.queue("in"), "second");
        Branch twoPhases = work(jms, session, "two phases");
        twoPhases.endAndPrepare(before);
        before.commit(twoPhases, false);
        jms.send(jms.queue("in"), "third");
        Branch rolledBack = work(jms, session, "never received");
        rolledBack.endAndPrepare(before);
        before.rollback(rolledBack);
        jms.restart();
        XAResource resource = session(jms).getXAResource();
        for (Branch branch : new Branch[] {onePhase, twoPhases, rolledBack}) {
            assertThat(isListed(branch, resource)).isFalse();
            assertUnknown(() -> resource.commit(branch, false));
        }
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("one phase", "two phases");
        assertThat(jms.textsOn(jms.queue("in"))).containsExactly("third");
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A prepared branch keeps its work on durable subscriptions over a restart.")
    void restart_preparedOnSubscription_isCompleted(Jms jms) throws Exception {
        jms.client("reader")
                .createSession()
                .createDurableConsumer(jms.topic(), NAME)
                .close();
        jms.send(jms.topic(), "before");
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        connection.setClientID(jms.unique("client"));
        connection.start();
        XASession session = connection.createXASession();
        session.createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "consumed");
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        try (MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME)) {
            assertThat(jms.receiveText(consumer)).isEqualTo("consumed");
        }
        jms.send(session, jms.topic(), "published");
        branch.endAndPrepare(session.getXAResource());
        jms.close();
        jms.restart();
        MessageConsumer reader = jms.client("reader").createSession().createDurableConsumer(jms.topic(), NAME);
        MessageConsumer client = jms.client("client").createSession().createDurableConsumer(jms.topic(), NAME);
        assertThat(jms.receiveTexts(reader, 2)).containsExactly("before", "consumed");
        assertThat(jms.isQuiet(client)).isTrue();
        session(jms).getXAResource().commit(branch, false);
        assertThat(jms.receiveText(reader)).isEqualTo("published");
        assertThat(jms.receiveText(client)).isEqualTo("published");
        assertThat(jms.isQuiet(client)).isTrue();
    }
}
