package org.petrelmq.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Completion;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxOutcome;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreException;

/**
 * A session of the embedded engine: what it has sent in its transaction and what it was handed and has not settled. Serial,
 * by the contract of {@link EngineSession}; so it has no lock.
 */
final class CoreSession implements EngineSession {
    private final CoreBroker broker;
    private final CoreConnection connection;
    private final @Nullable Transaction transaction;
    private final List<Source> sources = new ArrayList<>();

    /** In the order of delivery. */
    private final List<CoreDelivery> unsettled = new ArrayList<>();

    private boolean closed;

    CoreSession(CoreBroker broker, CoreConnection connection, @Nullable Transaction transaction) {
        this.broker = broker;
        this.connection = connection;
        this.transaction = transaction;
    }

    @Override
    public void send(Envelope message, @Nullable Completion completion) throws EngineException {
        requireOpen();
        if (transaction == null) {
            broker.publish(message, connection.origin());
        } else {
            buffer(message, transaction);
        }
        if (completion != null) {
            completion.done();
        }
    }

    private void buffer(Envelope message, Transaction transaction) throws EngineException {
        broker.requireSendable(message.destination());
        long bytes = message.footprint() + Entry.FOOTPRINT;
        broker.memory().reserve(bytes);
        transaction.add(message, bytes);
    }

    @Override
    public Source open(SourceSpec spec, Signal wake) throws EngineException {
        requireOpen();
        Source source = connection.open(spec, wake, this);
        sources.add(source);
        return source;
    }

    /** A source of this session was polled. */
    CoreDelivery handedOut(QueueGuard queue, Entry entry, Envelope envelope) {
        CoreDelivery delivery = new CoreDelivery(queue, entry, envelope);
        unsettled.add(delivery);
        return delivery;
    }

    /** What was handed out and is not settled, in the order of delivery. */
    List<CoreDelivery> unsettled() {
        return unsettled;
    }

    /** The memory that is reserved for what was sent and is not committed. */
    long reservedBytes() {
        return transaction == null ? 0 : transaction.bytes();
    }

    void closed(Source source) {
        sources.remove(source);
    }

    @Override
    public void settle(Delivery delivery, Settlement how) throws EngineException {
        // Nearly always the last one: sessions that settle one by one hand out one by one.
        int index = unsettled.lastIndexOf(delivery);
        if (index < 0) {
            return;
        }
        CoreDelivery settling = unsettled.get(index);
        switch (how) {
            case ACCEPT -> accept(settling);
            case RELEASE -> settling.queue().releaseAll(List.of(settling.entry()));
            case RELEASE_UNSEEN -> settling.queue().releaseUnseen(settling.entry());
        }
        unsettled.remove(index);
    }

    @Override
    public void settleAll(Settlement how) throws EngineException {
        if (unsettled.isEmpty()) {
            return;
        }
        if (how == Settlement.ACCEPT) {
            accept(List.copyOf(unsettled));
        } else {
            releaseAll(how);
        }
        unsettled.clear();
    }

    private void accept(CoreDelivery delivery) throws EngineException {
        if (delivery.isKept()) {
            accept(List.of(delivery));
        } else {
            delivery.queue().settle(delivery.entry());
            broker.left(delivery.entry());
        }
    }

    private void accept(List<CoreDelivery> deliveries) throws EngineException {
        try {
            new Commit(broker, List.of(), deliveries).run();
        } catch (StoreException e) {
            throw new EngineException(Failure.GENERAL, "The acknowledgement could not be stored.", e);
        }
    }

    private void releaseAll(Settlement how) {
        if (how == Settlement.RELEASE_UNSEEN) {
            for (CoreDelivery delivery : unsettled) {
                delivery.queue().releaseUnseen(delivery.entry());
            }
            return;
        }
        Map<QueueGuard, List<Entry>> returning = new LinkedHashMap<>();
        for (CoreDelivery delivery : unsettled) {
            returning
                    .computeIfAbsent(delivery.queue(), any -> new ArrayList<>())
                    .add(delivery.entry());
        }
        returning.forEach(QueueGuard::releaseAll);
    }

    @Override
    public TxOutcome commit() throws EngineException {
        requireOpen();
        Transaction committing = requireTransaction();
        long reserved = committing.bytes();
        List<Publication> publications = new ArrayList<>();
        long needed = 0;
        for (Envelope envelope : committing.take()) {
            Publication publication = broker.route(envelope, connection.origin());
            if (publication != null) {
                publications.add(publication);
                needed += publication.bytes();
            }
        }
        // The messages are in; a topic's extra copies cannot wait for memory any more.
        broker.memory().add(needed - reserved);
        List<CoreDelivery> consumed = List.copyOf(unsettled);
        unsettled.clear();
        try {
            new Commit(broker, publications, consumed).run();
            return TxOutcome.COMMITTED;
        } catch (StoreException e) {
            // Whatever the store knows, nothing of it is in the queues: the messages that were consumed stay with
            // the session and come again, marked as redelivered, when it is rolled back or closed.
            broker.memory().release(needed);
            unsettled.addAll(consumed);
            broker.report("A commit could not be stored; its outcome is unknown.", e);
            return TxOutcome.UNKNOWN;
        }
    }

    @Override
    public TxOutcome resolve() {
        // Only a store that recovers can tell, after a restart.
        return TxOutcome.UNKNOWN;
    }

    @Override
    public void rollback() throws EngineException {
        requireOpen();
        dropSent(requireTransaction());
        settleAll(Settlement.RELEASE);
    }

    private void dropSent(Transaction rolledBack) {
        broker.memory().release(rolledBack.bytes());
        rolledBack.take();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        // First the sources, so that what returns does not wake the session's own consumers.
        for (Source source : List.copyOf(sources)) {
            source.close();
        }
        closed = true;
        if (transaction != null) {
            dropSent(transaction);
        }
        releaseAll(Settlement.RELEASE);
        unsettled.clear();
        connection.closed(this);
    }

    private Transaction requireTransaction() throws EngineException {
        if (transaction == null) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The session is not transacted.");
        }
        return transaction;
    }

    private void requireOpen() throws EngineException {
        if (closed) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The session is closed.");
        }
    }
}
