package org.petrelmq.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Resolve;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;

/**
 * A session (JMS 3.1 §6.2): a single-threaded line of work, which another thread may close.
 *
 * <p><b>The gate.</b> Polling a message, settling it and deciding to hand it over happen under one lock, the gate, which
 * the session's thread finds free nearly always. Stop and close go through it too: when a stop has been through the gate,
 * no receive is between its look and its return; when a close has, the session is closed. Nobody waits for a message, and
 * no user code runs, while holding it.
 *
 * <pre>
 *   OPEN ──shut──▶ LEAVING ──receives have left──▶ CLOSED
 * </pre>
 *
 * A closer first sees to it that no further listener is called, and those that run have the session to themselves until they
 * return (§6.1.8). There may be several closers, and some of them may be refused.
 */
public final class ClientSession {
    private enum State {
        OPEN,
        /** Closed to every call; what is under way comes to its end. */
        LEAVING,
        CLOSED
    }

    private final ClientConnection connection;
    private final AckMode mode;
    private final EngineSession engine;
    private final AckLedger acks;
    private final Outbox outbox;
    private final LocalTransaction transaction;
    private final XAResource xa;
    private final Assignments assignments;
    private final Callbacks listeners;

    final ReentrantLock gate = new ReentrantLock();
    /** A listener returned, a receive returned, or the state changed. */
    final Condition changed = gate.newCondition();

    /** Written under the gate. */
    private volatile State state = State.OPEN;

    /** How many closers keep listeners from being called; under the gate. */
    private int closers;

    private final List<ClientConsumer> consumers = new ArrayList<>();
    /** Written under the gate. */
    private volatile @Nullable ListenerPump pump;

    ClientSession(ClientConnection connection, AckMode mode, EngineSession engine, String name) {
        this.connection = connection;
        this.mode = mode;
        this.engine = engine;
        this.acks = new AckLedger(mode, engine);
        this.outbox = new Outbox(this, engine, name);
        this.transaction = new LocalTransaction(engine);
        this.xa = new ClientXaResource(this, engine.xa());
        this.assignments = new Assignments(this, engine);
        this.listeners = new Callbacks("petrel-listener-" + name);
    }

    // ---- what it is ----

    /** The connection that made this session. */
    public ClientConnection connection() {
        return connection;
    }

    /** How messages are acknowledged. */
    public AckMode mode() {
        return mode;
    }

    /** The mode at the moment: AUTO for a session of a container without a transaction, which is of mode XA. */
    public AckMode modeNow() {
        return connection.management().modeNow(mode);
    }

