package org.petrelmq.client;

import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;
import org.petrelmq.message.Stamp;

/** A producer (JMS 3.1 §7.1): all that is left of one in a JVM is that it can be closed. */
public final class ClientProducer {
    private final ClientSession session;
    private volatile boolean closed;

    ClientProducer(ClientSession session) {
        this.session = session;
    }

    /**
     * Sends a message and returns when it is accepted at the durability asked.
     *
     * @param destination where to
     * @param message the message
     * @param options how
     * @return what the send decided, for the sender's message object
     * @throws EngineException if it could not be sent
     */
    public Stamp send(Address destination, Outgoing message, SendOptions options) throws EngineException {
        requireOpen();
        return session.outbox().send(destination, message, options);
    }

    /**
     * Sends a message asynchronously (JMS 3.1 §7.3).
     *
     * @param destination where to
     * @param message the message
     * @param options how
     * @param listener told how it went, unless this throws
     * @throws EngineException if the send was refused
     */
    public void sendAsync(Address destination, Outgoing message, SendOptions options, SendListener listener)
            throws EngineException {
        requireOpen();
        session.connection().management().requireNone("A send with a CompletionListener");
        session.outbox().sendAsync(this, destination, message, options, listener);
    }

    ClientSession session() {
        return session;
    }

    /**
     * Refuses a call on a closed producer.
     *
     * @throws EngineException ILLEGAL_STATE if it or its session is closed
     */
    public void requireOpen() throws EngineException {
        if (closed) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The producer is closed.");
        }
        session.requireOpen();
    }

    /**
     * Closes the producer when its asynchronous sends are complete (JMS 3.1 §7.3.4). Idempotent.
     *
     * @throws EngineException ILLEGAL_STATE in the listener of one of them
     */
    public void close() throws EngineException {
        boolean before = closed;
        closed = true;
        try {
            session.connection().completions().await(send -> send.producer == this);
        } catch (EngineException e) {
            closed = before;
            throw e;
        }
    }
}
