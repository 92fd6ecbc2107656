package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** A transaction that the server drives without a transaction manager: a branch that is committed in one phase. */
final class ManagedLocalTransaction implements LocalTransaction {
    private final ManagedXaResource xa;
    private @Nullable Xid branch;

    ManagedLocalTransaction(ManagedXaResource xa) {
        this.xa = xa;
    }

    /** What a call of the resource does. */
    private interface Step {
        void run(Xid xid) throws XAException;
    }

    @Override
    public void begin() throws ResourceException {
        if (branch != null) {
            throw new LocalTransactionException("The local transaction has begun already.");
        }
        Xid begun = LocalXid.create();
        run("begun", begun, xid -> xa.start(xid, XAResource.TMNOFLAGS));
        branch = begun;
    }

    @Override
    public void commit() throws ResourceException {
        run("committed", taken(), xid -> {
            xa.end(xid, XAResource.TMSUCCESS);
            xa.commit(xid, true);
        });
    }

    @Override
    public void rollback() throws ResourceException {
        run("rolled back", taken(), xid -> {
            xa.end(xid, XAResource.TMSUCCESS);
            xa.rollback(xid);
        });
    }

    /** Nobody will end it any more: what it has done is undone. */
    void abandon() throws ResourceException {
        if (branch != null) {
            rollback();
        }
    }

    private Xid taken() throws ResourceException {
        Xid taken = branch;
        if (taken == null) {
            throw new LocalTransactionException("No local transaction has begun.");
        }
        branch = null;
        return taken;
    }

    private static void run(String what, Xid xid, Step step) throws ResourceException {
        try {
            step.run(xid);
        } catch (XAException e) {
            throw new LocalTransactionException(
                    "The local transaction could not be " + what + ", error code " + e.errorCode + " of XAException.",
                    e);
        }
    }
}
