package org.petrelmq.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.BranchId;
import org.petrelmq.util.TimerWheel;

/**
 * A branch of a distributed transaction: what sessions sent and consumed for it (JMS 3.1 §11.3). It outlives sessions and
 * connections, until the transaction manager ends it, or its time is over before it is prepared. Thread-safe.
 *
 * <pre>
 *   ACTIVE ──prepare──▶ PREPARING ──stored──▶ PREPARED ──commit, rollback──▶ ENDING ──▶ gone
 *     │  └──one-phase commit, rollback────────────────────────────────────────▲ │
 *     │                                             the end could not be stored └─┘ back to where it was
 *     └──end(TMFAIL), timeout──▶ DOOMED ──rollback──▶ gone
 * </pre>
 *
 * A session is associated with at most one branch, a branch with any number of sessions; prepare, commit and rollback need
 * one that no session works for any more. A branch whose time is over gives back what it has at once and stays, doomed, until
 * its manager has been told.
 */
final class Branch {
    enum State {
        ACTIVE,
        DOOMED,
        PREPARING,
        PREPARED,
        ENDING
    }

    /** How a session is associated. */
    private enum Association {
        WORKING,
        SUSPENDED
    }

    /** What the branch has done, for whoever ends it. */
    record Work(List<Transaction> sends, List<CoreDelivery> consumed) {
        boolean isEmpty() {
            return sends.isEmpty() && consumed.isEmpty();
        }

        long reservedBytes() {
            long bytes = 0;
            for (Transaction transaction : sends) {
                bytes += transaction.bytes();
            }
            return bytes;
        }
    }

    final BranchId id;

    /** When its time is over; set before anybody else sees the branch. */
    TimerWheel.@Nullable Timer deadline;

    private State state = State.ACTIVE;
    private State before = State.ACTIVE;
    private boolean kept;
    private int doom;
    private Map<Origin, Transaction> sends = new LinkedHashMap<>(2);
    private List<CoreDelivery> consumed = new ArrayList<>();
    private final Map<CoreSession, Association> sessions = new HashMap<>(2);

    Branch(BranchId id) {
        this.id = id;
    }

    /** A branch that was prepared before a restart; what it takes out is added when it is found. */
    static Branch prepared(BranchId id, List<Transaction> sends) {
        Branch branch = new Branch(id);
        branch.state = State.PREPARED;
        branch.kept = true;
        for (Transaction transaction : sends) {
            // Connections that have gone are told apart by a number that none has.
            branch.sends.put(
                    new Origin(-1 - branch.sends.size(), transaction.sender().clientId()), transaction);
        }
        return branch;
    }

    /** Something that the branch takes out was found after a restart. */
    synchronized void recovered(CoreDelivery delivery) {
        consumed.add(delivery);
    }

    // ---- sessions: start and end ----

    synchronized void join(CoreSession session) throws XAException {
        if (state == State.DOOMED) {
            throw new XAException(doom);
        }
        if (state != State.ACTIVE || sessions.containsKey(session)) {
            throw new XAException(XAException.XAER_PROTO);
        }
        sessions.put(session, Association.WORKING);
    }

    synchronized void resume(CoreSession session) throws XAException {
        if (!sessions.replace(session, Association.SUSPENDED, Association.WORKING)) {
            throw new XAException(XAException.XAER_PROTO);
        }
    }

    synchronized void suspend(CoreSession session) throws XAException {
        if (!sessions.replace(session, Association.WORKING, Association.SUSPENDED)) {
            throw new XAException(XAException.XAER_PROTO);
        }
    }

    /** A session works no more for the branch; returns false if it did not. */
    synchronized boolean leave(CoreSession session) {
        return sessions.remove(session) != null;
    }

    // ---- work ----

    synchronized void send(Envelope envelope, Origin origin, long reservedBytes) throws EngineException {
        requireActive();
        sends.computeIfAbsent(origin, any -> new Transaction()).add(envelope, origin, reservedBytes);
    }

    /** How many messages were sent for the branch. */
    synchronized int size() {
        int size = 0;
        for (Transaction transaction : sends.values()) {
            size += transaction.size();
        }
        return size;
    }

    synchronized void requireActive() throws EngineException {
        if (state != State.ACTIVE) {
            throw new EngineException(
                    Failure.TRANSACTION_ROLLED_BACK,
                    "The transaction branch " + id + " has been rolled back"
                            + (doom == XAException.XA_RBTIMEOUT ? ": its time is over." : "."));
        }
    }

    /** Takes a delivery; returns false if it is too late for it. */
    synchronized boolean consume(CoreDelivery delivery) {
        return state == State.ACTIVE && consumed.add(delivery);
    }

    // ---- the end ----

    /** The branch can only be rolled back from now on; returns what it had done, if that was so until now. */
    synchronized Work doom(int code) {
        if (state != State.ACTIVE) {
            return new Work(List.of(), List.of());
        }
        state = State.DOOMED;
        doom = code;
        return take();
    }

    /** Begins to promise that a commit will succeed; returns whether there is anything to commit. */
    synchronized boolean prepare() throws XAException {
        requireRest();
        requireUndoomed();
        requireState(State.ACTIVE);
        state = State.PREPARING;
        return !work().isEmpty();
    }

    /**
     * The promise is given.
     *
     * @param isKept whether the store has it, which has to be told then how the branch ends
     */
    synchronized void prepared(boolean isKept) {
        state = State.PREPARED;
        kept = isKept;
    }

    /** A promise could not be stored, and was not given. */
    synchronized void prepareFailed() {
        state = State.ACTIVE;
    }

    /** Whether the store has to be told how the branch ends. */
    synchronized boolean isKept() {
        return kept;
    }

    /** Begins a commit. */
    synchronized Work beginCommit(boolean onePhase) throws XAException {
        requireRest();
        requireUndoomed();
        requireState(onePhase ? State.ACTIVE : State.PREPARED);
        before = state;
        state = State.ENDING;
        return work();
    }

    /** Begins a rollback. */
    synchronized Work beginRollback() throws XAException {
        requireRest();
        if (state == State.ENDING || state == State.PREPARING) {
            throw new XAException(XAException.XAER_PROTO);
        }
        before = state;
        state = State.ENDING;
        return work();
    }

    /** An end could not be stored: it may be tried again. */
    synchronized void endFailed() {
        state = before;
    }

    synchronized boolean isPrepared() {
        return state == State.PREPARED;
    }

    /** What the branch has done so far. */
    synchronized Work work() {
        return new Work(List.copyOf(sends.values()), List.copyOf(consumed));
    }

    private Work take() {
        Work taken = work();
        sends = new LinkedHashMap<>(2);
        consumed = new ArrayList<>();
        return taken;
    }

    private void requireRest() throws XAException {
        if (sessions.containsValue(Association.WORKING)) {
            throw new XAException(XAException.XAER_PROTO);
        }
    }

    private void requireUndoomed() throws XAException {
        if (state == State.DOOMED) {
            throw new XAException(doom);
        }
    }

    private void requireState(State required) throws XAException {
        if (state != required) {
            throw new XAException(XAException.XAER_PROTO);
        }
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
