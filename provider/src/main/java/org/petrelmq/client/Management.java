package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * Whether a container manages a connection, and the rules that follow from that for the application that has it: one session,
 * which works for the container's transactions, and nothing that the Javadoc of the API forbids in web and EJB containers.
 * Thread-safe.
 */
public final class Management {
    private volatile @Nullable Container container;

    Management() {}

    /**
     * Who manages the connection.
     *
     * @return null for nobody: the application has it to itself
     */
    public @Nullable Container container() {
        return container;
    }

    /**
     * Another one manages the connection from now on.
     *
     * @param newContainer that one
     */
    public void moveTo(Container newContainer) {
        container = newContainer;
    }

    /** Refuses what an application in a web or EJB container must not do. */
    void requireNone(String method) throws EngineException {
        if (container != null) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    method + " must not be used by an application in a web or EJB container of Jakarta EE,"
                            + " whose resource adapter manages this connection.");
        }
    }

    /** Whatever mode was asked for: without a transaction it is AUTO, as the Javadoc of createSession recommends. */
    ClientSession openSession(ClientConnection connection, Container managing) throws EngineException {
        if (!connection.sessions().isEmpty()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    "The connection has a session already, and an application in a web or EJB container of Jakarta EE must"
                            + " not have more than one of a connection.");
        }
        ClientSession session = connection.newSession(AckMode.XA);
        boolean joined = false;
        try {
            managing.opened(session);
            joined = true;
            return session;
        } finally {
            if (!joined) {
                session.close();
            }
        }
    }

    /** The mode of a session at the moment. */
    AckMode modeNow(AckMode mode) {
        Container managing = container;
        return managing == null || managing.isInTransaction() ? mode : AckMode.AUTO;
    }

    /** The connection has been closed. */
    void closed(ClientConnection connection) {
        Container managing = container;
        if (managing != null) {
            managing.closed(connection);
        }
    }
}
