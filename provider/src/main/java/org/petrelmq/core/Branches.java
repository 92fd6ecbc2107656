package org.petrelmq.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Branch.Work;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.Sends;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.util.TimerWheel;

/** The branches of distributed transactions that a broker takes part in. Thread-safe. */
final class Branches {
    private final CoreBroker broker;
    private final Map<BranchId, Branch> branches = new ConcurrentHashMap<>();
    private final Map<BranchId, Outcome> completed = new ConcurrentHashMap<>();

    Branches(CoreBroker broker) {
        this.broker = broker;
    }

    List<Branch> all() {
        return new ArrayList<>(branches.values());
    }

    /** A branch begins; unless it is prepared in time, it is rolled back. */
    Branch begin(Xid xid, long timeoutMillis) throws XAException {
        Branch branch = new Branch(BranchId.of(xid));
        if (branches.putIfAbsent(branch.id, branch) != null) {
            throw new XAException(XAException.XAER_DUPID);
        }
        Deadline deadline = new Deadline(branch);
        branch.deadline = deadline;
        broker.timers().add(deadline, broker.time().millis() + timeoutMillis);
        return branch;
    }

    @Nullable
    Branch find(Xid xid) {
        return branches.get(BranchId.of(xid));
    }

    Branch require(Xid xid) throws XAException {
        Branch branch = find(xid);
        if (branch == null) {
            throw new XAException(XAException.XAER_NOTA);
        }
        return branch;
    }

    /** Returns XA_OK or XA_RDONLY, after which the branch is gone. */
    int prepare(Xid xid) throws XAException {
        Branch branch = require(xid);
        if (recover().length >= broker.config().limits().preparedTransactions()) {
            doom(branch, XAException.XA_RBOTHER);
        }
        try {
            if (branch.prepare()) {
                keep(branch);
                return XAResource.XA_OK;
            }
            end(branch);
            return XAResource.XA_RDONLY;
        } catch (XAException e) {
            throw told(branch, e);
        }
    }

    /** The promise is given when the store has it. */
    private void keep(Branch branch) throws XAException {
        boolean durable = broker.records().isDurable();
        try {
            if (durable) {
                new Storing(broker).run(List.of(record(branch)));
            }
            branch.prepared(durable);
        } catch (StoreException e) {
            branch.prepareFailed();
            if (e.isFull()) {
                doom(branch, XAException.XA_RBOTHER);
                throw withCause(new XAException(XAException.XA_RBOTHER), e);
            }
            throw failed("prepared", branch, e);
        }
    }

    private static Prepared record(Branch branch) {
        Work work = branch.work();
        List<Sends> sends = new ArrayList<>();
        for (Transaction transaction : work.sends()) {
            sends.add(new Sends(transaction.sender().clientId(), List.copyOf(transaction.sent())));
        }
        List<Settled> settled = new ArrayList<>();
        for (CoreDelivery delivery : work.consumed()) {
            if (delivery.isKept()) {
                settled.add(delivery.settled());
            }
        }
        return new Prepared(branch.id, sends, settled);
    }

    /** Nobody knows what the store has; the manager asks again, after a restart. */
    private XAException failed(String what, Branch branch, StoreException cause) {
        if (!cause.isFull()) {
            broker.records().storeFailed(cause);
        }
        broker.report("That the branch " + branch + " is " + what + " could not be stored.", cause);
        return withCause(new XAException(XAException.XAER_RMFAIL), cause);
    }

    private static XAException withCause(XAException exception, StoreException cause) {
        exception.initCause(cause);
        return exception;
    }

    void commit(Xid xid, boolean onePhase) throws XAException {
        refuseCompleted(xid);
        commit(require(xid), onePhase, Outcome.COMMITTED);
    }

    private void commit(Branch branch, boolean onePhase, Outcome outcome) throws XAException {
        Work work;
        try {
            work = branch.beginCommit(onePhase);
        } catch (XAException e) {
            throw told(branch, e);
        }
        try {
            BranchEnded ended = branch.isKept() ? new BranchEnded(branch.id, outcome) : null;
            Commit.run(broker, work.sends(), work.consumed(), ended);
        } catch (StoreException e) {
            branch.endFailed();
            throw failed("committed", branch, e);
        }
        end(branch);
    }

    void rollback(Xid xid) throws XAException {
        refuseCompleted(xid);
        rollback(require(xid), Outcome.ROLLED_BACK);
    }

