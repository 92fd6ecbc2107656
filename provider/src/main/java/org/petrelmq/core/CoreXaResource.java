package org.petrelmq.core;

import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The XA resource of a session (JMS 3.1 §11.3.5). Start and end tell for which branch the session works, and belong to the
 * session's line of work; the other calls are about branches and may come from any thread, and after the session's close.
 */
final class CoreXaResource implements XAResource {
    private final CoreBroker broker;
    private final CoreSession session;

    /** 0 for the broker's default. */
    private volatile int timeoutSeconds;

    CoreXaResource(CoreBroker broker, CoreSession session) {
        this.broker = broker;
        this.session = session;
    }

    @Override
    public void start(@Nullable Xid xid, int flags) throws XAException {
        Xid named = require(xid);
        if (session.isClosed()) {
            throw new XAException(XAException.XAER_RMFAIL);
        }
        if (session.branch() != null) {
            throw new XAException(XAException.XAER_PROTO);
        }
        Branch branch;
        switch (flags) {
            case TMNOFLAGS -> {
                branch = broker.branches().begin(named, timeoutMillis());
                branch.join(session);
            }
            case TMJOIN -> {
                branch = broker.branches().require(named);
                branch.join(session);
            }
            case TMRESUME -> {
                branch = broker.branches().require(named);
                branch.resume(session);
            }
            default -> throw new XAException(XAException.XAER_INVAL);
        }
        session.workFor(branch);
    }

    @Override
    public void end(@Nullable Xid xid, int flags) throws XAException {
        if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
            throw new XAException(XAException.XAER_INVAL);
        }
        Branch branch = broker.branches().require(require(xid));
        if (flags == TMSUSPEND) {
            branch.suspend(session);
        } else if (!branch.leave(session)) {
            throw new XAException(XAException.XAER_PROTO);
        }
        if (session.branch() == branch) {
            session.workFor(null);
        }
        if (flags == TMFAIL) {
            broker.branches().doom(branch, XAException.XA_RBROLLBACK);
        }
    }

    @Override
    public int prepare(@Nullable Xid xid) throws XAException {
        return broker.branches().prepare(require(xid));
    }

    @Override
    public void commit(@Nullable Xid xid, boolean onePhase) throws XAException {
        broker.branches().commit(require(xid), onePhase);
    }

    @Override
    public void rollback(@Nullable Xid xid) throws XAException {
        broker.branches().rollback(require(xid));
    }

    /** All branches come with the first call of a scan. */
    @Override
    public Xid[] recover(int flag) throws XAException {
        if ((flag & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw new XAException(XAException.XAER_INVAL);
        }
        return (flag & TMSTARTRSCAN) != 0 ? broker.branches().recover() : new Xid[0];
    }

    @Override
    public void forget(@Nullable Xid xid) throws XAException {
        broker.branches().forget(require(xid));
    }

    @Override
    public boolean isSameRM(@Nullable XAResource other) {
        return other instanceof CoreXaResource that && that.broker == broker;
    }

    @Override
    public int getTransactionTimeout() {
        return timeoutSeconds != 0
                ? timeoutSeconds
                : (int) Math.min(Integer.MAX_VALUE, TimeUnit.MILLISECONDS.toSeconds(timeoutMillis()));
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw new XAException(XAException.XAER_INVAL);
        }
        timeoutSeconds = seconds;
        return true;
    }

    private long timeoutMillis() {
        return timeoutSeconds != 0
                ? TimeUnit.SECONDS.toMillis(timeoutSeconds)
                : broker.config().transactionTimeoutMillis();
    }

    private static Xid require(@Nullable Xid xid) throws XAException {
        if (xid == null) {
            throw new XAException(XAException.XAER_INVAL);
        }
        return xid;
    }
}
