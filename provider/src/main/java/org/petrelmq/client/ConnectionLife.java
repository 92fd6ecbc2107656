package org.petrelmq.client;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;

/**
 * Whether a connection is started, stopped or closed, and whether its listeners are called. Stop and close first turn listeners
 * off; only when those that run have returned, the flow of messages ends. Thread-safe.
 *
 * <pre>
 *   STOPPED ◀──▶ STARTED
 *      └────┬───────┘
 *        CLOSING ──▶ CLOSED
 * </pre>
 */
final class ConnectionLife {
    enum State {
        STOPPED,
        STARTED,
        CLOSING,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    /** The state is not CLOSING any more. */
    private final Condition settled = lock.newCondition();

    // Written under the lock:
    private volatile State state = State.STOPPED;
    private volatile boolean dispatching;

    /** Who closes the connection, or tried to last; null before anybody did. */
    private @Nullable Callbacks closing;

    /** How many stops wait for listeners. */
    private int stopping;

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether listeners may be called. */
    boolean isDispatching() {
        return dispatching;
    }

    void start(EngineConnection engine) {
        lock.lock();
        try {
            if (state == State.STOPPED || state == State.STARTED) {
                state = State.STARTED;
                dispatching = true;
                engine.setFlowing(true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** No listener is called from now on; returns false if the connection is not started. */
    boolean beginStopping() {
        lock.lock();
        try {
            if (state != State.STARTED) {
                return false;
            }
            dispatching = false;
            stopping++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The listeners have returned. One of them may have started the connection again; the last word counts. */
    void stop(EngineConnection engine) {
        lock.lock();
        try {
            stopping--;
            if (state == State.STARTED && !dispatching) {
                state = State.STOPPED;
                engine.setFlowing(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A stop did not come about: listeners are called again, unless there is another stop. */
    void cancelStopping() {
        lock.lock();
        try {
            stopping--;
            if (stopping == 0 && state == State.STARTED) {
                dispatching = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The connection closes from now on; waits for whoever closes it already.
     *
     * @return the state to go back to; null if somebody else has closed the connection
     * @throws EngineException ILLEGAL_STATE if whoever closes it waits for the current thread
     */
    @Nullable
    State beginClosing(Callbacks closer) throws EngineException {
        lock.lock();
        try {
            while (state == State.CLOSING && closing != null) {
                Callbacks.beginAwaiting(closing);
                settled.awaitUninterruptibly();
            }
            if (state == State.CLOSED) {
                return null;
            }
            State before = state;
            state = State.CLOSING;
            closing = closer;
            return before;
        } finally {
            Callbacks.endAwaiting();
            lock.unlock();
        }
    }

    /** A close did not come about, unless the engine has closed the connection meanwhile. */
    void cancelClosing(State before) {
        lock.lock();
        try {
            if (state == State.CLOSING) {
                state = before;
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            state = State.CLOSED;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
