package org.petrelmq.client;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ConnectionLife.State;
import org.petrelmq.engine.Capability;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.ConnectionEvents;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Resolve;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.util.CloseScope;

/**
 * A connection (JMS 3.1 §6.1): its client ID, whether messages flow ({@link ConnectionLife}), its sessions. Thread-safe.
 *
 * <p>Stop and close first stop calling listeners and wait for those that run, who have the full services of the connection
 * meanwhile, receives included; then the flow ends.
 */
public final class ClientConnection implements ConnectionEvents {
    private final Engine engine;
    private volatile @Nullable EngineConnection engineConnection;
    private final String name;
    private final CloseScope<ClientSession> sessions = new CloseScope<>();
    private final ConnectionConsumers connectionConsumers;
    private final AtomicInteger sessionNumbers = new AtomicInteger();
    private final AtomicInteger contexts = new AtomicInteger();

    private final ConnectionLife life = new ConnectionLife();
    private final ClientIdentity identity;
    private final Completions completions;
    private final Errors errors;

    private final Management management = new Management();

    private ClientConnection(Engine engine, @Nullable String clientId) {
        this.engine = engine;
        this.identity = new ClientIdentity(clientId);
        this.name = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36) + "-"
                + Long.toString(System.currentTimeMillis(), 36);
        this.completions = new Completions(name);
        this.errors = new Errors(name);
        this.connectionConsumers = new ConnectionConsumers(this, name);
    }

    /**
     * Connects to an engine.
     *
     * @param engine where to
     * @param who the credentials and the configured client ID
     * @return a connection that is stopped
     * @throws EngineException if refused
     */
    public static ClientConnection open(Engine engine, ConnectSpec who) throws EngineException {
        return open(engine, who, null);
    }

    /**
     * Connects to an engine for an application in an application server.
     *
     * @param engine where to
     * @param who the credentials and the configured client ID
     * @param container who manages the connection; null for nobody
     * @return a connection that is stopped
     * @throws EngineException if refused
     */
    public static ClientConnection open(Engine engine, ConnectSpec who, @Nullable Container container)
            throws EngineException {
        ClientConnection connection = new ClientConnection(engine, who.clientId());
        if (container != null) {
            connection.management.moveTo(container);
        }
        EngineConnection connected = engine.connect(who, connection);
        connection.engineConnection = connected;
        if (connection.life.isClosed()) {
            // The engine closed before it knew this connection's engine side.
            connected.close();
            connection.requireOpen();
        }
        return connection;
    }

    EngineConnection engine() {
        EngineConnection open = engineConnection;
        if (open == null) {
            throw new IllegalStateException("A connection has its engine before anybody sees it.");
        }
        return open;
    }

    long timeMillis() {
        return engine().timeMillis();
    }

    /** Refuses what the engine cannot do. */
    void require(Capability capability, String what) throws EngineException {
        engine.capabilities().require(capability, what, "Use another engine for it.");
    }

    /**
     * Refuses a call on a closed connection.
     *
     * @throws EngineException ILLEGAL_STATE if it is closed
     */
    public void requireOpen() throws EngineException {
        if (life.isClosed()) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The connection is closed.");
        }
    }

    /** Who manages this connection, and what follows from that. */
    public Management management() {
        return management;
    }

    /**
     * The sessions that are open.
     *
     * @return a copy
     */
    public List<ClientSession> sessions() {
        return sessions.children();
    }

    // ---- client ID ----

    /**
     * The client ID.
     *
     * @return null if there is none
     * @throws EngineException ILLEGAL_STATE if the connection is closed
     */
    public @Nullable String clientId() throws EngineException {
        requireOpen();
        return identity.clientId();
    }

    /**
     * Sets the client ID, before anything else is done with the connection (JMS 3.1 §6.1.2).
     *
     * @param newClientId the client ID
     * @throws EngineException ILLEGAL_STATE if there is one already or the connection has been used, INVALID_CLIENT_ID if it
     *     is empty or taken
     */
    public void setClientId(@Nullable String newClientId) throws EngineException {
        requireOpen();
        management.requireNone("setClientID");
        identity.set(newClientId, engine());
    }

    /** From now on it is too late for a client ID. */
    public void markUsed() {
        identity.markUsed();
    }

    // ---- sessions ----

    /**
     * Opens a session.
     *
     * @param mode how messages are acknowledged
     * @return the session
     * @throws EngineException ILLEGAL_STATE if the connection is closed
     */
    public ClientSession openSession(AckMode mode) throws EngineException {
        requireOpen();
        Container managing = management.container();
        return managing == null ? newSession(mode) : management.openSession(this, managing);
    }

    ClientSession newSession(AckMode mode) throws EngineException {
        if (mode == AckMode.XA) {
            require(Capability.XA, "A distributed transaction");
        }
        int number = sessionNumbers.incrementAndGet();
        ClientSession session = new ClientSession(
                this, mode, engine().openSession(mode.model, mode.transactions()), "ID:" + name + ":" + number);
        if (!sessions.add(session)) {
            session.shut();
            throw new EngineException(Failure.ILLEGAL_STATE, "The connection is closed.");
        }
        return session;
    }

    void closed(ClientSession session) {
        sessions.remove(session);
    }

    /**
     * Makes a connection consumer (JMS 3.1 §11.2.4).
     *
     * @param spec what it receives
     * @param selector the text of the selector, or null
     * @param pool where it gets sessions of this connection
     * @param maxMessages how many messages it assigns to a session at a time
     * @return the connection consumer
     * @throws EngineException if refused
     */
    public ClientConnectionConsumer createConnectionConsumer(
            SourceSpec spec, @Nullable String selector, ServerSessions pool, int maxMessages) throws EngineException {
        requireOpen();
        management.requireNone("createConnectionConsumer");
        markUsed();
        return connectionConsumers.create(spec, selector, pool, maxMessages);
    }

    void closed(ClientConnectionConsumer consumer) {
        connectionConsumers.closed(consumer);
    }

    Completions completions() {
        return completions;
    }

    /**
     * Makes a temporary destination, which lives as long as the connection (JMS 3.1 §6.2.2).
     *
     * @param kind a queue or a topic of any name
     * @return its address
     * @throws EngineException if refused
     */
    public Address createTemporary(Address kind) throws EngineException {
        requireOpen();
        boolean queue = kind instanceof Address.Queue;
        require(
                queue ? Capability.TEMP_QUEUE : Capability.TEMP_TOPIC,
                queue ? "A temporary queue" : "A temporary topic");
        return engine().resolve(kind, Resolve.TEMPORARY);
    }

    /**
     * Deletes a temporary destination of this connection.
     *
     * @param temporary its address
     * @throws EngineException ILLEGAL_STATE if it has a consumer
     */
    public void deleteTemporary(Address temporary) throws EngineException {
        requireOpen();
        engine().delete(temporary);
    }

    /**
     * Deletes a durable subscription.
     *
     * @param subscription its name
     * @throws EngineException INVALID_DESTINATION if there is none, ILLEGAL_STATE if it is in use
     */
    public void unsubscribe(String subscription) throws EngineException {
        requireOpen();
        engine().unsubscribe(subscription);
    }

    // ---- contexts of the simplified API ----

    /** Another context uses this connection. */
    public void retain() {
        contexts.incrementAndGet();
    }

    /**
     * A context uses this connection no more.
     *
     * @return whether it was the last one, whose close takes the connection along (JMS 3.1 §6.1.8)
     */
    public boolean release() {
        return contexts.decrementAndGet() == 0;
    }

    /** Whether one context is left. */
    public boolean isLastContext() {
        return contexts.get() == 1;
    }

    // ---- start, stop, close ----

    /** Whether listeners may be called. */
    boolean isDispatching() {
        return life.isDispatching();
    }

    /** Whether the current thread runs a listener of one of this connection's sessions or sends. */
    public boolean isInCallback() {
        return completions.isCurrent() || isInListener();
    }

    private boolean isInListener() {
        if (!Callbacks.isAnyCurrent()) {
            return false;
        }
        for (ClientSession session : sessions.children()) {
            if (session.isInListener()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets messages flow (JMS 3.1 §6.1.4). Idempotent.
     *
     * @throws EngineException ILLEGAL_STATE if the connection is closed
     */
    public void start() throws EngineException {
        requireOpen();
        markUsed();
        life.start(engine());
        wakeListeners();
    }

    private void wakeListeners() {
        for (ClientSession session : sessions.children()) {
            session.wakeListeners();
        }
        connectionConsumers.wake();
    }

    /**
     * Stops the flow of messages and returns when it has stopped: no listener runs and no receive will return a message (JMS
     * 3.1 §6.1.5). Idempotent.
     *
     * @throws EngineException ILLEGAL_STATE if the connection is closed, or on the thread of one of its listeners
     */
    public void stop() throws EngineException {
        requireOpen();
        management.requireNone("stop");
        if (isInListener()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, "A listener cannot stop its own connection (JMS 3.1 §6.1.5).");
        }
        markUsed();
        if (!life.beginStopping()) {
            return;
        }
        List<ClientSession> stopped = sessions.children();
        try {
            for (ClientSession session : stopped) {
                session.awaitListener();
            }
        } catch (EngineException e) {
            life.cancelStopping();
            wakeListeners();
            throw e;
        }
        life.stop(engine());
        connectionConsumers.giveBackHeld();
        for (ClientSession session : stopped) {
            session.barrier();
        }
    }

    /**
     * Closes the connection and what it made, and returns when all is done (JMS 3.1 §6.1.8). A second closer waits for the
     * first. Idempotent.
     *
     * @throws EngineException ILLEGAL_STATE on the thread of one of its listeners, or of one that they wait for
     */
    public void close() throws EngineException {
        if (life.isClosed()) {
            return;
        }
        if (isInCallback()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, "A listener cannot close its own connection (JMS 3.1 §6.1.8, §7.3.4).");
        }
        Callbacks closer = closer();
        Callbacks.Frame outer = closer.enter();
        try {
            State before = life.beginClosing(closer);
            if (before != null) {
                quiesceOrReopen(before);
                shut();
            }
        } catch (EngineException e) {
            if (!errors.isCurrent()) {
                throw e;
            }
            // Who closes the connection waits for its error listener: that has what it wants and need not wait.
        } finally {
            Callbacks.leave(outer);
        }
    }

    /** The close as something that others wait for. */
    private Callbacks closer() {
        return new Callbacks("the close of the connection " + name);
    }

    private void quiesceOrReopen(State before) throws EngineException {
        try {
            quiesce();
        } catch (EngineException e) {
            life.cancelClosing(before);
            for (ClientSession session : sessions.children()) {
                session.resumeListening();
            }
            throw e;
        }
    }

    private void quiesce() throws EngineException {
        List<ClientSession> all = sessions.children();
        for (ClientSession session : all) {
            session.stopListening();
        }
        for (ClientSession session : all) {
            session.awaitListener();
        }
        completions.await(any -> true);
    }

    private void shut() {
        connectionConsumers.close();
        for (ClientSession session : sessions.close()) {
            session.shut();
        }
        completions.end();
        errors.end();
        EngineConnection open = engineConnection;
        if (open != null) {
            open.close();
        }
        life.close();
        management.closed(this);
    }

    // ---- errors ----

    /**
     * Sets the listener for errors that no caller can be told.
     *
     * @param listener null for none
     * @throws EngineException ILLEGAL_STATE if the connection is closed
     */
    public void setErrorListener(@Nullable ErrorListener listener) throws EngineException {
        requireOpen();
        management.requireNone("setExceptionListener");
        markUsed();
        errors.setListener(listener);
    }

    /** Tells the error listener, on a thread of its own. */
    void report(EngineException error) {
        errors.report(error);
    }

    @Override
    public void failed(EngineException cause) {
        errors.tell(cause);
        Callbacks closer = closer();
        Callbacks.Frame outer = closer.enter();
        try {
            if (quiesceIfPossible(closer, cause)) {
                shut();
            }
        } finally {
            Callbacks.leave(outer);
        }
    }

    /** Listeners that wait for each other, or for this thread, are not waited for: what they wait for is over. */
    private boolean quiesceIfPossible(Callbacks closer, EngineException cause) {
        try {
            if (life.beginClosing(closer) == null) {
                return false;
            }
            quiesce();
        } catch (EngineException e) {
            cause.addSuppressed(e);
        }
        return true;
    }
}
