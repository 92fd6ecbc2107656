package org.petrelmq.engine;

import org.jspecify.annotations.Nullable;

/** A message engine: somewhere messages are kept and routed. Thread-safe. */
public interface Engine extends AutoCloseable {

    /**
     * What this engine can do.
     *
     * @return the same for the engine's whole life
     */
    Capabilities capabilities();

    /**
     * Connects, checking the credentials.
     *
     * @param who the credentials and the client ID
     * @param events told of what happens to the connection
     * @return a connection that does not flow yet
     * @throws EngineException SECURITY if refused, INVALID_CLIENT_ID if the client ID is taken, ILLEGAL_STATE if the
     *     engine is closed
     */
    EngineConnection connect(ConnectSpec who, ConnectionEvents events) throws EngineException;

    /**
     * Administration, where this engine offers it.
     *
     * @param who the credentials; null for whoever has this handle, whose right is the handle
     * @return null where it does not
     * @throws EngineException SECURITY if the credentials are refused
     */
    @Nullable
    EngineAdmin admin(@Nullable ConnectSpec who) throws EngineException;

    /**
     * Keeps the engine until this handle is closed. An engine that nobody keeps goes on while it has connections or keeps
     * contents.
     *
     * @throws EngineException if it has to be opened for that and cannot be
     */
    void keep() throws EngineException;

    /**
     * Ends the engine, for all who have it, and opens it again for this handle, with the options that it had.
     *
     * @param ending how it ends
     * @throws EngineException ILLEGAL_STATE if this handle does not keep the engine; GENERAL if it cannot be opened again, or
     *     if this engine cannot be told to end
     */
    default void reopen(Ending ending) throws EngineException {
        throw new EngineException(Failure.GENERAL, "This engine cannot be ended and opened again from here.");
    }

    /**
     * Gives this handle up. If it was the last one that kept the engine, the engine ends: connections are closed and what
     * is only in memory is gone. A handle that never kept the engine changes nothing.
     */
    @Override
    void close();
}
