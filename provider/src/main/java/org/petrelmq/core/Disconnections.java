package org.petrelmq.core;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.petrelmq.engine.EngineException;
import org.petrelmq.util.DaemonThread;

/**
 * Connections that the broker closes by itself. A close waits for the listeners of its connection, which neither a sender nor the
 * timers must do: so each has a thread of its own until it is done. Thread-safe.
 */
final class Disconnections {
    /** How long the end of the broker waits for such a close; a listener that ends the broker may be what it waits for. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final ThreadFactory threads;
    private final Set<Thread> closing = ConcurrentHashMap.newKeySet();

    /**
     * No disconnections yet.
     *
     * @param threads gives each its thread
     */
    Disconnections(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Threads that do not keep the process alive, named after a broker. */
    static ThreadFactory threadsOf(String broker) {
        return task -> DaemonThread.create(task, "petrel-disconnect-" + broker);
    }

    /** Closes a connection, soon, and tells it why. */
    void begin(CoreConnection connection, EngineException why) {
        closing.removeIf(thread -> !thread.isAlive());
        Thread thread = threads.newThread(() -> connection.fail(why));
        thread.start();
        closing.add(thread);
    }

    /** Returns when they are done, or after a while; an interrupt is kept for later. */
    void await() {
        for (Thread thread : closing) {
            try {
                if (thread != Thread.currentThread()) {
                    thread.join(PATIENCE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
