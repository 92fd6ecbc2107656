package org.petrelmq.crash.worker;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/**
 * The name of a branch of a distributed transaction.
 *
 * @param name in the history
 */
record BranchName(String name) implements Xid {
    private static final int FORMAT = 0x50657472;

    /** The name of a branch that a resource listed. */
    static BranchName of(Xid xid) {
        return new BranchName(new String(xid.getGlobalTransactionId(), StandardCharsets.UTF_8));
    }

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
