package org.petrelmq.client;

import org.petrelmq.engine.EngineException;

/** An application server's pool of sessions that run on its threads (JMS 3.1 §11.2.3). It runs the application server's code. */
@FunctionalInterface
public interface ServerSessions {

    /** A session of the pool, to be loaded and started once. */
    interface ServerSession {

        /** The session. */
        ClientSession session();

        /**
         * Makes the application server run the session.
         *
         * @throws EngineException if it fails
         */
        void start() throws EngineException;
    }

    /**
     * Takes a session from the pool; may wait until there is one.
     *
     * @return the session
     * @throws EngineException if the pool fails
     */
    ServerSession next() throws EngineException;
}
