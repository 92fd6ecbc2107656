package org.petrelmq.engine;

/** Told how an asynchronous send ended. */
public interface Completion {

    /** The message is accepted at the durability asked. */
    void done();

    /**
     * The message is not known to be accepted.
     *
     * @param cause why
     */
    void failed(EngineException cause);
}
