package org.petrelmq.conformance.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
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

/** Section 11.3.5: what an XAResource does with the work of its session. */
@ConformanceTest
@Requires(Feature.XA)
class XaTransactionTest {

    private static XASession session(Jms jms) throws Exception {
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        connection.start();
        return connection.createXASession();
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(code));
    }

    @Test
    @Spec("11.3.3")
    @DisplayName("What is sent in a transaction is there after its commit, in one phase or in two, and not before.")
    void commit_sent_isVisibleFromThenOn(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch onePhase = new Branch();
        onePhase.start(resource);
        jms.send(session, jms.queue(), "a", "b");
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        onePhase.endAndCommit(resource);
        assertThat(jms.textsOn(jms.queue())).containsExactly("a", "b");

        Branch twoPhases = new Branch();
        twoPhases.start(resource);
        jms.send(session, jms.queue(), "c");
        twoPhases.endAndPrepare(resource);
        assertThat(jms.textsOn(jms.queue())).containsExactly("a", "b");
        resource.commit(twoPhases, false);
        assertThat(jms.textsOn(jms.queue())).containsExactly("a", "b", "c");
    }

    @Test
    @Spec("11.3.3")
    @DisplayName("What is sent in a transaction that is rolled back, prepared or not, never arrives.")
    void rollback_sent_neverArrives(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch active = new Branch();
        active.start(resource);
        jms.send(session, jms.queue(), "a");
        active.endAndRollback(resource);

        Branch prepared = new Branch();
        prepared.start(resource);
        jms.send(session, jms.queue(), "b");
        prepared.endAndPrepare(resource);
        resource.rollback(prepared);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("11.3.3")
    @DisplayName("What is received in a transaction is gone for good after its commit.")
    void commit_received_isAcknowledged(Jms jms) throws Exception {
        jms.send(jms.queue(), "a", "b");
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        Branch onePhase = new Branch();
        onePhase.start(resource);
        assertThat(jms.receiveText(consumer)).isEqualTo("a");
        onePhase.endAndCommit(resource);
        Branch twoPhases = new Branch();
        twoPhases.start(resource);
        assertThat(jms.receiveText(consumer)).isEqualTo("b");
        twoPhases.endAndPrepare(resource);
        resource.commit(twoPhases, false);
        session.close();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue()))).isTrue();
    }

    @Test
    @Spec("11.3.3")
    @DisplayName("What is received in a transaction that is rolled back comes again, marked, in its old place.")
    void rollback_received_comesAgain(Jms jms) throws Exception {
        jms.send(jms.queue(), "a", "b", "c");
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        Branch active = new Branch();
        active.start(resource);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("a", "b");
        active.endAndRollback(resource);

        Branch prepared = new Branch();
        prepared.start(resource);
        Message again = jms.receive(consumer);
        assertThat(again.getBody(String.class)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        prepared.endAndPrepare(resource);
        resource.rollback(prepared);

        Branch last = new Branch();
        last.start(resource);
        assertThat(jms.receiveTexts(consumer, 3)).containsExactly("a", "b", "c");
        last.endAndCommit(resource);
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A suspended transaction keeps its work, and the session can work for another one meanwhile.")
    void suspendAndResume_workOfAnotherBetween(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch first = new Branch();
        Branch second = new Branch();
        first.start(resource);
        jms.send(session, jms.queue(), "first");
        resource.end(first, XAResource.TMSUSPEND);
        second.start(resource);
        jms.send(session, jms.queue(), "second");
        second.endAndCommit(resource);
        assertThat(jms.textsOn(jms.queue())).containsExactly("second");
        resource.start(first, XAResource.TMRESUME);
        jms.send(session, jms.queue(), "resumed");
        first.endAndCommit(resource);
        assertThat(jms.textsOn(jms.queue())).containsExactly("second", "first", "resumed");
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A second session joins a transaction; both are committed together.")
    void join_secondSession_isCommittedWithTheFirst(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "request");
        XASession sender = session(jms);
        XASession receiver = session(jms);
        assertThat(sender.getXAResource().isSameRM(receiver.getXAResource())).isTrue();
        Branch branch = new Branch();
        branch.start(sender.getXAResource());
        receiver.getXAResource().start(branch, XAResource.TMJOIN);
        jms.send(sender, jms.queue("out"), "reply");
        assertThat(jms.receiveText(receiver.createConsumer(jms.queue("in")))).isEqualTo("request");
        branch.end(receiver.getXAResource());
        branch.endAndPrepare(sender.getXAResource());
        receiver.close();
        sender.getXAResource().commit(branch, false);
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("reply");
        assertThat(jms.textsOn(jms.queue("in"))).isEmpty();
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A prepared transaction is listed by recover after its connection closed, and can be completed.")
    void recover_preparedAndClosed_isListedUntilCompleted(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "a");
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        connection.start();
        XASession session = connection.createXASession();
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        assertThat(jms.receiveText(session.createConsumer(jms.queue("in")))).isEqualTo("a");
        jms.send(session, jms.queue("out"), "b");
        branch.endAndPrepare(session.getXAResource());
        connection.close();

        XAResource other = session(jms).getXAResource();
        assertThat(branch.isIn(other.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)))
                .isTrue();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("in")))).isTrue();
        assertThat(jms.textsOn(jms.queue("out"))).isEmpty();
        other.commit(branch, false);
        assertThat(branch.isIn(other.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)))
                .isFalse();
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("b");
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("in")))).isTrue();
    }

    @Test
    @Requires(Feature.RESTART)
    @Spec("11.3.5")
    @DisplayName("A prepared transaction survives a restart.")
    void recover_restarted_isListedAndCompleted(Jms jms) throws Exception {
        XASession session = session(jms);
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.send(session.createTextMessage("m"));
        branch.endAndPrepare(session.getXAResource());
        jms.restart();
        XAResource other = session(jms).getXAResource();
        assertThat(branch.isIn(other.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)))
                .isTrue();
        other.commit(branch, false);
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A transaction without work can be prepared and ended.")
    void prepare_nothingDone_succeeds(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch branch = new Branch();
        branch.start(resource);
        branch.end(resource);
        int vote = resource.prepare(branch);
        assertThat(vote).isIn(XAResource.XA_OK, XAResource.XA_RDONLY);
        if (vote == XAResource.XA_OK) {
            resource.commit(branch, false);
        }
        Branch alone = new Branch();
        alone.start(resource);
        alone.endAndCommit(resource);
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("An unknown branch is refused with XAER_NOTA, also after it was committed.")
    void unknownBranch_isNota(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch branch = new Branch();
        assertRefused(XAException.XAER_NOTA, () -> resource.prepare(branch));
        assertRefused(XAException.XAER_NOTA, () -> resource.commit(branch, false));
        assertRefused(XAException.XAER_NOTA, () -> resource.rollback(branch));
        assertRefused(XAException.XAER_NOTA, () -> resource.forget(branch));
        assertRefused(XAException.XAER_NOTA, () -> resource.start(branch, XAResource.TMJOIN));
        branch.start(resource);
        jms.send(session, jms.queue(), "m");
        branch.endAndPrepare(resource);
        resource.commit(branch, false);
        assertRefused(XAException.XAER_NOTA, () -> resource.commit(branch, false));
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A branch that is started a second time without TMJOIN is refused with XAER_DUPID.")
    void start_knownBranch_isDupid(Jms jms) throws Exception {
        XAResource first = session(jms).getXAResource();
        XAResource second = session(jms).getXAResource();
        Branch branch = new Branch();
        branch.start(first);
        assertRefused(XAException.XAER_DUPID, () -> branch.start(second));
        branch.endAndRollback(first);
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("Two phases are two: a commit in two phases without prepare is refused with XAER_PROTO.")
    void commit_notPrepared_isProto(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch branch = new Branch();
        branch.start(resource);
        jms.send(session, jms.queue(), "m");
        branch.end(resource);
        assertRefused(XAException.XAER_PROTO, () -> resource.commit(branch, false));
        resource.rollback(branch);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A branch that is ended with TMFAIL can only be rolled back.")
    void end_fail_isRolledBack(Jms jms) throws Exception {
        XASession session = session(jms);
        XAResource resource = session.getXAResource();
        Branch branch = new Branch();
        branch.start(resource);
        jms.send(session, jms.queue(), "m");
        resource.end(branch, XAResource.TMFAIL);
        assertThatThrownBy(() -> resource.commit(branch, true)).isInstanceOf(XAException.class);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }
}
