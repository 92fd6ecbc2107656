package org.petrelmq.core;

import org.petrelmq.core.QueueGuard.Seen;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreRecord.Enqueued;

/**
 * The way of a queue's messages out of the heap and back. The store is asked between two holds of the queue's lock, never
 * during one; so what has become of a message meanwhile is looked at again. Thread-safe.
 */
final class Paging {
    private final QueueGuard queue;
    private final QueueHost host;

    Paging(QueueGuard queue, QueueHost host) {
        this.queue = queue;
        this.host = host;
    }

    /** The message of an entry that the caller has acquired or taken out; it stays where it is. */
    Envelope envelopeOf(Entry acquired) throws EngineException {
        Envelope envelope = acquired.envelope();
        return envelope != null ? envelope : host.read(queue, acquired, acquired.pagedTo());
    }

    /** The message of an entry that was seen; it may have left meanwhile. */
    Envelope envelopeOf(Seen seen) throws EngineException {
        Envelope envelope = seen.envelope();
        return envelope != null ? envelope : host.read(queue, seen.entry(), seen.pagedTo());
    }

    /** Takes the available messages out of the heap. */
    void pageOutAll() throws EngineException {
        for (Entry entry : queue.available()) {
            pageOut(entry);
        }
    }

    /** Takes a message out of the heap, if it is available and nobody has to look at it there. */
    void pageOut(Entry entry) throws EngineException {
        Envelope envelope = entry.envelope();
        if (envelope == null || !queue.<Boolean>locked(core -> core.isPageable(entry))) {
            return;
        }
        long location = entry.isKept() ? Enqueued.NOWHERE : host.pageOut(queue, envelope);
        long freed = queue.locked(core -> {
            boolean pageable = core.isPageable(entry) && entry.envelope() != null;
            return pageable ? entry.pageOut(location) : -1;
        });
        if (freed >= 0) {
            host.memory().release(freed);
        } else if (location != Enqueued.NOWHERE) {
            host.store().discard(location);
        }
    }

    /**
     * Brings the available messages back into the heap, for a selector to look at.
     *
     * @throws EngineException RESOURCE_ALLOCATION if there is no room for them; then they are as they were
     */
    void pageInAll() throws EngineException {
        int pagedIn = 0;
        for (Entry entry : queue.available()) {
            if (entry.envelope() == null) {
                if (host.memory().isUsedUp()) {
                    pageOutAll();
                    throw new EngineException(
                            Failure.RESOURCE_ALLOCATION,
                            "A selector cannot look at the messages of '" + queue
                                    + "': there is no room in the memoryLimit for more than " + pagedIn
                                    + " of those that are on the disk.");
                }
                pageIn(entry);
                pagedIn++;
            }
        }
    }

    private void pageIn(Entry entry) throws EngineException {
        long location = entry.pagedTo();
        Envelope envelope;
        try {
            envelope = host.read(queue, entry, location);
        } catch (EngineException e) {
            if (queue.<Boolean>locked(core -> entry.state() == EntryState.QUEUED)) {
                throw e;
            }
            // It has left meanwhile.
            return;
        }
        long used = queue.locked(core -> {
            boolean there = entry.state() == EntryState.QUEUED && entry.envelope() == null;
            return there && entry.pagedTo() == location ? entry.pageIn(envelope) : 0;
        });
        if (used > 0) {
            host.memory().add(used);
            if (location != Enqueued.NOWHERE) {
                host.store().discard(location);
            }
        }
    }

    /** Brings a message into the heap that is about to enter the queue, if somebody has to look at it there. */
    void pageInNew(Entry entry, boolean grouped) throws EngineException {
        if (grouped || queue.policy().lastValue() != null) {
            host.memory().add(entry.pageIn(host.read(queue, entry, Enqueued.NOWHERE)));
        }
    }
}
