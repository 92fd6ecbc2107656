package org.petrelmq.store;

import java.util.List;
import org.petrelmq.message.Envelope;

/**
 * Remembers messages. {@link #append} only queues; {@link #sync} makes what is queued durable and completes it in order.
 * Whoever needs durability appends, then syncs, and finds the completion called when the sync returns; several callers
 * that sync at a time share one sync of the device.
 *
 * <p>Thread-safe.
 */
public interface MessageStore extends AutoCloseable {

    /**
     * Queues a batch, which is kept whole or not at all, and gives its messages their places. Never waits for a device.
     *
     * @param batch at least one record; handed over
     * @param completion told when the batch is kept, here already if the store needs no sync for it
     */
    void append(List<StoreRecord> batch, StoreCompletion completion);

    /**
     * Queues a batch of one record.
     *
     * @param record the record
     * @param completion as for a batch
     */
    default void append(StoreRecord record, StoreCompletion completion) {
        append(List.of(record), completion);
    }

    /**
     * Makes durable what was appended before this call and calls its completions. Returns when they have been called.
     *
     * @throws StoreException if the device failed; the completions are told too
     */
    void sync() throws StoreException;

    /**
     * A place for a message that is not appended, in the same order as those that are.
     *
     * @return larger than every earlier place
     */
    long nextPlace();

    /**
     * Takes a message out of the heap that was not appended.
     *
     * @param envelope the message
     * @return its location for {@link #read}
     * @throws StoreException if it cannot be written
     */
    long pageOut(Envelope envelope) throws StoreException;

    /**
     * Reads a message back.
     *
     * @param location from {@link StoreRecord.Enqueued#location} or {@link #pageOut}
     * @return an equal envelope
     * @throws StoreException if it cannot be read
     */
    Envelope read(long location) throws StoreException;

    /**
     * Forgets a message that was {@linkplain #pageOut paged out}.
     *
     * @param location its location
     */
    void discard(long location);

    /** Closes the store. Idempotent. */
    @Override
    void close();
}
