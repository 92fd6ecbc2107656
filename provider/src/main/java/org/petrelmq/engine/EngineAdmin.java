package org.petrelmq.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Address;
import org.petrelmq.selector.Selector;

/**
 * Administration of an engine, apart from the SPI that every message passes. Thread-safe.
 *
 * <p>Where a queue is asked for, a subscription may be named too, by the name that {@link #list} gives it.
 */
public interface EngineAdmin {

    /** What {@link #list} tells of a destination or subscription. */
    enum Kind {
        /** A queue. */
        QUEUE,
        /** A topic. */
        TOPIC,
        /** A subscription; it holds messages as a queue does. */
        SUBSCRIPTION
    }

    /**
     * A destination or subscription at one moment.
     *
     * @param kind what it is
     * @param name its name; of a subscription, the name by which this interface knows it
     * @param address the queue or topic; of a subscription, its topic
     * @param available messages that a consumer could receive
     * @param delivered messages handed out and not settled
     * @param delayed messages that wait for their delivery time
     * @param consumers open consumers
     * @param paused whether hand-out is paused
     */
    record Info(
            Kind kind,
            String name,
            Address address,
            long available,
            long delivered,
            long delayed,
            int consumers,
            boolean paused) {}

    /**
     * A connection at one moment.
     *
     * @param number which one of those that the engine has had
     * @param user whose it is; null if nobody said so
     * @param clientId null if it has none
     * @param sessions open sessions
     * @param thread who opened it
     * @param openedAt where, the innermost call first; empty if that is not known
     */
    record ConnectionEntry(
            long number,
            @Nullable String user,
            @Nullable String clientId,
            int sessions,
            String thread,
            List<StackTraceElement> openedAt) {}

    /**
     * The open connections.
     *
     * @return in the order in which they were opened
     * @throws EngineException SECURITY if it is not permitted
     */
    List<ConnectionEntry> connections() throws EngineException;

    /**
     * Creates a destination unless it exists.
     *
     * @param address not temporary
     * @throws EngineException INVALID_DESTINATION if the name is not legal
     */
    void create(Address address) throws EngineException;

    /**
     * Deletes a destination with its messages, or a durable subscription.
     *
     * @param kind what
     * @param name which
     * @throws EngineException INVALID_DESTINATION if there is none, ILLEGAL_STATE if it is in use
     */
    void delete(Kind kind, String name) throws EngineException;

    /**
     * Everything there is.
     *
     * @return queues, topics, subscriptions, each sorted by name
     * @throws EngineException SECURITY if it is not permitted, as of every method here
     */
    List<Info> list() throws EngineException;

    /**
     * The available messages in the order in which they would be received.
     *
     * @param queue the name of a queue or subscription
     * @param selector which; null for all
     * @return messages with the counts that they would have; nothing is handed out
     * @throws EngineException INVALID_DESTINATION if there is no such queue
     */
    List<Delivery> browse(String queue, @Nullable Selector selector) throws EngineException;

    /**
     * Removes available messages.
     *
     * @param queue the name of a queue or subscription
     * @param selector which; null for all, the delayed ones included
     * @return how many were removed
     * @throws EngineException INVALID_DESTINATION if there is no such queue
     */
    long remove(String queue, @Nullable Selector selector) throws EngineException;

    /**
     * Moves available messages to another queue, where they get new places.
     *
     * @param from the name of a queue or subscription
     * @param to the name of a queue, created unless it exists
     * @param selector which; null for all
     * @return how many were moved
     * @throws EngineException INVALID_DESTINATION if there is no such queue
     */
    long move(String from, String to, @Nullable Selector selector) throws EngineException;

    /**
     * Moves dead or expired messages back to the end of the queue or subscription that they come from, where they begin
     * anew. Messages whose subscription has gone, and those that are none, stay.
     *
     * @param queue the name of the queue where they are
     * @param selector which; null for all
     * @return how many were moved
     * @throws EngineException INVALID_DESTINATION if there is no such queue
     */
    long retry(String queue, @Nullable Selector selector) throws EngineException;

    /**
     * Pauses or resumes the hand-out of messages; sends go on.
     *
     * @param queue the name of a queue or subscription
     * @param paused whether to pause
     * @throws EngineException INVALID_DESTINATION if there is no such queue
     */
    void setPaused(String queue, boolean paused) throws EngineException;

    // ---- distributed transactions ----

    /** What has become of a branch of a distributed transaction that waits for its manager. */
    enum BranchState {
        /** It can be committed or rolled back. */
        PREPARED,
        /** It was committed here; its manager has not forgotten it yet. */
        HEURISTICALLY_COMMITTED,
        /** It was rolled back here; its manager has not forgotten it yet. */
        HEURISTICALLY_ROLLED_BACK
    }

    /**
     * A branch of a distributed transaction that waits for its manager.
     *
     * @param id format, global transaction and qualifier: a number and two hexadecimal ones, with colons between
     * @param state what has become of it
     */
    record BranchInfo(String id, BranchState state) {}

    /**
     * The branches that wait for their managers (JMS 3.1 §11.3).
     *
     * @return prepared branches and those that were completed here
     * @throws EngineException SECURITY if it is not permitted
     */
    List<BranchInfo> branches() throws EngineException;

    /**
     * Completes a prepared branch whose manager does not come. When it does, it is told of a heuristic outcome.
     *
     * @param id as {@link #branches} gives it
     * @param commit whether to commit or to roll back
     * @throws EngineException ILLEGAL_STATE if there is no such prepared branch, GENERAL if its end cannot be stored
     */
    void completeBranch(String id, boolean commit) throws EngineException;

    /**
     * Forgets how a branch was completed here, as its manager would.
     *
     * @param id as {@link #branches} gives it
     * @throws EngineException ILLEGAL_STATE if there is no such branch, GENERAL if it cannot be stored
     */
    void forgetBranch(String id) throws EngineException;
}
