package org.petrelmq.client;

import java.util.concurrent.TimeUnit;
import org.petrelmq.engine.EngineException;

/** Waiting for a thread to end. */
final class Threads {
    private Threads() {}

    /** Returns when the thread that runs a line has ended, unless that is the current one or waits for it. */
    static void join(Thread thread, Callbacks line) {
        join(thread, line, 0);
    }

    /**
     * The same, but for so long at most.
     *
     * @param millis 0 for no limit
     */
    static void join(Thread thread, Callbacks line, long millis) {
        if (line.isCurrent()) {
            return;
        }
        try {
            Callbacks.beginAwaiting(line);
            join(thread, millis);
        } catch (EngineException circle) {
            // It waits for the current thread, so it ends when that has gone on.
            return;
        } finally {
            Callbacks.endAwaiting();
        }
    }

    /**
     * Returns when the thread has ended or the time is over; an interrupt is kept for later.
     *
     * @param millis 0 for no limit
     */
    private static void join(Thread thread, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        while (thread.isAlive() && (millis == 0 || System.nanoTime() < deadline)) {
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
