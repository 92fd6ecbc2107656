package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Records that go into a {@link FrameLog} together. The log alone sets the fields. */
abstract class Batch {
    /** Its number among all that were appended. */
    long ticket;

    /** Why it is not in the log; null if it is. To be read in {@link #complete}. */
    @Nullable
    IOException failure;

    /** Called when the batch has its place in the order of all, with no other getting one. */
    abstract void queued();

    /** The bytes, from 0 to the limit, once it is queued; nobody moves the buffer. */
    abstract ByteBuffer payload();

    /** Whether it is refused when the disk is full. */
    abstract boolean grows();

    /** Called when it is durable or has failed, one batch after the other, in their order. It must not sync. */
    abstract void complete();
}
