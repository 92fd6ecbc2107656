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
     * Whether it might keep a message, in queues that outlive the process; what it does not keep need not be appended.
     *
     * @param message any message
     * @return false if it certainly does not
     */
    boolean mayKeep(Envelope message);

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
     * Takes a message out of the heap that the store does not keep; it is gone with the process.
     *
     * @param envelope the message
     * @return its location for {@link #readPaged}
     * @throws StoreException if it cannot be written
     */
    long pageOut(Envelope envelope) throws StoreException;

    /**
     * Reads a message that the store keeps.
     *
     * @param queue the ID of a queue where it is
     * @param place its place
     * @return an equal envelope
     * @throws StoreException if it cannot be read
     */
    Envelope read(long queue, long place) throws StoreException;

    /**
     * Reads a message that was {@linkplain #pageOut paged out}.
     *
     * @param location its location
     * @return an equal envelope
     * @throws StoreException if it cannot be read
     */
    Envelope readPaged(long location) throws StoreException;

    /**
     * Forgets a message that was {@linkplain #pageOut paged out}.
     *
     * @param location its location
     */
    void discard(long location);

    /**
     * Whether the store keeps anything over the end of the process; then queues have to be made known to it.
     *
     * @return false for a store in memory
     */
    boolean isDurable();

    /**
     * Tells what was kept when the store was opened. To be called once, before anything is appended.
     *
     * @param into told of it
     * @throws StoreException if something cannot be read
     */
    void replay(StoreReplay into) throws StoreException;

    /**
     * The largest ID that a queue has had.
     *
     * @return 0 if there was none
     */
    long lastQueue();

    /**
     * Takes nothing more, as if the process were killed now: whoever waits or comes later is refused. To be followed by {@link
     * #close}, which then only gives up what the store has open.
     */
    default void halt() {
        // Where nothing outlives the process, close does the same.
    }

    /** Closes the store. Idempotent. */
    @Override
    void close();
}
