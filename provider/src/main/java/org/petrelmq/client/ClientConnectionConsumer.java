package org.petrelmq.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.Assignments.Assigned;
import org.petrelmq.client.ServerSessions.ServerSession;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;

/**
 * A connection consumer (JMS 3.1 §11.2.4): when there are messages, it takes a session from an application server's pool, loads
 * it and has it run. It takes the first message before it asks the pool, since a session that was taken has to be started; if
 * the connection stops while the pool lets it wait, the message goes back. Thread-safe; it has a thread of its own until it
 * is closed.
 */
public final class ClientConnectionConsumer implements Signal, Runnable {
    /** A pool or source that fails is asked again after a while, since the messages are still there. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a close waits for a pool that was asked to end; it may be one that waits for the thread that closes. */
    private static final long POOL_MILLIS = 1_000;

    private final ClientConnection connection;
    private final EngineSession engine;
    private final ServerSessions pool;
    private final int maxMessages;
    private final Callbacks line;
    private final Thread thread;
    private final Waiter waiter = new Waiter();

    private final ReentrantLock lock = new ReentrantLock();
    // Under the lock:
    private final List<Delivery> held = new ArrayList<>();
    private @Nullable Source source;
    private boolean closed;
    private boolean asking;

    ClientConnectionConsumer(
            ClientConnection connection, EngineSession engine, ServerSessions pool, int maxMessages, String name) {
        this.connection = connection;
        this.engine = engine;
        this.pool = pool;
        this.maxMessages = maxMessages;
        this.line = new Callbacks(name);
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    void begin(Source newSource) {
        source = newSource;
        thread.start();
    }

    @Override
    public void ready() {
        waiter.signal();
    }

    @Override
    public void run() {
        line.enter();
        while (true) {
            try {
                if (!isThereWork()) {
                    return;
                }
                dispatch();
            } catch (EngineException e) {
                giveBackHeld();
                if (isClosed()) {
                    return;
                }
                connection.report(e);
                waiter.await(System.nanoTime() + RETRY_NANOS);
            }
        }
    }

    /** Waits until a message is held; false when closed. */
    private boolean isThereWork() throws EngineException {
        while (true) {
            lock.lock();
            try {
                if (closed || source == null) {
                    return false;
                }
                boolean dispatching = connection.isDispatching();
                Delivery first = dispatching ? source.poll() : null;
                if (first != null) {
                    held.add(first);
                    asking = true;
                    return true;
                }
                if (!dispatching) {
                    // Messages still flow while a stop waits for listeners: they are for others.
                    source.disarm();
                } else if (!source.arm()) {
                    continue;
                }
            } finally {
                lock.unlock();
            }
            waiter.await(Long.MAX_VALUE);
            Thread.interrupted();
        }
    }

    private void dispatch() throws EngineException {
        try {
            ServerSession server = pool.next();
            load(server.session());
            server.start();
        } finally {
            lock.lock();
            try {
                asking = false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Loads what is held, and more if there is more; nothing if what was held went back meanwhile. */
    private void load(ClientSession session) throws EngineException {
        if (session.connection() != connection) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    "The ServerSession's session is not of the ConnectionConsumer's connection.");
        }
        lock.lock();
        try {
            while (!held.isEmpty() && held.size() < maxMessages && source != null) {
                Delivery more = source.poll();
                if (more == null) {
                    break;
                }
                held.add(more);
            }
            session.assignments()
                    .add(held.stream()
                            .map(delivery -> new Assigned(delivery, this))
                            .toList());
            held.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The connection stops: what the pool has kept waiting goes back. */
    void giveBackHeld() {
        lock.lock();
        try {
            held.forEach(this::giveBack);
            held.clear();
        } finally {
            lock.unlock();
        }
    }

    /** A message that was not run goes back as if it had not been handed out. */
    void giveBack(Delivery delivery) {
        try {
            engine.settle(delivery, Settlement.RELEASE_UNSEEN);
        } catch (EngineException e) {
            connection.report(e);
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses a call on a closed connection consumer.
     *
     * @throws EngineException ILLEGAL_STATE if it or its connection is closed
     */
    public void requireOpen() throws EngineException {
        if (isClosed()) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The connection consumer is closed.");
        }
    }

    /** Closes the consumer; what it assigned to sessions stays with them. Idempotent. */
    public void close() {
        boolean inPool;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            held.forEach(this::giveBack);
            held.clear();
            engine.close();
            source = null;
            inPool = asking;
        } finally {
            lock.unlock();
        }
        connection.closed(this);
        waiter.signal();
        if (inPool && !line.isCurrent()) {
            // The application server's code: it is asked to end.
            thread.interrupt();
        }
        Threads.join(thread, line, inPool ? POOL_MILLIS : 0);
    }
}
