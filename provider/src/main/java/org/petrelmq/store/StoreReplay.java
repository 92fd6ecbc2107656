package org.petrelmq.store;

import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;

/**
 * Told what a store kept when it was opened: first the queues and subscriptions, then the branches of distributed transactions,
 * then the messages, those of one queue in their order.
 */
public interface StoreReplay {

    /**
     * A queue.
     *
     * @param queue its ID and name
     * @param suspectBelow messages before that sequence may have been delivered without anybody knowing
     */
    void queue(QueueAdded queue, long suspectBelow);

    /**
     * A durable subscription.
     *
     * @param subscription what it is
     * @param suspectBelow as of a queue
     * @throws StoreException if it cannot be brought back
     */
    void subscription(SubscriptionAdded subscription, long suspectBelow) throws StoreException;

    /**
     * A message in one of those queues.
     *
     * @param message where it is and what has to be known without reading it
     * @throws StoreException if it has to be read and cannot be
     */
    void message(Kept message) throws StoreException;

    /**
     * A branch that is prepared.
     *
     * @param branch what it had to do
     */
    void prepared(Prepared branch);

    /**
     * A branch that somebody else than its manager has completed.
     *
     * @param branch which
     * @param outcome one of the two heuristic ones
     */
    void completed(BranchId branch, Outcome outcome);

    /**
     * A kept message.
     *
     * @param queue the ID of its queue
     * @param place by which it is known
     * @param sequence where it stands
     * @param priority 0 to 9
     * @param expiration milliseconds since the epoch, 0 for never
     * @param deliveryTime milliseconds since the epoch, 0 if it has none ahead or has been due
     * @param released how often it came back unacknowledged
     * @param grouped whether it belongs to a message group
     */
    record Kept(
            long queue,
            long place,
            long sequence,
            int priority,
            long expiration,
            long deliveryTime,
            int released,
            boolean grouped) {}
}
