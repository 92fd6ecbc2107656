package org.petrelmq.core;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Capabilities;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.ConnectionEvents;
import org.petrelmq.engine.Ending;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineAdmin;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** A handle of the broker of a directory, which is open while it is kept by such a handle or has a connection. */
final class DirectoryEngine implements Engine {
    private final Path directory;
    private final Map<String, Object> options;

    private @Nullable CoreBroker kept;
    private boolean reopening;
    private boolean closed;

    DirectoryEngine(Path directory, Map<String, Object> options) throws EngineException {
        this.directory = directory;
        this.options = options;
        // What is wrong with them is said at once, and not at the first connection.
        BrokerConfig.of(options);
    }

    @Override
    public Capabilities capabilities() {
        return CoreEngine.capabilities(Capabilities.Durability.FSYNC);
    }

    @Override
    public EngineConnection connect(ConnectSpec who, ConnectionEvents events) throws EngineException {
        requireOpen();
        CoreBroker broker = BrokerRegistry.lease(directory, options);
        boolean connected = false;
        try {
            EngineConnection connection = broker.connections().connect(who, events);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                BrokerRegistry.endLease(broker);
            }
        }
    }

    @Override
    public synchronized EngineAdmin admin(@Nullable ConnectSpec who) throws EngineException {
        CoreBroker broker = kept;
        if (broker == null) {
            throw closedException();
        }
        return CoreEngine.admin(broker, who);
    }

    @Override
    public synchronized void keep() throws EngineException {
        if (kept == null) {
            kept = BrokerRegistry.keep(directory, options);
        }
    }

    @Override
    public void reopen(Ending ending) throws EngineException {
        CoreBroker ended;
        synchronized (this) {
            ended = kept;
            if (ended == null) {
                throw closedException();
            }
            kept = null;
            reopening = true;
        }
        // As in close: listeners may call this.
        CoreBroker again = null;
        boolean unwanted;
        try {
            again = BrokerRegistry.reopen(ended, ending);
        } finally {
            unwanted = reopened(again);
        }
        if (unwanted && again != null) {
            BrokerRegistry.release(again);
        }
    }

    /** Returns whether this was closed meanwhile. */
    private synchronized boolean reopened(@Nullable CoreBroker again) {
        reopening = false;
        kept = closed ? null : again;
        closed |= again == null;
        return closed;
    }

    @Override
    public void close() {
        CoreBroker broker;
        synchronized (this) {
            broker = kept;
            kept = null;
            closed |= broker != null || reopening;
        }
        if (broker == null) {
            return;
        }
        // Closing the broker waits for listeners, which may call this.
        BrokerRegistry.release(broker);
    }

    private synchronized void requireOpen() throws EngineException {
        if (closed) {
            throw closedException();
        }
    }

    private EngineException closedException() {
        return new EngineException(Failure.ILLEGAL_STATE, "The broker '" + directory + "' is closed.");
    }
}
