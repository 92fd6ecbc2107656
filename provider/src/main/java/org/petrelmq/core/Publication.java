package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.Enqueued;

/**
 * A message on its way from a send into its queues: appended to the store once, whatever the number of queues, and enqueued
 * when the store has it.
 */
final class Publication extends Awaited {
    private static final long[] NONE = {};

    private final CoreBroker broker;
    private final List<QueueGuard> queues;
    private final Enqueued record;
    private final long envelopeBytes;
    private final @Nullable Sharers sharers;

    /** What has entered the queues, in their order, while the heap was nearly full; null if it was not. */
    private @Nullable List<Entry> large;

    /**
     * Prepares a message.
     *
     * @param queues at least one
     */
    Publication(CoreBroker broker, Envelope envelope, List<QueueGuard> queues) {
        this.broker = broker;
        this.queues = queues;
        int count = queues.size();
        this.record = new Enqueued(
                envelope,
                broker.isAhead(envelope.stamp()),
                count == 1 ? queues.get(0).aloneId : durableIds(envelope, queues));
        this.envelopeBytes = envelope.footprint();
        this.sharers = count == 1 ? null : new Sharers(envelopeBytes, count);
    }

    private long[] durableIds(Envelope envelope, List<QueueGuard> queues) {
        if (!broker.store().mayKeep(envelope)) {
            return NONE;
        }
        long[] ids = new long[queues.size()];
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (queues.get(i).durable) {
                ids[count++] = queues.get(i).id;
            }
        }
        return count == ids.length ? ids : Arrays.copyOf(ids, count);
    }

    Enqueued record() {
        return record;
    }

    /** The bytes that the message takes in all its queues. */
    long bytes() {
        return envelopeBytes + (long) queues.size() * Entry.FOOTPRINT;
    }

    /** Whether a queue of the message may let its sender wait. */
    boolean isBounded() {
        for (int i = 0; i < queues.size(); i++) {
            if (queues.get(i).policy().limit() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns when each queue has room for the message. */
    void awaitRoom(long timeoutMillis) throws EngineException {
        for (QueueGuard queue : queues) {
            queue.awaitRoom(timeoutMillis);
        }
    }

    /** Appends the message by itself and waits until it is kept. */
    void publish() throws StoreException {
        MessageStore store = broker.store();
        store.append(record, this);
        awaitOrRelease(store);
        pageOut();
    }

    /** Appends the message in one batch with other records and waits until it is kept. */
    void publishWith(List<StoreRecord> others) throws StoreException {
        List<StoreRecord> batch = new ArrayList<>(others);
        batch.add(record);
        MessageStore store = broker.store();
        store.append(batch, this);
        awaitOrRelease(store);
    }

    private void awaitOrRelease(MessageStore store) throws StoreException {
        boolean kept = false;
        try {
            await(store);
            kept = true;
        } finally {
            if (!kept) {
                broker.memory().release(bytes());
            }
        }
    }

    @Override
    void kept() {
        for (int i = 0; i < queues.size(); i++) {
            Entry entry = entryFor(queues.get(i));
            if (entry.isDelayed()) {
                queues.get(i).delay(entry);
            } else {
                queues.get(i).enqueue(entry);
            }
        }
    }

    /** Enqueues as {@link #kept} does, but leaves the undelayed entries to a caller that has many. */
    void enterInto(Map<QueueGuard, List<Entry>> arrivals) {
        for (QueueGuard queue : queues) {
            Entry entry = entryFor(queue);
            if (entry.isDelayed()) {
                queue.delay(entry);
            } else {
                arrivals.computeIfAbsent(queue, any -> new ArrayList<>()).add(entry);
            }
        }
    }

    private Entry entryFor(QueueGuard queue) {
        boolean kept = record.isKept() && queue.durable;
        Entry entry = new Entry(record.envelope(), record.place(), kept ? record.place() : Enqueued.NOWHERE, sharers);
        broker.setTimer(
                queue, entry, record.isDelayed() ? record.envelope().stamp().deliveryTime() : 0);
        if (broker.isShortOfHeap()) {
            if (large == null) {
                large = new ArrayList<>(queues.size());
            }
            large.add(entry);
        }
        return entry;
    }

    private void sweep() {
        try {
            broker.sweep(queues);
        } catch (EngineException e) {
            // What is left stays.
            return;
        }
    }

    /** Takes what has entered out of the heap again, if there was little room for it. */
    void pageOut() {
        List<Entry> leaving = large;
        for (int i = 0; leaving != null && i < leaving.size(); i++) {
            try {
                queues.get(i).paging().pageOut(leaving.get(i));
            } catch (EngineException e) {
                // It stays: then senders wait for room.
                return;
            }
        }
        if (leaving != null) {
            sweep();
        }
    }
}
