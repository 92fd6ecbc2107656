package org.petrelmq.core;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.QueueGuard.Seen;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Source;
import org.petrelmq.message.Envelope;

/** One look at a queue: the messages that were available at the moment it was opened. It settles nothing. */
final class CoreBrowser implements Source {
    private final CoreBroker broker;
    private final CoreSession session;
    private final QueueGuard queue;
    private final Iterator<Seen> seen;

    CoreBrowser(CoreBroker broker, CoreSession session, QueueGuard queue, List<Seen> seen) {
        this.broker = broker;
        this.session = session;
        this.queue = queue;
        this.seen = seen.iterator();
    }

    /** A message that is only looked at, with the count that it would have. */
    record Look(Envelope envelope, int count) implements Delivery {}

    @Override
    public @Nullable Delivery poll() throws EngineException {
        while (seen.hasNext()) {
            Seen next = seen.next();
            if (!next.entry().expiredAt(broker.time().millis())) {
                Envelope envelope = envelopeOf(next);
                if (envelope != null) {
                    return new Look(envelope, next.deliveryCount());
                }
            }
        }
        return null;
    }

    /** The message; null if it was not in the heap and has left meanwhile. */
    private @Nullable Envelope envelopeOf(Seen next) throws EngineException {
        try {
            return queue.paging().envelopeOf(next);
        } catch (EngineException e) {
            if (queue.hasLeft(next.entry())) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public @Nullable Delivery take() throws EngineException {
        return poll();
    }

    @Override
    public boolean arm() {
        return false;
    }

    @Override
    public void disarm() {
        // It never waits.
    }

    @Override
    public void credit(int window) {
        // Everything is here already.
    }

    @Override
    public boolean drain(long deadlineNanos) {
        return !seen.hasNext();
    }

    @Override
    public void close() {
        session.closed(this);
    }
}
