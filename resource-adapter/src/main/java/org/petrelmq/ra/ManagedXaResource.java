package org.petrelmq.ra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientSession;

/**
 * The resource of a managed connection: a session that does nothing but begin, prepare and end branches, and the sessions of
 * applications that work for them meanwhile. They may come and go: what they have done stays with the branch. Of an endpoint, it is the
 * one session that delivers. Thread-safe.
 *
 * <p>When a transaction's time is over, its manager ends the branch on a thread of its own, and the application's thread, which does not
 * know yet, goes on. What it does then must not be done outside of any transaction. So its sessions get a branch that can only
 * be rolled back, which refuses it, until the next branch begins or the connection goes back to the pool.
 */
final class ManagedXaResource implements XAResource {
    private final ClientSession own;
    private final XAResource base;
    private final Associations associations;

    // Under this object's monitor:
    private final Set<ClientSession> sessions = new LinkedHashSet<>();
    private final Map<BranchKey, Suspended> suspended = new HashMap<>();

    /** Written under it; read also under the gates of sessions, which are taken inside it. */
    private volatile @Nullable Xid current;

    private @Nullable Thread starter;

    /** The branch of sessions whose transaction was ended behind their back; written and read as the current one. */
    private volatile @Nullable Xid dead;

    /** A branch that was rolled back before the transaction manager ended this resource's work for it. */
    private @Nullable BranchKey rolledBack;

    /** Sessions that work for a branch again when it is resumed. */
    private record Suspended(Xid xid, Set<ClientSession> sessions) {}

    ManagedXaResource(ClientSession own, Associations associations) {
        this.own = own;
        this.base = own.xaResource();
        this.associations = associations;
    }

    boolean isInTransaction() {
        return current != null || dead != null;
    }

    // ---- the sessions ----

    /** An application has a session: it works for the branch, and for those to come. */
    synchronized void join(ClientSession session) throws XAException {
        Xid joined = dead != null ? dead : current;
        if (joined != null) {
            session.xaResource().start(joined, TMJOIN);
        }
        sessions.removeIf(ClientSession::isClosed);
        sessions.add(session);
    }

    /** A session goes to another connection. */
    synchronized void leave(ClientSession session) throws XAException {
        boolean known = sessions.remove(session);
        Xid left = dead != null ? dead : current;
        if (known && left != null) {
            end(session, left, TMSUCCESS);
        }
        for (Suspended branch : suspended.values()) {
            if (branch.sessions().remove(session)) {
                end(session, branch.xid(), TMSUCCESS);
            }
        }
    }

    /** The sessions have been closed. */
    synchronized void forgetSessions() {
        sessions.clear();
        suspended.clear();
        starter = null;
        bury();
    }

    private List<ClientSession> open() {
        sessions.removeIf(ClientSession::isClosed);
        return new ArrayList<>(sessions);
    }

    /** A session that closes at this moment leaves the branch by itself. */
    private static void end(ClientSession session, Xid xid, int flags) throws XAException {
        try {
            session.xaResource().end(xid, flags);
        } catch (XAException e) {
            if (!session.isClosed()) {
                throw e;
            }
        }
    }

    // ---- as the transaction manager sees it ----

    @Override
    public synchronized void start(Xid xid, int flags) throws XAException {
        bury();
        base.start(xid, flags);
        Suspended resuming = flags == TMRESUME ? suspended.remove(BranchKey.of(xid)) : null;
        List<ClientSession> started = new ArrayList<>();
        boolean complete = false;
        try {
            for (ClientSession session : open()) {
                boolean resumes = resuming != null && resuming.sessions().contains(session);
                session.xaResource().start(xid, resumes ? TMRESUME : TMJOIN);
                started.add(session);
            }
            current = xid;
            starter = Thread.currentThread();
            rolledBack = null;
            associations.add(xid, this);
            complete = true;
        } finally {
            if (!complete) {
                endAll(started, xid, TMFAIL);
            }
        }
    }

    @Override
    public synchronized void end(Xid xid, int flags) throws XAException {
        BranchKey key = BranchKey.of(xid);
        if (key.equals(rolledBack)) {
            rolledBack = null;
            return;
        }
        associations.remove(xid, this);
        Xid working = current;
        if (working == null || !key.equals(BranchKey.of(working))) {
            // It ends without having been resumed, or is none of ours, as the broker will say.
            Suspended ended = suspended.remove(key);
            endAll(ended == null ? List.of() : List.copyOf(ended.sessions()), xid, flags);
            return;
        }
        current = null;
        List<ClientSession> open = open();
        endAll(open, xid, flags);
        if (flags == TMSUSPEND) {
            suspended.put(key, new Suspended(xid, new LinkedHashSet<>(open)));
        } else if (starter != Thread.currentThread() && !open.isEmpty()) {
            die(open);
        }
    }

    /** All of them, whatever some say. */
    private void endAll(List<ClientSession> ending, Xid xid, int flags) throws XAException {
        XAException failure = null;
        for (ClientSession session : ending) {
            try {
                end(session, xid, flags);
            } catch (XAException e) {
                failure = e;
            }
        }
        end(own, xid, flags);
        if (failure != null) {
            throw failure;
        }
    }

    /** Their transaction is over, and they do not know: what they do from now on is refused. */
    private void die(List<ClientSession> open) throws XAException {
        Xid none = LocalXid.create();
        base.start(none, TMNOFLAGS);
        for (ClientSession session : open) {
            session.xaResource().start(none, TMJOIN);
        }
        base.end(none, TMFAIL);
        dead = none;
    }

    private void bury() {
        Xid none = dead;
        if (none == null) {
            return;
        }
        dead = null;
        try {
            for (ClientSession session : open()) {
                end(session, none, TMSUCCESS);
            }
            base.rollback(none);
        } catch (XAException e) {
            throw new IllegalStateException("A branch that nobody else knows has ended.", e);
        }
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
            rolledBack = BranchKey.of(xid);
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
