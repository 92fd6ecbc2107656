package org.petrelmq.core;

import java.util.concurrent.atomic.AtomicLong;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * The bytes that messages may take in the heap. A send that finds no room waits for consumers to make some, and fails when
 * its time is over: back-pressure with an end. Thread-safe.
 */
final class MemoryBudget {
    private final long limit;
    private final long timeoutMillis;
    private final AtomicLong used = new AtomicLong();

    /** What was used when messages were last sent out of the heap. */
    private final AtomicLong usedWhenSwept = new AtomicLong();

    private final Room room = new Room();

    MemoryBudget(long limit, long timeoutMillis) {
        this.limit = limit;
        this.timeoutMillis = timeoutMillis;
    }

    /** Takes bytes, waiting for room. */
    void reserve(long bytes) throws EngineException {
        if (used.addAndGet(bytes) > limit) {
            release(bytes);
            awaitRoom(bytes);
        }
    }

    /** Takes bytes for what cannot wait: it is in already. */
    void add(long bytes) {
        used.addAndGet(bytes);
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
        room.made();
    }

    /** Whether there is no room left. */
    boolean isUsedUp() {
        return used.get() > limit;
    }

    /** Whether less than half of the room is left. */
    boolean isScarce() {
        return used.get() > limit / 2;
    }

    /**
     * Whether so little room is left that whatever can leave the heap should; true again only when a good deal has come since,
     * for what stays may be all that there is.
     */
    boolean isNearlyGone() {
        long now = used.get();
        long before = usedWhenSwept.get();
        return now > limit / 4 * 3 && now - before > limit / 8 && usedWhenSwept.compareAndSet(before, now);
    }

    /** What could leave the heap has left it. */
    void swept() {
        usedWhenSwept.set(used.get());
    }

    /** Whether a send waits for room. */
    boolean isAwaited() {
        return room.isAwaited();
    }

    long used() {
        return used.get();
    }

    private boolean tryReserve(long bytes) {
        long before;
        do {
            before = used.get();
            if (before + bytes > limit) {
                return false;
            }
        } while (!used.compareAndSet(before, before + bytes));
        return true;
    }

    private void awaitRoom(long bytes) throws EngineException {
        if (bytes > limit) {
            throw new EngineException(
                    Failure.RESOURCE_ALLOCATION,
                    "A message of about " + bytes + " bytes is larger than the broker's memoryLimit of " + limit
                            + " bytes.");
        }
        if (!room.await(() -> tryReserve(bytes), timeoutMillis)) {
            throw new EngineException(
                    Failure.RESOURCE_ALLOCATION,
                    "The broker's memoryLimit of " + limit + " bytes is used up and no consumer made room within "
                            + timeoutMillis + " ms (sendTimeout).");
        }
    }
}
