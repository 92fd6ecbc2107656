package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreRecord.Enqueued;

/**
 * A message in one queue. Its place is (priority, sequence). Written only under the guard of its queue; the final fields
 * may be read by anybody.
 */
final class Entry extends Node {
    /** What an entry costs in heap beside its envelope, for the memory limit. */
    static final int FOOTPRINT = 120;

    final byte priority;

    /** 0 for never. */
    final long expiration;

    /** Where the store keeps the message, {@link Enqueued#NOWHERE} if it does not. */
    final long location;

    /** The other entries of the same published message; null if there are none. */
    final @Nullable Sharers sharers;

    private final long envelopeBytes;

    private @Nullable Envelope envelope;
    private long pagedTo = Enqueued.NOWHERE;
    private EntryState state = EntryState.ARRIVING;
    private long sequence;
    private int released;

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
    Entry(Envelope envelope, long sequence, long location, @Nullable Sharers sharers) {
        this.envelope = envelope;
        this.priority = (byte) envelope.stamp().priority();
        this.expiration = envelope.stamp().expiration();
        this.location = location;
        this.sharers = sharers;
        this.envelopeBytes = sharers == null ? envelope.footprint() : sharers.envelopeBytes;
        this.sequence = sequence;
    }

    /** What the envelope takes in the heap, be it shared or not. */
    long envelopeBytes() {
        return envelopeBytes;
    }

    /** What becomes free when this entry goes, which it does once. */
    long freedBytes() {
        return FOOTPRINT + (sharers == null || sharers.leave() ? envelopeBytes : 0);
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
        return 1 + released;
    }

    /** The message, null while it is paged out. */
    @Nullable
    Envelope envelope() {
        return envelope;
    }

    /** Where the message was paged out to, {@link Enqueued#NOWHERE} if it is in the heap. */
    long pagedTo() {
        return pagedTo;
    }

    void pageOut(long newLocation) {
        pagedTo = newLocation;
        envelope = null;
    }

    void pageIn(Envelope read) {
        pagedTo = Enqueued.NOWHERE;
        envelope = read;
    }
}
