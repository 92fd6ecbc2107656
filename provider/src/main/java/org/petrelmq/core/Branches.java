package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Branch.Work;
import org.petrelmq.store.StoreException;
import org.petrelmq.util.TimerWheel;

/** The branches of distributed transactions that a broker takes part in. Thread-safe. */
final class Branches {
    private final CoreBroker broker;
    private final Map<BranchId, Branch> branches = new ConcurrentHashMap<>();

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
                return XAResource.XA_OK;
            }
            end(branch);
            return XAResource.XA_RDONLY;
        } catch (XAException e) {
            throw told(branch, e);
        }
    }

    void commit(Xid xid, boolean onePhase) throws XAException {
        Branch branch = require(xid);
        Work work;
        try {
            work = branch.beginCommit(onePhase);
        } catch (XAException e) {
            throw told(branch, e);
        }
        try {
            Commit.run(broker, work.sends(), work.consumed());
        } catch (StoreException e) {
            branch.commitFailed(onePhase);
            broker.report("The commit of the branch " + branch + " could not be stored.", e);
            XAException failed = new XAException(XAException.XAER_RMFAIL);
            failed.initCause(e);
            throw failed;
        }
        end(branch);
    }

    void rollback(Xid xid) throws XAException {
        Branch branch = require(xid);
        undo(branch.beginRollback());
        end(branch);
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

    /** The prepared branches. */
    Xid[] recover() {
        return branches.values().stream()
                .filter(Branch::isPrepared)
                .map(branch -> branch.id)
                .toArray(Xid[]::new);
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
