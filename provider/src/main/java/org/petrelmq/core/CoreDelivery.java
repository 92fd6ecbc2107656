package org.petrelmq.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrelmq.engine.Delivery;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreRecord;

/** One hand-over of an entry. */
final class CoreDelivery implements Delivery {
    private final QueueGuard queue;
    private final Entry entry;
    private final Envelope envelope;
    private final int count;

    CoreDelivery(QueueGuard queue, Entry entry, Envelope envelope) {
        this.queue = queue;
        this.entry = entry;
        this.envelope = envelope;
        this.count = entry.deliveryCount();
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public int count() {
        return count;
    }

    /** Deliveries come again, those of one queue together. */
    static void releaseAll(List<CoreDelivery> deliveries) {
        Map<QueueGuard, List<Entry>> returning = new LinkedHashMap<>();
        for (CoreDelivery delivery : deliveries) {
            returning.computeIfAbsent(delivery.queue, any -> new ArrayList<>()).add(delivery.entry);
        }
        returning.forEach(QueueGuard::releaseAll);
    }

    QueueGuard queue() {
        return queue;
    }

    Entry entry() {
        return entry;
    }

    /** Whether the store keeps the message and has to be told when it is settled. */
    boolean isKept() {
        return entry.isKept();
    }

    /** That the message has come back once more, which it is about to. */
    StoreRecord.Released released() {
        return new StoreRecord.Released(queue.id, entry.stored, entry.released() + 1);
    }

    StoreRecord.Settled settled() {
        return new StoreRecord.Settled(queue.id, entry.stored);
    }
}
