package org.petrelmq.conformance.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 11.3.3 and 11.3.4: the methods of XA sessions and contexts. */
@ConformanceTest
@Requires(Feature.XA)
class XaSessionTest {

    private static XASession session(Jms jms) throws Exception {
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        connection.start();
        return connection.createXASession();
    }

    @Test
    @Spec("JD XASession.getTransacted")
    @DisplayName("XASession.getTransacted is true, in a transaction or not.")
    void getTransacted_isTrue(Jms jms) throws Exception {
        XASession session = session(jms);
        Branch branch = new Branch();
        assertThat(session.getTransacted()).isTrue();
        branch.start(session.getXAResource());
        assertThat(session.getTransacted()).isTrue();
        branch.endAndRollback(session.getXAResource());
    }

    @Test
    @Spec("JD XASession.commit")
    @DisplayName("XASession.commit and rollback are refused: that is the transaction manager's.")
    void commitAndRollback_throwTransactionInProgress(Jms jms) throws Exception {
        XASession session = session(jms);
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        assertThatThrownBy(session::commit).isInstanceOf(TransactionInProgressException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(TransactionInProgressException.class);
        branch.endAndRollback(session.getXAResource());
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("XASession.recover is refused in a transaction.")
    void recover_inTransaction_throws(Jms jms) throws Exception {
        XASession session = session(jms);
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
        branch.endAndRollback(session.getXAResource());
    }

    @Test
    @Spec("JD XASession.getSession")
    @DisplayName("What getSession returns works in the transaction of the XA session.")
    void getSession_worksInTheTransaction(Jms jms) throws Exception {
        XASession session = session(jms);
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        Session plain = session.getSession();
        jms.send(plain, jms.queue(), "m");
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        branch.endAndCommit(session.getXAResource());
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
    }

    @Test
    @Requires(Feature.SIMPLIFIED_API)
    @Spec("JD XAJMSContext.getContext")
    @DisplayName("What getContext returns works in the transaction of the XA context.")
    void getContext_worksInTheTransaction(Jms jms) throws Exception {
        XAJMSContext context = jms.closing(jms.xaFactory().createXAContext());
        Branch branch = new Branch();
        assertThat(context.getTransacted()).isTrue();
        branch.start(context.getXAResource());
        JMSContext plain = context.getContext();
        plain.createProducer().send(jms.queue(), "m");
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        branch.endAndCommit(context.getXAResource());
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
    }

    @Test
    @Requires(Feature.SIMPLIFIED_API)
    @Spec("JD XAJMSContext.commit")
    @DisplayName("XAJMSContext.commit and rollback are refused.")
    void commitAndRollback_ofContext_throwTransactionInProgress(Jms jms) throws Exception {
        XAJMSContext context = jms.closing(jms.xaFactory().createXAContext());
        Branch branch = new Branch();
        branch.start(context.getXAResource());
        assertThatThrownBy(context::commit).isInstanceOf(TransactionInProgressRuntimeException.class);
        assertThatThrownBy(context::rollback).isInstanceOf(TransactionInProgressRuntimeException.class);
        branch.endAndRollback(context.getXAResource());
    }

    @Test
    @Spec("11.3.5")
    @DisplayName("A closed session's resource starts nothing, and ends what it had started.")
    void close_inTransaction_leavesItToTheManager(Jms jms) throws Exception {
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        XASession session = connection.createXASession();
        XASession other = connection.createXASession();
        Branch branch = new Branch();
        branch.start(session.getXAResource());
        jms.send(session, jms.queue(), "m");
        branch.end(session.getXAResource());
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
        other.getXAResource().commit(branch, true);
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
        assertThatThrownBy(() -> session.getXAResource().start(new Branch(), XAResource.TMNOFLAGS))
                .isInstanceOf(XAException.class);
    }
}
