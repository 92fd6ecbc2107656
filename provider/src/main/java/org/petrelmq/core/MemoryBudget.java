package org.petrelmq.core;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition room = waiting.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();

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
        if (isAwaited()) {
            waiting.lock();
            try {
                room.signalAll();
            } finally {
                waiting.unlock();
            }
        }
    }

    /** Whether a send waits for room. */
    boolean isAwaited() {
        return waiters.get() > 0;
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
        waiting.lock();
        try {
            // Announced before the last look, so that a release after that look signals.
            waiters.incrementAndGet();
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (!tryReserve(bytes)) {
                if (left <= 0) {
                    throw new EngineException(
                            Failure.RESOURCE_ALLOCATION,
                            "The broker's memoryLimit of " + limit
                                    + " bytes is used up and no consumer made room within " + timeoutMillis
                                    + " ms (sendTimeout).");
                }
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    Failure.RESOURCE_ALLOCATION, "The send was interrupted while it waited for memory.", e);
        } finally {
            waiters.decrementAndGet();
            waiting.unlock();
        }
    }
}
