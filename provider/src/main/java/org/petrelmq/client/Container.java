package org.petrelmq.client;

import org.petrelmq.engine.EngineException;

/**
 * Who manages a connection that an application in an application server has: a resource adapter. With one, the connection keeps
 * to the rules of Jakarta EE: one session at a time, which works for the container's transaction while there is one and
 * acknowledges each message otherwise; no client ID, listener or stop of the application's (JMS 3.1 §6.1.2, §8.7, and the
 * Javadoc of each such method).
 */
public interface Container {

    /** Whether what the connection's session does belongs to a transaction of the container at the moment. */
    boolean isInTransaction();

    /**
     * A session was opened, before the application sees it: this is when it joins the container's transaction.
     *
     * @param session the session
     * @throws EngineException if it cannot join
     */
    void opened(ClientSession session) throws EngineException;

    /**
     * A connection was closed.
     *
     * @param connection the connection
     */
    void closed(ClientConnection connection);
}
