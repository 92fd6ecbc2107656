package org.petrelmq.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.Settled;

/** A store that keeps each message at a location, as one on a disk does, and knows what it still keeps. For one thread. */
public final class KeepingStore implements MessageStore {
    private final Map<Long, Integer> kept = new HashMap<>();
    private final Map<Long, Envelope> envelopes = new HashMap<>();
    private final Map<Long, Envelope> paged = new HashMap<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Set<Settled> settled = new HashSet<>();
    private Runnable whenAppending = () -> {};
    private long places;
    private boolean closed;
    private boolean unreadable;

    @Override
    public void append(List<StoreRecord> batch, StoreCompletion completion) {
        whenAppending.run();
        batches.add(batch.size());
        for (StoreRecord record : batch) {
            if (record instanceof Enqueued message) {
                long place = nextPlace();
                boolean keeps =
                        message.queueCount() > 0 && message.envelope().stamp().persistent();
                message.assign(place, keeps);
                if (keeps) {
                    kept.put(place, message.queueCount());
                    envelopes.put(place, message.envelope());
                }
            } else if (record instanceof Settled message) {
                settle(message);
            }
        }
        completion.stored();
    }

    private void settle(Settled message) {
        if (!settled.add(message) || !kept.containsKey(message.place())) {
            throw new AssertionError(message + " is not there to be settled");
        }
        kept.computeIfPresent(message.place(), (place, copies) -> copies == 1 ? null : copies - 1);
    }

    /** Has something done in the middle of each append, when nothing is kept yet. */
    public void whenAppending(Runnable action) {
        whenAppending = action;
    }

    /** From now on nothing that is not in the heap can be read. */
    public void becomeUnreadable() {
        unreadable = true;
    }

    /** How many messages are not settled in all their queues. */
    public int keptMessages() {
        return kept.size();
    }

    /** How many messages are paged out. */
    public int pagedMessages() {
        return paged.size();
    }

    /** The sizes of the batches since the last call. */
    public List<Integer> takeBatches() {
        List<Integer> taken = List.copyOf(batches);
        batches.clear();
        return taken;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean mayKeep(Envelope message) {
        return true;
    }

    @Override
    public void sync() {
        // All is complete when it is appended.
    }

    @Override
    public long nextPlace() {
        return ++places;
    }

    @Override
    public long pageOut(Envelope envelope) {
        long location = nextPlace();
        paged.put(location, envelope);
        return location;
    }

    @Override
    public Envelope read(long queue, long place) throws StoreException {
        Envelope envelope = kept.containsKey(place) ? envelopes.get(place) : null;
        if (envelope == null || unreadable) {
            throw new StoreException("There is no message at place " + place + ".", null);
        }
        return envelope;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void replay(StoreReplay into) {
        // It never opens what another one kept.
    }

    @Override
    public long lastQueue() {
        return 0;
    }

    @Override
    public Envelope readPaged(long location) throws StoreException {
        Envelope envelope = paged.get(location);
        if (envelope == null) {
            throw new StoreException("There is no message at " + location + ".", null);
        }
        return envelope;
    }

    @Override
    public void discard(long location) {
        if (paged.remove(location) == null) {
            throw new AssertionError("There is no message at " + location + " to be discarded");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
