package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.SelectorException;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.Sends;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.StoreReplay;

/**
 * Puts back what a store kept: the messages take the way into their queues that they take when they are sent. They come
 * without their contents, which are read when somebody asks for them.
 */
final class Recovered implements StoreReplay {
    private final CoreBroker broker;
    private final Map<Long, QueueGuard> queues = new HashMap<>();
    private final Map<Long, Long> suspectBelow = new HashMap<>();

    /** What waits for its delivery time. */
    private record Delayed(QueueGuard queue, Entry entry, long deliveryTime) {}

    private final List<Delayed> delayed = new ArrayList<>();

    /** What prepared branches take out. */
    private final Map<Settled, Branch> promised = new HashMap<>();

    Recovered(CoreBroker broker) {
        this.broker = broker;
    }

    @Override
    public void queue(QueueAdded queue, long suspects) {
        queues.put(queue.queue(), broker.destinations().recover(queue));
        suspectBelow.put(queue.queue(), suspects);
    }

    @Override
    public void subscription(SubscriptionAdded subscription, long suspects) throws StoreException {
        try {
            queues.put(subscription.queue(), broker.topics().recover(subscription));
        } catch (EngineException | SelectorException e) {
            throw new StoreException("The subscription '" + subscription.name() + "' cannot be brought back.", e);
        }
        suspectBelow.put(subscription.queue(), suspects);
    }

    @Override
    public void prepared(Prepared prepared) {
        List<Transaction> sends = new ArrayList<>();
        for (Sends sent : prepared.sends()) {
            Transaction transaction = new Transaction();
            for (Envelope envelope : sent.envelopes()) {
                long bytes = Entry.FOOTPRINT + envelope.footprint();
                broker.memory().add(bytes);
                transaction.add(envelope, new Origin(0, sent.clientId()), bytes);
            }
            sends.add(transaction);
        }
        Branch branch = Branch.prepared(prepared.branch(), sends);
        broker.branches().recover(branch);
        for (Settled settled : prepared.settled()) {
            promised.put(settled, branch);
        }
    }

    @Override
    public void completed(BranchId branch, Outcome outcome) {
        broker.branches().recover(branch, outcome);
    }

    @Override
    public void message(Kept kept) throws StoreException {
        QueueGuard queue = queues.get(kept.queue());
        if (queue == null) {
            throw new StoreException("The message at place " + kept.place() + " is in no queue.", null);
        }
        Branch branch = promised.isEmpty() ? null : promised.get(new Settled(kept.queue(), kept.place()));
        Entry entry = new Entry(kept, isSuspect(kept, branch));
        broker.memory().add(Entry.FOOTPRINT);
        try {
            queue.paging().pageInNew(entry, kept.grouped());
            enter(queue, entry, kept.deliveryTime(), branch);
        } catch (EngineException e) {
            throw new StoreException("The message at place " + kept.place() + " of '" + queue + "' cannot be read.", e);
        }
    }

    /** What was not eligible has not been handed out; what is promised to a branch is counted when it comes back. */
    private boolean isSuspect(Kept kept, @Nullable Branch branch) {
        long below = suspectBelow.getOrDefault(kept.queue(), 0L);
        return branch == null && kept.deliveryTime() == 0 && kept.sequence() < below;
    }

    private void enter(QueueGuard queue, Entry entry, long deliveryTime, @Nullable Branch branch)
            throws EngineException {
        if (branch == null && deliveryTime != 0) {
            delayed.add(new Delayed(queue, entry, deliveryTime));
            return;
        }
        broker.setTimer(queue, entry, 0);
        queue.enqueue(entry);
        if (branch != null) {
            queue.acquire(entry);
            branch.recovered(new CoreDelivery(queue, entry, queue.paging().envelopeOf(entry)));
        }
    }

    /** Everything was told. What has fallen due meanwhile comes in the order in which it did. */
    void finish() {
        delayed.sort(Comparator.comparingLong(Delayed::deliveryTime)
                .thenComparingLong(each -> each.entry().sequence()));
        for (Delayed each : delayed) {
            broker.setTimer(each.queue(), each.entry(), each.deliveryTime());
            each.queue().delay(each.entry());
        }
    }
}
