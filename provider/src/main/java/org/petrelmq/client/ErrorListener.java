package org.petrelmq.client;

import org.petrelmq.engine.EngineException;

/** Told what no caller could be told (JMS 3.1 §6.1.7). One call at a time for each connection. */
@FunctionalInterface
public interface ErrorListener {

    /**
     * Something went wrong with the connection.
     *
     * @param error what
     */
    void onError(EngineException error);
}
