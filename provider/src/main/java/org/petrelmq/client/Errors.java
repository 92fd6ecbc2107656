package org.petrelmq.client;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;

/**
 * The errors that no caller can be told, and the listener that is told them one at a time (JMS 3.1 §6.1.7). Who finds an error
 * holds gates and runs threads that a close waits for, and the listener may close everything: so it is told on a thread of its
 * own, which there is only while there are errors. Thread-safe.
 */
final class Errors {
    /** More errors than this wait for a slow listener only in the log. */
    private static final int MOST = 100;

    private final Callbacks line;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable ErrorListener listener;

    // Under the lock:
    private final Deque<EngineException> untold = new ArrayDeque<>(0);
    private boolean telling;
    private @Nullable Thread thread;

    Errors(String connection) {
        this.line = new Callbacks("petrel-errors-" + connection);
    }

    void setListener(@Nullable ErrorListener newListener) {
        listener = newListener;
    }

    /** Whether the current thread runs the listener. */
    boolean isCurrent() {
        return line.isCurrent();
    }

    /** Tells the listener soon, on another thread. */
    void report(EngineException error) {
        lock.lock();
        try {
            if (listener != null && add(error) && !telling) {
                telling = true;
                Thread teller = new Thread(this::tellAll, line.name());
                teller.setDaemon(true);
                thread = teller;
                teller.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells the listener now, on the current thread; soon, if it is being told something. */
    void tell(EngineException error) {
        lock.lock();
        try {
            if (listener == null || !add(error) || telling) {
                return;
            }
            telling = true;
        } finally {
            lock.unlock();
        }
        tellAll();
    }

    private boolean add(EngineException error) {
        if (untold.size() >= MOST) {
            System.getLogger("org.petrelmq.client")
                    .log(Level.WARNING, "The exception listener is too slow to be told of an error.", error);
            return false;
        }
        return untold.add(error);
    }

    private void tellAll() {
        Callbacks.Frame outer = line.enter();
        try {
            for (EngineException error = next(); error != null; error = next()) {
                tellOne(error);
            }
        } finally {
            Callbacks.leave(outer);
        }
    }

    private @Nullable EngineException next() {
        lock.lock();
        try {
            EngineException next = untold.poll();
            telling = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Runs user code. Whatever it throws, the listener is to be told of the next error too. */
    private void tellOne(EngineException error) {
        ErrorListener told = listener;
        if (told == null) {
            return;
        }
        try {
            told.onError(error);
        } catch (RuntimeException | Error e) {
            System.getLogger("org.petrelmq.client")
                    .log(Level.WARNING, "An exception listener threw an exception, which it should not.", e);
        }
    }

    /** The connection is closed: waits for the thread, unless it waits for the current one. */
    void end() {
        Thread last;
        lock.lock();
        try {
            last = thread;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            Threads.join(last, line);
        }
    }
}
