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
        return session.send(destination, message, options);
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

    /** Closes the producer. Idempotent. */
    public void close() {
        closed = true;
    }
}
