package org.petrelmq.core;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** Where senders wait until there is room. Costs those who make room one look at a counter. Thread-safe. */
final class Room {
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition made = waiting.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();

    /** Whether somebody waits. */
    boolean isAwaited() {
        return waiters.get() > 0;
    }

    /** There may be room now. */
    void made() {
        if (isAwaited()) {
            waiting.lock();
            try {
                made.signalAll();
            } finally {
                waiting.unlock();
            }
        }
    }

    /**
     * Waits until there is room.
     *
     * @param take takes the room, if there is enough
     * @return false if the time is over
     * @throws EngineException RESOURCE_ALLOCATION if the thread is interrupted
     */
    boolean await(BooleanSupplier take, long timeoutMillis) throws EngineException {
        waiting.lock();
        try {
            // Announced before the last look, so that room made after that look is signalled.
            waiters.incrementAndGet();
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (!take.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = made.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    Failure.RESOURCE_ALLOCATION, "The send was interrupted while it waited for room.", e);
        } finally {
            waiters.decrementAndGet();
            waiting.unlock();
        }
    }
}