    private void rollback(Branch branch, Outcome outcome) throws XAException {
        Work work = branch.beginRollback();
        if (branch.isKept()) {
            try {
                new Storing(broker).run(rollback(branch.id, outcome, work.consumed()));
            } catch (StoreException e) {
                branch.endFailed();
                throw failed("rolled back", branch, e);
            }
        }
        undo(work);
        end(branch);
    }

    /** What comes back is counted with the end: if only the end was kept, its next delivery would look like the first. */
    private static List<StoreRecord> rollback(BranchId id, Outcome outcome, List<CoreDelivery> returning) {
        List<StoreRecord> records = new ArrayList<>();
        records.add(new BranchEnded(id, outcome));
        for (CoreDelivery delivery : returning) {
            if (delivery.isKept()) {
                records.add(delivery.released());
            }
        }
        return records;
    }

    // ---- completed by somebody else than the manager ----

    /** Completes a prepared branch whose manager does not come: it is told of that when it does. */
    void complete(BranchId id, boolean commit) throws XAException {
        Branch branch = require(id);
        if (!branch.isPrepared()) {
            throw new XAException(XAException.XAER_PROTO);
        }
        Outcome outcome = commit ? Outcome.HEURISTICALLY_COMMITTED : Outcome.HEURISTICALLY_ROLLED_BACK;
        // Known before the branch has gone, so that its manager finds one or the other.
        completed.put(id, outcome);
        boolean done = false;
        try {
            if (commit) {
                commit(branch, false, outcome);
            } else {
                rollback(branch, outcome);
            }
            done = true;
        } finally {
            if (!done) {
                completed.remove(id);
            }
        }
    }

    /** The manager knows how a branch ended. */
    void forget(Xid xid) throws XAException {
        BranchId id = BranchId.of(xid);
        if (completed.containsKey(id)) {
            try {
                new Storing(broker).run(List.of(new BranchEnded(id, Outcome.FORGOTTEN)));
            } catch (StoreException e) {
                throw withCause(new XAException(XAException.XAER_RMFAIL), e);
            }
            completed.remove(id);
            return;
        }
        require(xid);
        throw new XAException(XAException.XAER_PROTO);
    }

    Map<BranchId, Outcome> completed() {
        return Map.copyOf(completed);
    }

    private void refuseCompleted(Xid xid) throws XAException {
        Outcome outcome = completed.get(BranchId.of(xid));
        if (outcome != null) {
            boolean committed = outcome == Outcome.HEURISTICALLY_COMMITTED;
            throw new XAException(committed ? XAException.XA_HEURCOM : XAException.XA_HEURRB);
        }
    }

    // ---- after a restart ----

    /** A branch that was prepared before. */
    void recover(Branch prepared) {
        branches.put(prepared.id, prepared);
    }

    /** A branch that was completed before by somebody else than its manager. */
    void recover(BranchId id, Outcome outcome) {
        completed.put(id, outcome);
    }

    /** A manager that is told of a rollback does not ask for one any more. */
    private XAException told(Branch branch, XAException refusal) {
        if (refusal.errorCode >= XAException.XA_RBBASE && refusal.errorCode <= XAException.XA_RBEND) {
            end(branch);
        }
        return refusal;
    }

    private void end(Branch branch) {
        branches.remove(branch.id);
        TimerWheel.Timer deadline = branch.deadline;
        if (deadline != null) {
            broker.timers().cancel(deadline);
        }
    }

    /** A branch can only be rolled back from now on: its manager said so, or its time is over. */
    void doom(Branch branch, int code) {
        undo(branch.doom(code));
    }

    private void undo(Work work) {
        broker.memory().release(work.reservedBytes());
        CoreDelivery.releaseAll(work.consumed());
    }

    /** The branches that wait for their manager: prepared, or completed by somebody else. */
    Xid[] recover() {
        Set<BranchId> waiting = new LinkedHashSet<>(completed.keySet());
        for (Branch branch : branches.values()) {
            if (branch.isPrepared()) {
                waiting.add(branch.id);
            }
        }
        return waiting.toArray(Xid[]::new);
    }

    private final class Deadline extends TimerWheel.Timer {
        private final Branch branch;

        Deadline(Branch branch) {
            this.branch = branch;
        }

        @Override
        public void fire() {
            doom(branch, XAException.XA_RBTIMEOUT);
        }
    }
}
