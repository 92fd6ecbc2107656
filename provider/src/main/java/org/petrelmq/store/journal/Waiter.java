package org.petrelmq.store.journal;

import java.util.concurrent.locks.LockSupport;

/** One who waits until its batches are done, or until it is to lead. */
final class Waiter {
    static final int WAITS = 0;
    static final int LEADS = 1;
    static final int FINISHED = 2;

    private static final int YIELDS = 100;

    /** On a busy machine a thread that yields comes last. */
    private static final long SHORT_NANOS = 1_000_000;

    final long wanted;
    private final Thread thread = Thread.currentThread();
    private volatile int state = WAITS;

    Waiter(long wanted) {
        this.wanted = wanted;
    }

    void wake(int newState) {
        state = newState;
        LockSupport.unpark(thread);
    }

    /** Returns whether it leads. An interrupt does not end the wait, and is there afterwards. */
    @SuppressWarnings("ThreadPriorityCheck")
    boolean await() {
        boolean interrupted = false;
        // A write takes about as long as this, and waking a thread that is parked half as long.
        long begin = System.nanoTime();
        for (int i = 0; i < YIELDS && state == WAITS && System.nanoTime() - begin < SHORT_NANOS; i++) {
            Thread.yield();
        }
        while (state == WAITS) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            thread.interrupt();
        }
        return state == LEADS;
    }
}
