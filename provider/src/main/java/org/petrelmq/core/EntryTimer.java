package org.petrelmq.core;

import org.petrelmq.store.StoreRecord;
import org.petrelmq.util.TimerWheel;

/** The delivery time, be it the first or that of a redelivery, then the expiry of a message in a queue. */
final class EntryTimer extends TimerWheel.Timer {
    private final CoreBroker broker;
    private final QueueGuard queue;
    private final Entry entry;
    private volatile boolean delayed;

    EntryTimer(CoreBroker broker, QueueGuard queue, Entry entry, boolean delayed) {
        this.broker = broker;
        this.queue = queue;
        this.entry = entry;
        this.delayed = delayed;
    }

    boolean isForDelivery() {
        return delayed;
    }

    /** Waits for an entry that may leave at the same time: then whoever takes it out has looked for its timer too early. */
    void waitUntil(long dueMillis) {
        broker.timers().add(this, dueMillis);
        if (queue.hasLeft(entry)) {
            broker.timers().cancel(this);
        }
    }

    /** The store is told before anybody can get the message; it makes nothing of it if the message has left. */
    private boolean becomeDue() {
        long sequence = broker.store().nextPlace();
        if (entry.isKept() && entry.released() == 0) {
            broker.records().append(new StoreRecord.Due(queue.id, entry.stored, sequence));
        }
        return queue.due(entry, sequence);
    }

    @Override
    public void fire() {
        boolean due = delayed && !entry.expiredAt(broker.time().millis());
        boolean arrived = due ? becomeDue() : queue.expire(entry);
        if (!arrived) {
            // The sender sets the timer before it enqueues, and has got no further yet.
            broker.timers().add(this, broker.time().millis() + 1);
        } else if (due) {
            delayed = false;
            if (entry.expiration != 0) {
                waitUntil(entry.expiration);
            }
        }
    }
}
