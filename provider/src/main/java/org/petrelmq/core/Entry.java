package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreReplay.Kept;

/**
 * A message in one queue. Its place is (priority, sequence). Written only under the guard of its queue; the final fields
 * may be read by anybody.
 */
final class Entry extends Node {
    /** What an entry costs in heap beside its envelope, for the memory limit. */
    static final int FOOTPRINT = 96;

    final byte priority;

    /** 0 for never. */
    final long expiration;

    /** The place by which the store knows the message, {@link Enqueued#NOWHERE} if it does not keep it. */
    final long stored;

    /** The other entries of the same published message; null if there are none. */
    private @Nullable Sharers sharers;

    private long envelopeBytes;

    private @Nullable Envelope envelope;

    /** Where a message that the store does not keep was paged out to. */
    private long pagedTo = Enqueued.NOWHERE;

    private EntryState state = EntryState.ARRIVING;
    private long sequence;
    private int released;

    /** Whether it may have been delivered before a crash, without anybody knowing. */
    private boolean suspect;

    /** The views in which this entry is linked, while it is queued. */
    @Nullable
    ViewNode views;

    /** Its message group, while it is queued or acquired; null if it is in none. */
    @Nullable
    Group group;

    /** Its expiry or delivery time, where it has one. */
    @Nullable
    EntryTimer timer;

    /**
     * A message that is about to enter a queue.
     *
     * @param sharers the entries of the same message in other queues; null if there are none
     */
    Entry(Envelope envelope, long sequence, long stored, @Nullable Sharers sharers) {
        this.envelope = envelope;
        this.priority = (byte) envelope.stamp().priority();
        this.expiration = envelope.stamp().expiration();
        this.stored = stored;
        this.sharers = sharers;
        this.envelopeBytes = sharers == null ? envelope.footprint() : sharers.envelopeBytes;
        this.sequence = sequence;
    }

    /**
     * A message that the store kept over a restart; it is not in the heap.
     *
     * @param suspect whether it may have been delivered before
     */
    Entry(Kept kept, boolean suspect) {
        this.priority = (byte) kept.priority();
        this.expiration = kept.expiration();
        this.stored = kept.place();
        this.sharers = null;
        this.sequence = kept.sequence();
        this.released = kept.released();
        this.suspect = suspect;
    }

    /** What the envelope takes in the heap, be it shared or not. */
    long envelopeBytes() {
        return envelopeBytes;
    }

    /** The other entries that have the same envelope; null if there are none. */
    @Nullable
    Sharers sharers() {
        return sharers;
    }

    /** What becomes free when this entry goes, which it does once. */
    long freedBytes() {
        return FOOTPRINT + (envelope == null ? 0 : freedEnvelopeBytes());
    }

    private long freedEnvelopeBytes() {
        return sharers == null || sharers.leave() ? envelopeBytes : 0;
    }

    @Override
    Entry entry() {
        return this;
    }

    EntryState state() {
        return state;
    }

    void to(EntryState next) {
        state = state.to(next);
    }

    long sequence() {
        return sequence;
    }

    /** A delayed message gets its place when it becomes due. */
    void placeAt(long newSequence) {
        sequence = newSequence;
    }

    /** Whether the message waits for its delivery time. */
    boolean isDelayed() {
        return timer != null && timer.isForDelivery();
    }

    /** Whether this entry comes before that one. */
    boolean before(Entry that) {
        return priority == that.priority ? sequence < that.sequence : priority > that.priority;
    }

    boolean expiredAt(long nowMillis) {
        return expiration != 0 && expiration <= nowMillis;
    }

    /** Counts a delivery that ended without acknowledgement. */
    void countRelease() {
        released++;
    }

    /** Deliveries that ended without acknowledgement. */
    int released() {
        return released;
    }

    /** The JMSXDeliveryCount of a delivery that begins now. */
    int deliveryCount() {
        return 1 + released + (suspect ? 1 : 0);
    }

    /** The message, null while it is paged out. */
    @Nullable
    Envelope envelope() {
        return envelope;
    }

    /** Whether the store keeps the message, so that it can leave the heap without being written. */
    boolean isKept() {
        return stored != Enqueued.NOWHERE;
    }

    /** Where a message that is not kept was paged out to, {@link Enqueued#NOWHERE} if it was not. */
    long pagedTo() {
        return pagedTo;
    }

    /** The message leaves the heap; returns the bytes that become free. */
    long pageOut(long newLocation) {
        pagedTo = newLocation;
        envelope = null;
        return freedEnvelopeBytes();
    }

    /** The message comes back into the heap, for itself alone; returns the bytes that it takes. */
    long pageIn(Envelope read) {
        pagedTo = Enqueued.NOWHERE;
        envelope = read;
        sharers = null;
        envelopeBytes = read.footprint();
        return envelopeBytes;
    }
}
