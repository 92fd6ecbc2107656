package org.petrelmq.engine;

import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;

/**
 * A single-threaded line of work on a connection (JMS 3.1 §6.2). One caller at a time, which the facade guarantees; so a
 * session needs no lock.
 */
public interface EngineSession extends AutoCloseable {

    /**
     * Sends a message to the destination of its stamp. In a transaction it waits for the commit.
     *
     * @param message the message
     * @param completion null: return when the message is accepted at the durability asked; else return at once and tell it
     * @throws EngineException if refused; then the completion is not told
     */
    void send(Envelope message, @Nullable Completion completion) throws EngineException;

    /**
     * Opens a source of messages: a consumer or a browser.
     *
     * @param spec what to receive
     * @param wake told when a source that was {@linkplain Source#arm armed} may have something
     * @return the source
     * @throws EngineException if refused
     */
    Source open(SourceSpec spec, Signal wake) throws EngineException;

    /**
     * Settles one delivery. In a transaction, acceptance is the commit's; only releases are settled here.
     *
     * @param delivery polled by a source of this session
     * @param how what becomes of it
     * @throws EngineException if it cannot be stored; then the delivery is as before
     */
    void settle(Delivery delivery, Settlement how) throws EngineException;

    /**
     * Takes over a delivery that a session with {@link AckModel#NONE} of the same connection has polled, as if a source of
     * this session had handed it out.
     *
     * @param delivery not adopted before
     * @throws EngineException TRANSACTION_ROLLED_BACK if the session works for a branch that takes no more; then the
     *     delivery has gone back
     */
    void adopt(Delivery delivery) throws EngineException;

    /**
     * Settles every delivery of this session that is not settled.
     *
     * @param how what becomes of them
     * @throws EngineException if it cannot be stored; then they are as before
     */
    void settleAll(Settlement how) throws EngineException;

    /**
     * Commits: what was sent becomes visible, what was polled is accepted, together.
     *
     * @return how it ended
     * @throws EngineException if the commit was not attempted
     */
    TxOutcome commit() throws EngineException;

    /**
     * Finds out how the last commit of this session ended that answered {@link TxOutcome#UNKNOWN}.
     *
     * @return COMMITTED or ROLLED_BACK, or UNKNOWN while it cannot be found out
     * @throws EngineException if asking failed
     */
    TxOutcome resolve() throws EngineException;

    /**
     * Rolls back: what was sent is dropped, what was polled is released.
     *
     * @throws EngineException if it cannot be stored
     */
    void rollback() throws EngineException;

    /**
     * The resource by which a transaction manager drives the session's work. While the session works for a branch, what it
     * sends and what its sources hand out belong to the branch, {@link #settle} has no effect on them, and they stay with the
     * branch when the session closes; else the session works as one without transactions.
     *
     * @return a resource whose start and end belong to the session's line of work, and whose other methods anybody may call;
     *     also after the session's close
     */
    XAResource xa();

    /** Closes the sources, rolls back, and releases what is not settled. Idempotent. */
    @Override
    void close();
}
