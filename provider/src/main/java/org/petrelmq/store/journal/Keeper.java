package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What the records of a {@link FrameLog} mean. Called by one thread at a time: the one that opens or writes. */
interface Keeper {

    /**
     * A batch that the log has: when it is read, and when it has been written.
     *
     * @param payload a view, good during the call
     * @param segment the number of the segment where it is
     * @param offset of the payload in the file
     */
    void apply(ByteBuffer payload, long segment, int offset) throws DamagedJournalException;

    /** A snapshot that was read: it replaces all but the messages. */
    void snapshot(ByteBuffer payload) throws DamagedJournalException;

    /** The log was closed here when it was written. */
    void closed();

    /** What has to be known beside the messages, as of the last batch that was applied. */
    byte[] snapshot();

    /**
     * The number of the oldest segment with something needed in it.
     *
     * @param last the number of the last segment, which is needed
     */
    long oldestNeeded(long last);

    /**
     * Batches that repeat what old segments have, so that those can go; empty if there is nothing to do.
     *
     * @param bytes about how many of them
     */
    List<byte[]> copiesForward(long bytes) throws IOException;
}
