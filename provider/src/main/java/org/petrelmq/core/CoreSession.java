package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Completion;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxOutcome;
import org.petrelmq.message.Address;
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
    private final XAResource xa;

    /** Whether other sessions adopt what this one hands out, which therefore keeps no account of it. */
    private final boolean adoptable;

    private final List<Source> sources = new ArrayList<>();

    /** In the order of delivery. */
    private final List<CoreDelivery> unsettled = new ArrayList<>();

    /** Which distributed transaction the session works for. */
    private @Nullable Branch branch;

    private boolean closed;

    CoreSession(CoreBroker broker, CoreConnection connection, @Nullable Transaction transaction, boolean adoptable) {
        this.adoptable = adoptable;
        this.broker = broker;
        this.connection = connection;
        this.transaction = transaction;
        this.xa = new CoreXaResource(broker, this);
    }

    @Override
    public void send(Envelope message, @Nullable Completion completion) throws EngineException {
        requireOpen();
        long bytes = Entry.FOOTPRINT + acceptableBytes(message);
        if (transaction == null && branch == null) {
            broker.publish(message, bytes, connection.origin());
        } else {
            buffer(message, bytes);
        }
        EngineObserver observer = broker.observer();
        if (observer != null) {
            observer.sent(broker.name(), message);
        }
        if (completion != null) {
            completion.done();
        }
    }

    /** The size of a message that this connection may send now. */
    private long acceptableBytes(Envelope message) throws EngineException {
        Address destination = message.destination();
        requireSendPermission(destination);
        broker.destinations().ensureSendable(destination, connection.user());
        long limit = broker.config().limits().messageBytes();
        long bytes = message.footprint();
        if (bytes > limit) {
            throw new EngineException(
                    Failure.RESOURCE_ALLOCATION,
                    "A message of about " + bytes + " bytes is larger than the broker's " + Limits.MAX_MESSAGE_SIZE
                            + " of " + limit + " bytes.");
        }
        return bytes;
    }

    private void requireSendPermission(Address destination) throws EngineException {
        if (Names.isComposite(destination)) {
            for (Address part : Names.partsOf(destination)) {
                requireSendPermission(part);
            }
        } else if (!destination.temporary()) {
            broker.access().require(connection.user(), Operation.SEND, destination.name());
        }
    }

    private void buffer(Envelope message, long bytes) throws EngineException {
        requireRoom(branch == null ? requireTransaction().size() : branch.size());
        broker.memory().reserve(bytes);
        if (branch == null) {
            requireTransaction().add(message, connection.origin(), bytes);
            return;
        }
        boolean sent = false;
        try {
            branch.send(message, connection.origin(), bytes);
            sent = true;
        } finally {
            if (!sent) {
                broker.memory().release(bytes);
            }
        }
    }

    private void requireRoom(int uncommitted) throws EngineException {
        int limit = broker.config().limits().transactionMessages();
        if (uncommitted >= limit) {
            throw Cap.exceeded("uncommitted messages of one transaction", Limits.MAX_TRANSACTION_MESSAGES, limit);
        }
    }

    @Override
    public Source open(SourceSpec spec, Signal wake) throws EngineException {
        requireOpen();
        Source source = connection.open(spec, wake, this);
        sources.add(source);
        return source;
    }

    /** A source of this session was polled: the delivery is the session's to settle, or its branch's. */
    CoreDelivery handedOut(QueueGuard queue, Entry entry, Envelope envelope) throws EngineException {
        CoreDelivery delivery = new CoreDelivery(queue, entry, envelope);
        EngineObserver observer = broker.observer();
        if (observer != null) {
            observer.delivered(broker.name(), queue.name, envelope, delivery.count());
        }
        if (!adoptable) {
            adopt(delivery);
        }
        return delivery;
    }

    @Override
    public void adopt(Delivery delivery) throws EngineException {
        CoreDelivery adopted = (CoreDelivery) delivery;
        if (branch == null) {
            unsettled.add(adopted);
        } else if (!branch.consume(adopted)) {
            adopted.queue().releaseUnseen(adopted.entry());
            branch.requireActive();
        }
    }

    /** Whether what is received is settled when a transaction ends, whatever the session says. */
    boolean isInBranch() {
        return branch != null;
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
        if (adoptable) {
            settle((CoreDelivery) delivery, how);
            return;
        }
        // Nearly always the last one: sessions that settle one by one hand out one by one.
        int index = unsettled.lastIndexOf(delivery);
        if (index < 0) {
            return;
        }
        settle(unsettled.get(index), how);
        unsettled.remove(index);
    }

    private void settle(CoreDelivery settling, Settlement how) throws EngineException {
        switch (how) {
            case ACCEPT -> accept(settling);
            case RELEASE -> settling.queue().releaseAll(List.of(settling.entry()));
            case RELEASE_UNSEEN -> settling.queue().releaseUnseen(settling.entry());
        }
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
            acknowledged(List.of(delivery));
        }
    }

    private void acknowledged(List<CoreDelivery> deliveries) {
        EngineObserver observer = broker.observer();
        if (observer != null) {
            for (CoreDelivery delivery : deliveries) {
                observer.acknowledged(broker.name(), delivery.queue().name, delivery.envelope());
            }
        }
    }

    private void accept(List<CoreDelivery> deliveries) throws EngineException {
        try {
            new Commit(broker, List.of(), deliveries).run();
        } catch (StoreException e) {
            throw broker.records().notStored("The acknowledgement could not be stored.", e);
        }
        acknowledged(deliveries);
    }

    private void releaseAll(Settlement how) {
        if (how == Settlement.RELEASE_UNSEEN) {
            for (CoreDelivery delivery : unsettled) {
                delivery.queue().releaseUnseen(delivery.entry());
            }
            return;
        }
        CoreDelivery.releaseAll(unsettled);
    }

    @Override
    public TxOutcome commit() throws EngineException {
        requireOpen();
        Transaction committing = requireTransaction();
        List<CoreDelivery> consumed = List.copyOf(unsettled);
        unsettled.clear();
        try {
            Commit.run(broker, List.of(committing), consumed, null);
            committing.clear();
            return TxOutcome.COMMITTED;
        } catch (StoreException e) {
            if (e.isFull()) {
                dropSent(committing);
                CoreDelivery.releaseAll(consumed);
                broker.report("A commit was rolled back: there is no room for what it sends.", e);
                return TxOutcome.ROLLED_BACK;
            }
            broker.records().storeFailed(e);
            // Whatever the store knows, nothing of it is in the queues: the messages that were consumed stay with
            // the session and come again, marked as redelivered, when it is rolled back or closed.
            dropSent(committing);
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
        rolledBack.clear();
    }

    @Override
    public XAResource xa() {
        return xa;
    }

    @Nullable
    Branch branch() {
        return branch;
    }

    /** What is sent and received from now on is the branch's; null for nobody's. */
    void workFor(@Nullable Branch newBranch) {
        branch = newBranch;
    }

    boolean isClosed() {
        return closed;
    }

    /** What was done for a branch stays with it (JMS 3.1 §11.3). */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (branch != null) {
            branch.leave(this);
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
