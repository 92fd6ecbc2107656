package org.petrelmq.store;

import java.util.Arrays;
import java.util.HexFormat;
import javax.transaction.xa.Xid;

/** A transaction manager's name for its branch, compared by value: any implementation of Xid may come back. */
public final class BranchId implements Xid {
    private final int formatId;
    private final byte[] global;
    private final byte[] qualifier;

    private BranchId(int formatId, byte[] global, byte[] qualifier) {
        this.formatId = formatId;
        this.global = global;
        this.qualifier = qualifier;
    }

    /**
     * The name that is equal to a given one.
     *
     * @param xid any implementation
     * @return a copy of it
     */
    public static BranchId of(Xid xid) {
        return new BranchId(
                xid.getFormatId(),
                xid.getGlobalTransactionId().clone(),
                xid.getBranchQualifier().clone());
    }

    /**
     * A name of its parts.
     *
     * @param formatId as of {@link Xid}
     * @param global the global transaction's, handed over
     * @param qualifier the branch's, handed over
     * @return the name
     */
    public static BranchId of(int formatId, byte[] global, byte[] qualifier) {
        return new BranchId(formatId, global, qualifier);
    }

    @Override
    public int getFormatId() {
        return formatId;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return global.clone();
    }

    @Override
    public byte[] getBranchQualifier() {
        return qualifier.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BranchId that
                && formatId == that.formatId
                && Arrays.equals(global, that.global)
                && Arrays.equals(qualifier, that.qualifier);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * formatId + Arrays.hashCode(global)) + Arrays.hashCode(qualifier);
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return formatId + ":" + hex.formatHex(global) + ":" + hex.formatHex(qualifier);
    }
}
