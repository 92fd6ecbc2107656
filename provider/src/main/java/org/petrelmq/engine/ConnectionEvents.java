package org.petrelmq.engine;

/** What an engine tells a connection. Called from any thread, with nothing of the engine locked. */
public interface ConnectionEvents {

    /**
     * The connection is lost for good: by a failure, or because the engine closes. When this returns, the receiver has
     * closed what it had open.
     *
     * @param cause why
     */
    void failed(EngineException cause);
}
