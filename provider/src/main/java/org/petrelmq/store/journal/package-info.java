/**
 * The file journal: what a broker on disk remembers, as frames in numbered files.
 *
 * <p>Start with {@link org.petrelmq.store.journal.FrameLog}, the log of batches: what is synced is there after any crash, in
 * order, or the log refuses to open. {@link org.petrelmq.store.journal.Frame} is the form of a batch on disk,
 * {@link org.petrelmq.store.journal.Segment} that of a file. {@link org.petrelmq.store.journal.JournalStore} is the store that is
 * made of it: {@code RecordWriter} and {@code RecordReader} say what a batch means, {@code JournalState} what all of them amount
 * to. docs/durability.md has the format and the promises. All input and output goes through
 * {@link org.petrelmq.store.journal.Disk}, of which the tests have one that loses power.
 *
 * <p>May depend on: store, message, util. Concurrency: any thread may append and sync; whoever syncs first writes for all.
 */
@NullMarked
package org.petrelmq.store.journal;

import org.jspecify.annotations.NullMarked;
