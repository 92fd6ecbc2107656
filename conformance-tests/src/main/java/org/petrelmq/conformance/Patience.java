package org.petrelmq.conformance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * All the waiting of the suite: how long, and how. The system properties {@code petrel.conformance.arrivalMillis} and {@code
 * petrel.conformance.quietMillis} change it, for runs in which the suite is repeated many times.
 */
public final class Patience {
    /** How long something may take that has to happen. Waiting ends as soon as it happens. */
    public static final Duration ARRIVAL = Duration.ofMillis(Long.getLong("petrel.conformance.arrivalMillis", 5_000));

    /** How long to wait for something that must not happen, where no other message can show its absence. */
    public static final Duration QUIET = Duration.ofMillis(Long.getLong("petrel.conformance.quietMillis", 250));

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Patience() {}

    /** {@link #ARRIVAL} in milliseconds, for receive. */
    public static long arrivalMillis() {
        return ARRIVAL.toMillis();
    }

    /** {@link #QUIET} in milliseconds, for receive. */
    public static long quietMillis() {
        return QUIET.toMillis();
    }

    /**
     * Waits until something is so.
     *
     * @param condition looked at again and again
     * @return whether it became so within {@link #ARRIVAL}
     */
    public static boolean until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + ARRIVAL.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    /** Lets real time pass: the one place for providers whose clock cannot be moved. */
    static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
