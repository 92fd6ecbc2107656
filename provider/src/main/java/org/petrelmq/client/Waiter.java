package org.petrelmq.client;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread waits for a signal. The signal stays until it is taken, so one that comes before the wait is not lost;
 * nobody is unparked who is not about to park, because unparking costs more than everything else here.
 *
 * <p>A wait begins by yielding: whoever gets the processor may be the sender, and neither of them pays for parking and
 * unparking. That costs little, since others that want to run do, and it is given up where it does not help:
 *
 * <ul>
 *   <li>In a stream, when many messages came since the last wait, the thread yields some number of times, however long that
 *       takes: the longer, the more there is when it returns.
 *   <li>Otherwise it yields for a short time only, since on a busy machine a thread that yields comes last, and one that is
 *       unparked soon. Where that was in vain, the next waits park at once: twice as many each time.
 * </ul>
 *
 * The figures are in ADR 8.
 */
final class Waiter {
    private static final int YIELDS = 100;
    private static final long SHORT_NANOS = 1_000_000;
    private static final int STREAM = 4;
    private static final int LONGEST_REST = 1024;

    private volatile boolean signalled;
    private volatile @Nullable Thread parked;

    // Of the thread that waits.

    /** How many messages came since the last wait. */
    private int arrived;

    /** How many waits are still to park at once, and how many it will be when yielding is in vain again. */
    private int resting;

    private int rest = 1;

    /** Wakes the waiting thread, or the next one to wait. */
    void signal() {
        signalled = true;
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** The thread that waits has got a message. */
    void messageArrived() {
        arrived++;
    }

    /**
     * Waits for a signal and takes it. Returns also at the deadline, or when the thread is interrupted.
     *
     * @param deadlineNanos of {@link System#nanoTime}; {@link Long#MAX_VALUE} for none
     */
    void await(long deadlineNanos) {
        boolean stream = arrived >= STREAM;
        arrived = 0;
        if (!signalled) {
            if (resting > 0 && !stream) {
                resting--;
            } else if (yieldUntilSignalled(stream, deadlineNanos)) {
                rest = 1;
            } else {
                resting = rest;
                rest = Math.min(2 * rest, LONGEST_REST);
            }
        }
        park(deadlineNanos);
    }

    /** Returns whether it was worth while. */
    @SuppressWarnings("ThreadPriorityCheck")
    private boolean yieldUntilSignalled(boolean stream, long deadlineNanos) {
        long begin = System.nanoTime();
        for (int i = 0; i < YIELDS && !Thread.currentThread().isInterrupted(); i++) {
            Thread.yield();
            long now = System.nanoTime();
            boolean inTime = stream || now - begin < SHORT_NANOS;
            boolean atEnd = deadlineNanos != Long.MAX_VALUE && deadlineNanos - now <= 0;
            if (signalled || atEnd || !inTime) {
                return signalled && inTime;
            }
        }
        return false;
    }

    private void park(long deadlineNanos) {
        parked = Thread.currentThread();
        try {
            while (!signalled && !Thread.currentThread().isInterrupted()) {
                if (deadlineNanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                    continue;
                }
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            parked = null;
            signalled = false;
        }
    }
}
