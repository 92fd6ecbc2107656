package org.petrelmq.engine;

import org.petrelmq.message.Address;

/** A client's connection: owner of its sessions, its client ID and its temporary destinations. Thread-safe. */
public interface EngineConnection extends AutoCloseable {

    /**
     * The engine's time, by which senders stamp and messages expire; asked for each message.
     *
     * @return milliseconds since the epoch
     */
    long timeMillis();

    /**
     * Sets the client ID, after connecting.
     *
     * @param clientId not empty
     * @throws EngineException INVALID_CLIENT_ID if another connection has it
     */
    void identify(String clientId) throws EngineException;

    /**
     * Opens a session.
     *
     * @param acks how the session will settle
     * @param transactions whether sends and settlements wait for a commit
     * @return the session
     * @throws EngineException if refused
     */
    EngineSession openSession(AckModel acks, TxModel transactions) throws EngineException;

    /**
     * Starts or stops the flow of messages to this connection's sources (JMS 3.1 §6.1.4). After a stop, a source's poll
     * finds nothing and no wake is given to it; a wake that it holds is passed on.
     *
     * @param on whether messages flow
     */
    void setFlowing(boolean on);

    /**
     * Checks an address, and brings it into being where asked.
     *
     * @param wanted the address; for TEMPORARY its kind counts and its name does not
     * @param how what to do
     * @return the address, for TEMPORARY the new one
     * @throws EngineException INVALID_DESTINATION if the name is not legal or a temporary destination is gone
     */
    Address resolve(Address wanted, Resolve how) throws EngineException;

    /**
     * Deletes a temporary destination of this connection.
     *
     * @param temporary the address
     * @throws EngineException ILLEGAL_STATE if it has a consumer, INVALID_DESTINATION if it is not this connection's
     */
    void delete(Address temporary) throws EngineException;

    /**
     * Deletes a durable subscription of this connection's client ID.
     *
     * @param subscription the name
     * @throws EngineException INVALID_DESTINATION if there is none, ILLEGAL_STATE if it has a consumer or messages that
     *     were delivered and are not settled (JMS 3.1 §8.3.3)
     */
    void unsubscribe(String subscription) throws EngineException;

    /** Closes sessions, deletes temporary destinations and frees the client ID. Idempotent. */
    @Override
    void close();
}
