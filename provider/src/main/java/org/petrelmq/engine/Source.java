package org.petrelmq.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a consumer's or a browser's messages come from. Receivers pull: nothing is handed out before it is polled. Used by
 * one thread at a time, the session's.
 */
public interface Source extends AutoCloseable {

    /**
     * The next message, to be settled. Never waits for a message or for another consumer.
     *
     * @return the delivery, or null if there is none now
     * @throws EngineException if the message cannot be read; it stays where it is
     */
    @Nullable
    Delivery poll() throws EngineException;

    /**
     * The next message, accepted in the same step: for receivers whose acknowledgement is the hand-over.
     *
     * @return the delivery, settled; or null if there is none now
     * @throws EngineException if the acceptance cannot be stored; then the message goes back
     */
    @Nullable
    Delivery take() throws EngineException;

    /**
     * Asks for one call of {@link Signal#ready} when there may be something to poll. It may look around for a few
     * microseconds first.
     *
     * @return false if there may be something already; then the source is not armed
     */
    boolean arm();

    /**
     * Takes the wish of {@link #arm} back. A wake is a claim on a message that others were not woken for; so it is passed on
     * here. Harmless if the source is not armed.
     */
    void disarm();

    /**
     * Lets a remote engine send that many messages ahead.
     *
     * @param window how many; an engine in this JVM has no use for it
     */
    void credit(int window);

    /**
     * Asks a remote engine whether there is anything, for an exact receiveNoWait.
     *
     * @param deadlineNanos {@link System#nanoTime} at which to give up
     * @return true if the engine had nothing more
     * @throws EngineException if asking failed
     */
    boolean drain(long deadlineNanos) throws EngineException;

    /** Closes the source; deliveries that it handed out stay with the session. Idempotent. */
    @Override
    void close();
}
