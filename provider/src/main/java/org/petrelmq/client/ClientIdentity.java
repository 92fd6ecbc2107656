package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** A connection's client ID, and until when it may be set (JMS 3.1 §6.1.2). Thread-safe. */
final class ClientIdentity {
    private @Nullable String clientId;
    private volatile boolean used;

    /**
     * An identity.
     *
     * @param clientId as configured; null for none so far
     */
    ClientIdentity(@Nullable String clientId) {
        this.clientId = clientId;
    }

    synchronized @Nullable String clientId() {
        return clientId;
    }

    /** From now on it is too late for a client ID. */
    void markUsed() {
        used = true;
    }

    /** Takes a client ID, which the engine keeps apart from those of other connections. */
    synchronized void set(@Nullable String newClientId, EngineConnection engine) throws EngineException {
        if (clientId != null) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    "The client ID is '" + clientId + "' already and cannot be changed to '" + newClientId + "'.");
        }
        if (used) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    "The client ID '" + newClientId
                            + "' comes too late: the connection has been used (JMS 3.1 §6.1.2).");
        }
        if (newClientId == null || newClientId.isEmpty()) {
            throw new EngineException(Failure.INVALID_CLIENT_ID, "A client ID must not be null or empty.");
        }
        engine.identify(newClientId);
        clientId = newClientId;
    }
}
