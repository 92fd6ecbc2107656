package org.petrelmq.ra;

import java.util.concurrent.TimeUnit;

/**
 * Until when somebody waits who stops several things.
 *
 * @param nanoTime as of {@link System#nanoTime}
 */
record Deadline(long nanoTime) {
    /** It is too late already. */
    static final Deadline NOW = new Deadline(System.nanoTime());

    /** How long a stop waits for beans that do not return: then their messages come again. */
    private static final long STOP_SECONDS = 30;

    static Deadline ofStop() {
        return new Deadline(System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS));
    }

    long nanosLeft() {
        return nanoTime - System.nanoTime();
    }
}
