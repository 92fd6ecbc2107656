package org.petrelmq.conformance.appserver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A branch of a distributed transaction as a transaction manager names it, and the calls that it makes for it. */
final class Branch implements Xid {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final byte[] global =
            ("conformance-" + System.nanoTime() + "-" + NUMBERS.incrementAndGet()).getBytes(StandardCharsets.UTF_8);

    @Override
    public int getFormatId() {
        return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return global.clone();
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }

    void start(XAResource resource) throws XAException {
        resource.start(this, XAResource.TMNOFLAGS);
    }

    void end(XAResource resource) throws XAException {
        resource.end(this, XAResource.TMSUCCESS);
    }

    void endAndCommit(XAResource resource) throws XAException {
        end(resource);
        resource.commit(this, true);
    }

    void endAndRollback(XAResource resource) throws XAException {
        end(resource);
        resource.rollback(this);
    }

    void endAndPrepare(XAResource resource) throws XAException {
        end(resource);
        if (resource.prepare(this) != XAResource.XA_OK) {
            throw new AssertionError("A branch with work was prepared as read-only.");
        }
    }

    /** Whether a list that recover gave has this branch; a resource may give Xids of its own class. */
    boolean isIn(Xid... xids) {
        return Arrays.stream(xids)
                .anyMatch(xid -> xid.getFormatId() == getFormatId()
                        && Arrays.equals(xid.getGlobalTransactionId(), global)
                        && Arrays.equals(xid.getBranchQualifier(), getBranchQualifier()));
    }
}
