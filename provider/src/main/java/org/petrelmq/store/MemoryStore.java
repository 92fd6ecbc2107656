package org.petrelmq.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.EnvelopeCodec;
import org.petrelmq.message.MalformedEnvelopeException;
import org.petrelmq.store.StoreRecord.Enqueued;

/**
 * The store of a broker in memory: it gives places and keeps nothing, since the queues themselves are the memory. Messages
 * are paged out as bytes, so that what comes back has been through the codec.
 *
 * <p>A test can have it complete batches at the next sync instead of at once, as a store with a device does.
 */
public final class MemoryStore implements MessageStore {

    /** When a batch is complete. */
    public enum Completing {
        /** When it is appended: there is nothing to wait for. */
        AT_ONCE,
        /** At the next sync. */
        AT_SYNC
    }

    private final Completing completing;
    private final AtomicLong places = new AtomicLong();
    private final AtomicLong locations = new AtomicLong();
    private final Map<Long, byte[]> pagedOut = new ConcurrentHashMap<>();
    private final Queue<StoreCompletion> pending = new ArrayDeque<>();

    /** A store that completes at once. */
    public MemoryStore() {
        this(Completing.AT_ONCE);
    }

    /**
     * A store.
     *
     * @param completing when batches are complete
     */
    public MemoryStore(Completing completing) {
        this.completing = completing;
    }

    /** None; but who is to wait for completions, does. */
    @Override
    public boolean mayKeep(Envelope message) {
        return completing != Completing.AT_ONCE;
    }

    @Override
    public void append(List<StoreRecord> batch, StoreCompletion completion) {
        if (completing == Completing.AT_ONCE) {
            assignPlaces(batch);
            completion.stored();
            return;
        }
        synchronized (pending) {
            assignPlaces(batch);
            pending.add(completion);
        }
    }

    @Override
    public void append(StoreRecord record, StoreCompletion completion) {
        if (completing == Completing.AT_ONCE) {
            assignPlace(record);
            completion.stored();
        } else {
            append(List.of(record), completion);
        }
    }

    private void assignPlaces(List<StoreRecord> batch) {
        for (int i = 0; i < batch.size(); i++) {
            assignPlace(batch.get(i));
        }
    }

    private void assignPlace(StoreRecord record) {
        if (record instanceof Enqueued message) {
            message.assign(nextPlace(), false);
        }
    }

    @Override
    public void sync() {
        // One thread completes at a time: the order of completions is the contract.
        synchronized (places) {
            StoreCompletion next;
            while ((next = takePending()) != null) {
                next.stored();
            }
        }
    }

    private @Nullable StoreCompletion takePending() {
        synchronized (pending) {
            return pending.poll();
        }
    }

    @Override
    public long nextPlace() {
        return places.incrementAndGet();
    }

    @Override
    public long pageOut(Envelope envelope) {
        long location = locations.incrementAndGet();
        pagedOut.put(location, EnvelopeCodec.encode(envelope));
        return location;
    }

    @Override
    public Envelope read(long queue, long place) throws StoreException {
        throw new StoreException("A store in memory keeps no message; one at place " + place + " was asked for.", null);
    }

    @Override
    public Envelope readPaged(long location) throws StoreException {
        byte[] encoded = pagedOut.get(location);
        if (encoded == null) {
            throw new StoreException("No message is paged out at location " + location + ".", null);
        }
        try {
            return EnvelopeCodec.decode(encoded);
        } catch (MalformedEnvelopeException e) {
            throw new StoreException("The message at location " + location + " cannot be read.", e);
        }
    }

    @Override
    public void discard(long location) {
        pagedOut.remove(location);
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void replay(StoreReplay into) {
        // Nothing was kept.
    }

    @Override
    public long lastQueue() {
        return 0;
    }

    @Override
    public void close() {
        pagedOut.clear();
    }
}
