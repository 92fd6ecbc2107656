package org.petrelmq.client;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Completion;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * The asynchronous sends of a connection that are not complete, in the order of their sends, and the thread that tells their
 * listeners in that order (JMS 3.1 §7.3). A send is complete when its listener has returned. Thread-safe.
 *
 * <p>The thread runs from the first asynchronous send to the connection's close.
 */
final class Completions {
    private final Callbacks line;

    private final ReentrantLock lock = new ReentrantLock();
    /** A send ended, or its listener returned. */
    private final Condition changed = lock.newCondition();

    // Under the lock:
    private final Deque<AsyncSend> incomplete = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean ended;

    Completions(String connection) {
        this.line = new Callbacks("petrel-completion-" + connection);
    }

    /** One asynchronous send: the engine tells it how it ended. */
    final class AsyncSend implements Completion {
        final ClientProducer producer;
        private final SendListener listener;
        /** Whether the sender's call has returned. */
        private boolean handed;

        private boolean over;
        private @Nullable EngineException failure;

        private AsyncSend(ClientProducer producer, SendListener listener) {
            this.producer = producer;
            this.listener = listener;
        }

        @Override
        public void done() {
            end(null);
        }

        @Override
        public void failed(EngineException cause) {
            end(cause);
        }

        private void end(@Nullable EngineException cause) {
            lock.lock();
            try {
                over = true;
                failure = cause;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** The engine has taken the message over. */
        void handedOver() {
            lock.lock();
            try {
                handed = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** The send was refused on the sender's thread: the listener is not told. */
        void refused() {
            lock.lock();
            try {
                incomplete.remove(this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Runs user code. */
        private void tell() {
            try {
                if (failure == null) {
                    listener.sent();
                } else {
                    listener.failed(failure);
                }
            } catch (RuntimeException | Error e) {
                System.getLogger("org.petrelmq.client")
                        .log(Level.WARNING, "A completion listener threw an exception, which it should not.", e);
            }
        }
    }

    /**
     * A send begins.
     *
     * @throws EngineException ILLEGAL_STATE if the producer is closed: whoever closes it sees the send here, or is seen
     */
    AsyncSend begin(ClientProducer producer, SendListener listener) throws EngineException {
        lock.lock();
        try {
            producer.requireOpen();
            if (ended) {
                throw new EngineException(Failure.ILLEGAL_STATE, "The connection is closed.");
            }
            if (thread == null) {
                thread = new Thread(this::run, line.name());
                thread.setDaemon(true);
                thread.start();
            }
            AsyncSend send = new AsyncSend(producer, listener);
            incomplete.add(send);
            return send;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        line.enter();
        for (AsyncSend send = next(); send != null; send = next()) {
            send.tell();
            told(send);
        }
    }

    /** The first send, when it is over; null when there will be no more. */
    private @Nullable AsyncSend next() {
        lock.lock();
        try {
            while (true) {
                AsyncSend first = incomplete.peek();
                if (first != null && first.over) {
                    return first;
                }
                if (first == null && ended) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void told(AsyncSend send) {
        lock.lock();
        try {
            incomplete.remove(send);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the current thread runs a completion listener of this connection. */
    boolean isCurrent() {
        return line.isCurrent();
    }

    /**
     * Waits until the sends are complete that somebody has to wait for (§7.3.4).
     *
     * @param which those
     * @throws EngineException ILLEGAL_STATE in a completion listener that would wait for itself
     */
    void await(Predicate<AsyncSend> which) throws EngineException {
        lock.lock();
        try {
            if (incomplete.stream().noneMatch(which)) {
                return;
            }
            if (line.isCurrent()) {
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "A completion listener can neither close its producer, session or connection nor commit or roll"
                                + " back: that waits until it has returned (JMS 3.1 §7.3.4).");
            }
            Callbacks.beginAwaiting(line);
            while (incomplete.stream().anyMatch(which)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            Callbacks.endAwaiting();
            lock.unlock();
        }
    }

    /** What a sender is handing over meanwhile may be accepted or refused: only then it is known which. */
    private void awaitHandOver() {
        while (incomplete.stream().anyMatch(send -> !send.handed)) {
            changed.awaitUninterruptibly();
        }
    }

    /** The connection is closed: what the engine has said nothing about has failed. Waits for the thread, unless called by it. */
    void end() {
        Thread running;
        lock.lock();
        try {
            ended = true;
            awaitHandOver();
            for (AsyncSend send : incomplete) {
                if (!send.over) {
                    send.failed(
                            new EngineException(Failure.GENERAL, "The connection closed before the send was over."));
                }
            }
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            Threads.join(running, line);
        }
    }
}
