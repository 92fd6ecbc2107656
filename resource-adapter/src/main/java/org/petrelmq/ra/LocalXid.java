package org.petrelmq.ra;

import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.Xid;

/**
 * A branch that no transaction manager knows.
 *
 * @param id its name, of which there is no other
 */
record LocalXid(UUID id) implements Xid {
    /** "PLT1" */
    private static final int FORMAT = 0x504c5431;

    static LocalXid create() {
        return new LocalXid(UUID.randomUUID());
    }

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
