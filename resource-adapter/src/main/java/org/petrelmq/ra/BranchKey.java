package org.petrelmq.ra;

import java.nio.ByteBuffer;
import javax.transaction.xa.Xid;

/**
 * The value of an Xid, whose class and whose equals belong to the transaction manager.
 *
 * @param format the format
 * @param transaction the global transaction
 * @param qualifier the branch
 */
record BranchKey(int format, ByteBuffer transaction, ByteBuffer qualifier) {
    static BranchKey of(Xid xid) {
        return new BranchKey(
                xid.getFormatId(),
                ByteBuffer.wrap(xid.getGlobalTransactionId()),
                ByteBuffer.wrap(xid.getBranchQualifier()));
    }
}
