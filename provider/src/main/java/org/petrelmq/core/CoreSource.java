package org.petrelmq.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.engine.Source;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreException;

/** A consumer of a queue or of a subscription. */
final class CoreSource implements Source {
    private final CoreBroker broker;
    private final CoreSession session;
    private final CoreConnection connection;
    private final QueueGuard queue;
    private final Consumer consumer;
    private final @Nullable Subscription subscription;
    private boolean closed;

    CoreSource(
            CoreConnection connection,
            CoreSession session,
            QueueGuard queue,
            Consumer consumer,
            @Nullable Subscription subscription) {
        this.broker = connection.broker();
        this.connection = connection;
        this.session = session;
        this.queue = queue;
        this.consumer = consumer;
        this.subscription = subscription;
    }

    QueueGuard queue() {
        return queue;
    }

    @Override
    public @Nullable Delivery poll() throws EngineException {
        Entry entry = closed ? null : queue.poll(consumer);
        return entry == null ? null : session.handedOut(queue, entry, envelopeToHandOut(entry));
    }

    @Override
    public @Nullable Delivery take() throws EngineException {
        if (session.isInBranch()) {
            return poll();
        }
        Entry entry = closed ? null : queue.take(consumer);
        if (entry == null) {
            return null;
        }
        Envelope envelope = entry.envelope();
        if (entry.state() == EntryState.SETTLED && envelope != null) {
            broker.left(entry);
            return taken(new CoreDelivery(queue, entry, envelope));
        }
        CoreDelivery delivery = new CoreDelivery(queue, entry, envelopeToHandOut(entry));
        try {
            new Commit(broker, List.of(), List.of(delivery)).run();
        } catch (StoreException e) {
            queue.releaseUnseen(entry);
            throw broker.records().notStored("The acknowledgement could not be stored; the message went back.", e);
        }
        return taken(delivery);
    }

    private Delivery taken(CoreDelivery delivery) {
        EngineObserver observer = broker.observer();
        if (observer != null) {
            observer.delivered(broker.name(), queue.name, delivery.envelope(), delivery.count());
            observer.acknowledged(broker.name(), queue.name, delivery.envelope());
        }
        return delivery;
    }

    /** A message that cannot be read goes back, and the receiver is told. */
    private Envelope envelopeToHandOut(Entry entry) throws EngineException {
        try {
            if (entry.isKept()) {
                queue.announceHandOut();
                requireKnownPlace(entry);
            }
            return queue.paging().envelopeOf(entry);
        } catch (EngineException e) {
            queue.releaseUnseen(entry);
            throw e;
        }
    }

    /** Should it come again after a crash, it must not be taken for one that was still delayed. */
    private void requireKnownPlace(Entry entry) throws EngineException {
        if (entry.sequence() != entry.stored) {
            broker.records().sync();
        }
    }

    @Override
    public boolean arm() {
        return closed || queue.arm(consumer);
    }

    @Override
    public void disarm() {
        if (!closed) {
            queue.disarm(consumer);
        }
    }

    void setFlowing(boolean on) {
        queue.setFlowing(consumer, on);
    }

    @Override
    public void credit(int window) {
        // Receivers in this JVM pull; nothing is sent ahead.
    }

    @Override
    public boolean drain(long deadlineNanos) {
        return true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        connection.forget(this);
        session.closed(this);
        queue.detach(consumer);
        if (subscription != null) {
            broker.topics().consumerClosed(subscription);
        }
    }
}
