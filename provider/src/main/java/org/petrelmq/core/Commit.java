package org.petrelmq.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.BranchEnded;

/**
 * A store batch and the queue effects that follow it: messages that enter their queues and messages that leave them, all or
 * nothing. A transaction is one, and so is any acknowledgement of several messages.
 */
final class Commit extends Awaited {
    private final CoreBroker broker;
    private final List<Publication> publications;
    private final List<CoreDelivery> consumed;

    /** The branch that this ends; null if it is none that the store knows. */
    private final @Nullable BranchEnded ended;

    Commit(CoreBroker broker, List<Publication> publications, List<CoreDelivery> consumed) {
        this(broker, publications, consumed, null);
    }

    private Commit(
            CoreBroker broker,
            List<Publication> publications,
            List<CoreDelivery> consumed,
            @Nullable BranchEnded ended) {
        this.broker = broker;
        this.ended = ended;
        this.publications = publications;
        this.consumed = consumed;
    }

    /**
     * Commits transactions: what they sent is routed now, to the subscriptions that there are now.
     *
     * @param ended the branch that ends with it; null if it is none that the store knows
     * @throws StoreException if the store does not know whether it happened; then nothing of it is in the queues, and the
     *     memory that was reserved stays so
     */
    static void run(
            CoreBroker broker, List<Transaction> transactions, List<CoreDelivery> consumed, @Nullable BranchEnded ended)
            throws StoreException {
        List<Publication> publications = new ArrayList<>();
        long more = 0;
        int sent = 0;
        for (Transaction transaction : transactions) {
            more -= transaction.bytes();
            sent += transaction.size();
            for (Envelope envelope : transaction.sent()) {
                Publication publication = broker.route(envelope, transaction.sender());
                if (publication != null) {
                    publications.add(publication);
                    more += publication.bytes();
                }
            }
        }
        // The messages are in; a topic's extra copies cannot wait for memory any more.
        broker.memory().add(more);
        boolean done = false;
        try {
            new Commit(broker, publications, consumed, ended).run();
            done = true;
        } finally {
            if (!done) {
                broker.memory().release(more);
            }
        }
        publications.forEach(Publication::pageOut);
        EngineObserver observer = broker.observer();
        if (observer != null) {
            observer.committed(broker.name(), sent, consumed.size());
        }
    }

    /** Returns when everything has happened; throws if the store does not know whether it did. */
    void run() throws StoreException {
        List<StoreRecord> batch = batch();
        if (batch.isEmpty()) {
            kept();
            return;
        }
        broker.store().append(batch, this);
        await(broker.store());
    }

    private List<StoreRecord> batch() {
        List<StoreRecord> batch = new ArrayList<>(publications.size());
        if (ended != null) {
            batch.add(ended);
        }
        for (Publication publication : publications) {
            batch.add(publication.record());
        }
        for (CoreDelivery delivery : consumed) {
            if (delivery.isKept()) {
                batch.add(delivery.settled());
            }
        }
        return batch;
    }

    @Override
    void kept() {
        Map<QueueGuard, List<Entry>> leaving = new LinkedHashMap<>();
        for (CoreDelivery delivery : consumed) {
            leaving.computeIfAbsent(delivery.queue(), any -> new ArrayList<>()).add(delivery.entry());
        }
        leaving.forEach(QueueGuard::settleAll);
        Map<QueueGuard, List<Entry>> arriving = new LinkedHashMap<>();
        for (Publication publication : publications) {
            publication.enterInto(arriving);
        }
        arriving.forEach(QueueGuard::enqueueAll);
        for (CoreDelivery delivery : consumed) {
            broker.left(delivery.entry());
        }
    }
}
