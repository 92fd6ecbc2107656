package org.petrelmq.junit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All the waiting of the kit for what other threads do, beside receiving. */
final class Patience {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Patience() {}

    /** What is waited for. */
    interface Condition<E extends Exception> {
        boolean holds() throws E;
    }

    /**
     * Waits until something is so.
     *
     * @param longest how long
     * @param condition looked at again and again
     * @return whether it became so
     * @throws E of the condition
     */
    static <E extends Exception> boolean until(Duration longest, Condition<E> condition) throws E {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    /** How long it was waited in vain, for a failure. */
    static String words(Duration longest) {
        return Thread.currentThread().isInterrupted()
                ? "until the thread was interrupted"
                : "within " + longest.toMillis() + " ms";
    }
}
