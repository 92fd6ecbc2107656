package org.petrelmq.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.ConnectionEvents;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.util.CloseScope;

/**
 * The connections to a broker and the client IDs that they have. The broker's timers run while there are any. Thread-safe.
 */
final class Connections {
    private final CoreBroker broker;
    private final Map<String, CoreConnection> clientIds = new ConcurrentHashMap<>();
    private final CloseScope<CoreConnection> open = new CloseScope<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Disconnections disconnections;
    private final Cap cap;

    /** Told of each connection that has closed; null for nobody. */
    private @Nullable Runnable afterDisconnecting;

    /**
     * No connections yet.
     *
     * @param disconnecting the threads that close connections which are not closed by their clients
     */
    Connections(CoreBroker broker, ThreadFactory disconnecting) {
        this.broker = broker;
        this.disconnections = new Disconnections(disconnecting);
        this.cap = new Cap(
                "connections", Limits.MAX_CONNECTIONS, broker.config().limits().connections());
    }

    CoreConnection connect(ConnectSpec who, ConnectionEvents events) throws EngineException {
        authenticate(who);
        broker.records().requireWorking();
        cap.take();
        boolean connected = false;
        try {
            CoreConnection connection = enter(who, events);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                cap.release();
            }
        }
    }

    /**
     * Refuses credentials that are not right.
     *
     * @throws EngineException SECURITY
     */
    void authenticate(ConnectSpec who) throws EngineException {
        CredentialCheck check = broker.config().credentials();
        if (check != null && !check.accepts(who.user(), who.password())) {
            throw new EngineException(
                    Failure.SECURITY,
                    "The broker '" + broker.name() + "' does not accept the credentials of "
                            + (who.user() == null
                                    ? "a connection without user name."
                                    : "the user '" + who.user() + "'."));
        }
    }

    private CoreConnection enter(ConnectSpec who, ConnectionEvents events) throws EngineException {
        Origin origin = new Origin(numbers.incrementAndGet(), null);
        CoreConnection connection = new CoreConnection(broker, events, who, origin);
        if (who.clientId() != null) {
            connection.identify(who.clientId());
        }
        synchronized (open) {
            if (open.add(connection)) {
                broker.timers().activate();
                return connection;
            }
        }
        releaseClientId(connection);
        throw new EngineException(Failure.ILLEGAL_STATE, "The broker '" + broker.name() + "' is closed.");
    }

    /** Whether there will be no more, for the broker has ended. */
    boolean areClosed() {
        return open.isClosed();
    }

    List<CoreConnection> all() {
        return open.children();
    }

    void closed(CoreConnection connection) {
        releaseClientId(connection);
        boolean first;
        synchronized (open) {
            first = open.remove(connection);
            if (open.isEmpty()) {
                broker.timers().rest();
            }
        }
        if (!first) {
            return;
        }
        cap.release();
        Runnable after = afterDisconnecting;
        if (after != null) {
            after.run();
        }
    }

    /** Has somebody told when a connection has closed; before there is one. */
    void afterDisconnecting(Runnable then) {
        afterDisconnecting = then;
    }

    void claimClientId(String clientId, CoreConnection connection) throws EngineException {
        CoreConnection holder = clientIds.putIfAbsent(clientId, connection);
        if (holder != null) {
            throw new EngineException(
                    Failure.INVALID_CLIENT_ID,
                    "The client ID '" + clientId + "' belongs to another connection to the broker '" + broker.name()
                            + "'.");
        }
    }

    private void releaseClientId(CoreConnection connection) {
        String clientId = connection.origin().clientId();
        if (clientId != null) {
            clientIds.remove(clientId, connection);
        }
    }

    /** Closes a connection, soon, and tells its client why. */
    void disconnect(CoreConnection connection, EngineException why) {
        disconnections.begin(connection, why);
    }

    /** Closes all, tells their clients why, and lets nobody in any more. */
    void close(EngineException why) {
        for (CoreConnection connection : open.close()) {
            connection.fail(why);
        }
        disconnections.await();
    }
}
