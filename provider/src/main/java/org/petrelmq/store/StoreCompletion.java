package org.petrelmq.store;

/**
 * Told when a batch is kept. Completions are called one at a time in the order of appending, on the thread that appends or
 * syncs; they may append, and must neither block nor sync.
 */
public interface StoreCompletion {

    /** The batch is kept, at the durability of the store. */
    void stored();

    /**
     * The batch is not known to be kept.
     *
     * @param cause why
     */
    void failed(StoreException cause);
}
