/**
 * Where messages are kept: the contract between the engine and whatever remembers for it.
 *
 * <p>Start with {@link org.petrelmq.store.MessageStore}: records are appended in batches, get their place in the order of
 * all messages there, and are kept once the store has synced. {@link org.petrelmq.store.StoreRecord} is what can be kept,
 * {@link org.petrelmq.store.StoreReplay} is told of it when a store is opened. {@link org.petrelmq.store.MemoryStore} keeps the
 * contract and forgets with the process; {@link org.petrelmq.store.StoreProvider} opens those that do not.
 *
 * <p>May depend on: message, util. Concurrency: a store is used by many threads; it calls completions one at a
 * time, in the order of appending.
 */
@NullMarked
package org.petrelmq.store;

import org.jspecify.annotations.NullMarked;
