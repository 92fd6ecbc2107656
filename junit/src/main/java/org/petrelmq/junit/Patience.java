package org.petrelmq.junit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** All the waiting of the kit for what other threads do, beside receiving. */
final class Patience {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Patience() {}

    /**
     * Waits until something is so.
     *
     * @param longest how long
     * @param condition looked at again and again
     * @return whether it became so
     */
    static boolean until(Duration longest, BooleanSupplier condition) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }
}
