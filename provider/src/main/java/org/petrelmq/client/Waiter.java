package org.petrelmq.client;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread waits for a signal. The signal stays until it is taken, so one that comes before the wait is not lost;
 * nobody is unparked who is not about to park, because unparking costs more than everything else here.
 */
final class Waiter {
    private volatile boolean signalled;
    private volatile @Nullable Thread parked;

    /** Wakes the waiting thread, or the next one to wait. */
    void signal() {
        signalled = true;
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits for a signal and takes it. Returns also at the deadline, or when the thread is interrupted.
     *
     * @param deadlineNanos of {@link System#nanoTime}; {@link Long#MAX_VALUE} for none
     */
    void await(long deadlineNanos) {
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
