package org.petrelmq.ra;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientSession;

/**
 * The resource of a managed connection: a session that does nothing but begin, prepare and end branches, and the sessions of
 * applications that work for them meanwhile. They may come and go: what they have done stays with the branch. Thread-safe.
 */
final class ManagedXaResource implements XAResource {
    private final XAResource base;
    private final Associations associations;

    // Under this object's monitor:
    private final Set<ClientSession> sessions = new LinkedHashSet<>();
    private final Set<ClientSession> suspended = new LinkedHashSet<>();

    /** Written under it; read also under the gates of sessions, which are taken inside it. */
    private volatile @Nullable Xid current;

    /** A branch that was rolled back before the transaction manager ended this resource's work for it. */
    private @Nullable Xid rolledBack;

    ManagedXaResource(ClientSession base, Associations associations) {
        this.base = base.xaResource();
        this.associations = associations;
    }

    boolean isInTransaction() {
        return current != null;
    }

    // ---- the sessions ----

    /** An application has a session: it works for the branch, and for those to come. */
    synchronized void join(ClientSession session) throws XAException {
        sessions.removeIf(ClientSession::isClosed);
        sessions.add(session);
        if (current != null) {
            session.xaResource().start(current, TMJOIN);
        }
    }

    /** A session goes to another connection. */
    synchronized void leave(ClientSession session) {
        boolean working = sessions.remove(session) && current != null && !suspended.remove(session);
        if (working && current != null) {
            end(session, current, TMSUCCESS);
        }
    }

    /** The sessions have been closed. */
    synchronized void forgetSessions() {
        sessions.clear();
        suspended.clear();
    }

    private List<ClientSession> open() {
        sessions.removeIf(ClientSession::isClosed);
        return new ArrayList<>(sessions);
    }

    /** A session that closes at this moment leaves the branch by itself. */
    private static void end(ClientSession session, Xid xid, int flags) {
        try {
            session.xaResource().end(xid, flags);
        } catch (XAException e) {
            if (!session.isClosed()) {
                throw new IllegalStateException("A session is not in the branch that it has joined.", e);
            }
        }
    }

    // ---- as the transaction manager sees it ----

    @Override
    public synchronized void start(Xid xid, int flags) throws XAException {
        base.start(xid, flags);
        current = xid;
        rolledBack = null;
        associations.add(xid, this);
        try {
            for (ClientSession session : open()) {
                boolean resumes = flags == TMRESUME && suspended.remove(session);
                session.xaResource().start(xid, resumes ? TMRESUME : TMJOIN);
            }
        } catch (XAException e) {
            end(xid, TMFAIL);
            throw e;
        }
    }

    @Override
    public synchronized void end(Xid xid, int flags) throws XAException {
        if (xid.equals(rolledBack)) {
            rolledBack = null;
            return;
        }
        associations.remove(xid, this);
        if (current != null && current.equals(xid)) {
            for (ClientSession session : open()) {
                end(session, xid, flags);
                if (flags == TMSUSPEND) {
                    suspended.add(session);
                }
            }
            current = null;
        } else {
            // It ends without having been resumed.
            suspended.forEach(session -> end(session, xid, flags));
            suspended.clear();
        }
        base.end(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return base.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        base.commit(xid, onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        for (ManagedXaResource resource : associations.take(xid)) {
            resource.endBeforeRollback(xid);
        }
        base.rollback(xid);
    }

    private synchronized void endBeforeRollback(Xid xid) throws XAException {
        if (current != null) {
            end(xid, TMSUCCESS);
            rolledBack = xid;
        }
    }

    @Override
    public void forget(Xid xid) throws XAException {
        base.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return base.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return base.isSameRM(other instanceof ManagedXaResource managed ? managed.base : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return base.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return base.setTransactionTimeout(seconds);
    }
}