    /**
     * Refuses a call on a closed session.
     *
     * @throws EngineException ILLEGAL_STATE if the session is closed
     */
    public void requireOpen() throws EngineException {
        if (isClosed()) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The session is closed.");
        }
    }

    /** Whether it is closed, or about to be. */
    public boolean isClosed() {
        return state != State.OPEN;
    }

    AckLedger acks() {
        return acks;
    }

    /** The calls of this session's listeners. */
    Callbacks listeners() {
        return listeners;
    }

    Outbox outbox() {
        return outbox;
    }

    Assignments assignments() {
        return assignments;
    }

    // ---- sending ----

    /**
     * Makes a producer.
     *
     * @param destination where it sends; null to say so with each send
     * @return the producer
     * @throws EngineException if the session is closed or the destination is not legal
     */
    public ClientProducer createProducer(@Nullable Address destination) throws EngineException {
        requireOpen();
        if (destination != null) {
            connection.engine().resolve(destination, Resolve.SEND);
        }
        return new ClientProducer(this);
    }

    // ---- receiving ----

    /**
     * Makes a consumer.
     *
     * @param spec what it receives
     * @param selector the text of the selector, or null
     * @return the consumer
     * @throws EngineException if refused
     */
    public ClientConsumer createConsumer(SourceSpec spec, @Nullable String selector) throws EngineException {
        SourceSpec selecting = Sources.checked(connection, spec, selector);
        gate.lock();
        try {
            requireOpen();
            if (assignments.hasListener()) {
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "A session with a listener for a ConnectionConsumer's messages has no other receipt (JMS 3.1 §11.2.1).");
            }
            ClientConsumer consumer = new ClientConsumer(this, selecting);
            consumer.begin(engine.open(selecting, consumer));
            consumers.add(consumer);
            return consumer;
        } finally {
            gate.unlock();
        }
    }

    /**
     * Makes a browser.
     *
     * @param queue what to browse
     * @param selector the text of the selector, or null
     * @return the browser
     * @throws EngineException if refused
     */
    public ClientBrowser createBrowser(Address.Queue queue, @Nullable String selector) throws EngineException {
        SourceSpec spec = Sources.checked(connection, SourceSpec.browser(queue), selector);
        requireOpen();
        connection.engine().resolve(queue, Resolve.ENSURE);
        return new ClientBrowser(this, spec);
    }

    Source openBrowser(SourceSpec spec) throws EngineException {
        gate.lock();
        try {
            requireOpen();
            return engine.open(spec, ClientSession::neverWoken);
        } finally {
            gate.unlock();
        }
    }

    private static void neverWoken() {
        // A browser does not wait.
    }

    /**
     * Sets the listener for the messages that a connection consumer assigns to this session (JMS 3.1 §11.2.1).
     *
     * @param listener null for none
     * @throws EngineException ILLEGAL_STATE if the session is closed or has consumers
     */
    public void setAssignedListener(@Nullable DeliveryListener listener) throws EngineException {
        assignments.setListener(listener);
    }

    /**
     * Calls that listener with the messages that are assigned, on the current thread.
     *
     * @throws EngineException ILLEGAL_STATE if the session is closed, has no such listener, or runs already
     */
    public void runAssigned() throws EngineException {
        assignments.run();
    }

    /** Under the gate. */
    boolean hasConsumers() {
        return !consumers.isEmpty();
    }

    /** Under the gate: a delivery that somebody else was handed is this session's, or its transaction's. */
    void adopt(Delivery delivery) throws EngineException {
        requireOpen();
        engine.adopt(delivery);
    }

    /** Under the gate: a consumer has closed. */
    void closed(ClientConsumer consumer) {
        consumers.remove(consumer);
    }

    /** Under the gate: whether some consumer has a listener. */
    boolean hasListener() {
        return pump != null && pump.hasListener();
    }

    /** Under the gate: the pump, started if this is the first listener. */
    ListenerPump startedPump() {
        if (pump == null) {
            pump = new ListenerPump(this);
            pump.start();
        }
        return pump;
    }

    // ---- acknowledging ----

    /**
     * Acknowledges all that the session has consumed, in CLIENT mode; in the others without effect (JMS 3.1 §3.6).
     *
     * @throws EngineException ILLEGAL_STATE if the session is closed
     */
    public void acknowledge() throws EngineException {
        gate.lock();
        try {
            requireOpen();
            acks.acknowledge();
        } finally {
            gate.unlock();
        }
    }

    /**
     * Makes the session deliver again what is not acknowledged (JMS 3.1 §6.2.10).
     *
     * @throws EngineException ILLEGAL_STATE if the session is closed or transacted
     */
    public void recover() throws EngineException {
        gate.lock();
        try {
            requireOpen();
            acks.recover(modeNow());
        } finally {
            gate.unlock();
        }
    }

    /**
     * Commits (JMS 3.1 §6.2.7).
     *
     * @throws EngineException TRANSACTION_ROLLED_BACK if it ended so, GENERAL if the outcome is not known, ILLEGAL_STATE if
     *     the session is closed or not transacted
     */
    public void commit() throws EngineException {
        awaitCompletions();
        gate.lock();
        try {
            requireOpen();
            transaction.commit(modeNow());
        } finally {
            gate.unlock();
        }
    }

    /**
     * Rolls back (JMS 3.1 §6.2.7).
     *
     * @throws EngineException ILLEGAL_STATE if the session is closed or not transacted
     */
    public void rollback() throws EngineException {
        awaitCompletions();
        gate.lock();
        try {
            requireOpen();
            transaction.rollback(modeNow());
        } finally {
            gate.unlock();
        }
    }

    /**
     * The resource by which a transaction manager drives this session's work (JMS 3.1 §11.3.5).
     *
     * @return the same each time
     */
    public XAResource xaResource() {
        return xa;
    }

    // ---- stopping and closing ----

    /** Whether the current thread runs a listener of this session. */
    boolean isInListener() {
        return listeners.isCurrent();
    }

    /**
     * Closes the session (JMS 3.1 §6.2.15): waits for its listener and its receives, rolls back or releases what is not
     * acknowledged. A second closer waits for the first.
     *
     * @throws EngineException ILLEGAL_STATE on the thread of its own listener, or of one that its listener waits for
     */
    public void close() throws EngineException {
        if (isClosed()) {
            shut();
            return;
        }
        if (isInListener()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, "A listener cannot close its own session (JMS 3.1 §6.2.15).");
        }
        stopListening();
        try {
            awaitListener();
            awaitCompletions();
        } catch (EngineException e) {
            resumeListening();
            throw e;
        }
        shut();
        awaitLateCompletions();
        connection.closed(this);
    }

    /** No further listener is called from now on, until {@link #resumeListening}. */
    void stopListening() {
        gate.lock();
        try {
            closers++;
        } finally {
            gate.unlock();
        }
    }

    /** A close did not come about: listeners are called again, unless there is another. */
    void resumeListening() {
        gate.lock();
        try {
            closers--;
        } finally {
            gate.unlock();
        }
        wakeListeners();
    }

    /** Listeners may be called again. */
    void wakeListeners() {
        ListenerPump waiting = pump;
        if (waiting != null) {
            waiting.signal();
        }
    }

    /** Under the gate: whether listeners may be called. */
    boolean isListening() {
        return state == State.OPEN && closers == 0;
    }

    /** Waits until no listener runs, or messages are wanted again; not for a listener on the current thread. */
    void awaitListener() throws EngineException {
        gate.lock();
        try {
            if (!isRunningListener() || listeners.isCurrent()) {
                return;
            }
            Callbacks.beginAwaiting(listeners);
            while (isRunningListener() && !(isListening() && connection.isDispatching())) {
                changed.awaitUninterruptibly();
            }
        } finally {
            Callbacks.endAwaiting();
            gate.unlock();
        }
    }

    private boolean isRunningListener() {
        return assignments.isRunning() || (pump != null && pump.isRunning());
    }

    /** Waits until what this session sent asynchronously is complete (§7.3.4). */
    private void awaitCompletions() throws EngineException {
        connection.completions().await(send -> send.producer.session() == this);
    }

    /** Waits for a send that began after the first look; from now on none begins. */
    private void awaitLateCompletions() {
        try {
            awaitCompletions();
        } catch (EngineException circle) {
            // Its listener waits for the current thread, which therefore goes on.
            return;
        }
    }

    /** Passes through the gate: whoever was between looking and returning is done, and what was not run goes back. */
    void barrier() {
        gate.lock();
        try {
            assignments.giveBack();
            changed.signalAll();
        } finally {
            gate.unlock();
        }
    }

    /**
     * Closes for good; receives that wait return null. Listeners have been waited for. Idempotent: whoever comes second waits
     * for the first, who leaves the gate to wait for receives.
     */
    void shut() {
        ListenerPump ended;
        gate.lock();
        try {
            if (state == State.OPEN) {
                state = State.LEAVING;
                end();
            }
            while (state != State.CLOSED) {
                changed.awaitUninterruptibly();
            }
            ended = pump;
        } finally {
            gate.unlock();
        }
        if (ended != null) {
            ended.end();
        }
    }

    private void end() {
        try {
            for (ClientConsumer consumer : consumers) {
                consumer.wakeReceiver();
            }
            awaitReceivers();
            assignments.giveBack();
            settleLast();
            engine.close();
            consumers.clear();
        } finally {
            state = State.CLOSED;
            changed.signalAll();
        }
    }

    private void awaitReceivers() {
        for (ClientConsumer consumer : List.copyOf(consumers)) {
            while (consumer.isReceiving()) {
                changed.awaitUninterruptibly();
            }
        }
    }

    private void settleLast() {
        try {
            acks.closing();
        } catch (EngineException e) {
            // The messages come again, marked; a close reports to the listener for errors, it does not fail for this.
            connection.report(e);
        }
    }
}
