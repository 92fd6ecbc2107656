package org.petrelmq.core;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.ConnectionEvents;
import org.petrelmq.engine.EngineAdmin;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Resolve;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.message.Address;
import org.petrelmq.util.CloseScope;

/** A connection of the embedded engine: its sessions, its flow, its client ID, its temporary destinations. Thread-safe. */
final class CoreConnection implements EngineConnection {
    private static final StackTraceElement[] NOWHERE = {};

    private final CoreBroker broker;
    private final ConnectionEvents events;
    private final ConnectSpec who;
    private final CloseScope<CoreSession> sessions = new CloseScope<>();
    private final CloseScope<Address> temporaries = new CloseScope<>();

    /** The open consumers. Its lock is the connection's flow: whoever opens a consumer sees it on or off, not in between. */
    private final Set<CoreSource> sources = new LinkedHashSet<>();

    /** The thread that opened it, and where that was, if the broker is to know. */
    private final String openedBy = Thread.currentThread().getName();

    private final StackTraceElement[] openedAt;

    private boolean flowing;
    private volatile Origin origin;

    CoreConnection(CoreBroker broker, ConnectionEvents events, ConnectSpec who, Origin origin) {
        this.broker = broker;
        this.events = events;
        this.who = who;
        this.origin = origin;
        this.openedAt = broker.config().traceConnections() ? new Throwable().getStackTrace() : NOWHERE;
    }

    CoreBroker broker() {
        return broker;
    }

    Origin origin() {
        return origin;
    }

    /** Whose connection it is; null if nobody said so. */
    @Nullable
    String user() {
        return who.user();
    }

    /** What administration tells of it. */
    EngineAdmin.ConnectionEntry describe() {
        return new EngineAdmin.ConnectionEntry(
                origin.connection(),
                user(),
                origin.clientId(),
                sessions.children().size(),
                openedBy,
                List.of(openedAt));
    }

    /** Ends the connection, and tells its client why. */
    void fail(EngineException cause) {
        events.failed(cause);
        close();
    }

    @Override
    public long timeMillis() {
        return broker.time().millis();
    }

    @Override
    public void identify(String clientId) throws EngineException {
        broker.connections().claimClientId(clientId, this);
        origin = new Origin(origin.connection(), clientId);
    }

    @Override
    public EngineSession openSession(AckModel acks, TxModel transactions) throws EngineException {
        Transaction transaction = transactions == TxModel.LOCAL ? new Transaction() : null;
        CoreSession session = new CoreSession(broker, this, transaction, acks == AckModel.NONE);
        broker.sessionCap().take();
        if (!sessions.add(session)) {
            broker.sessionCap().release();
            throw closedException();
        }
        return session;
    }

    List<CoreSession> sessions() {
        return sessions.children();
    }

    void closed(CoreSession session) {
        sessions.remove(session);
        broker.sessionCap().release();
    }

    @Override
    public void setFlowing(boolean on) {
        synchronized (sources) {
            flowing = on;
            for (CoreSource source : sources) {
                source.setFlowing(on);
            }
        }
    }

    Source open(SourceSpec spec, Signal wake, CoreSession session) throws EngineException {
        Address address = spec.address();
        broker.access().require(user(), operation(spec.kind()), address.name());
        broker.destinations().ensure(address, user());
        requireOwned(address);
        return switch (spec.kind()) {
            case BROWSER -> browse(queue((Address.Queue) address), spec, session);
            case QUEUE -> consume((Address.Queue) address, spec, wake, session);
            default -> subscribe(spec, wake, session);
        };
    }

    private static Operation operation(SourceSpec.Kind kind) {
        return switch (kind) {
            case QUEUE -> Operation.CONSUME;
            case BROWSER -> Operation.BROWSE;
            case SUBSCRIPTION, SHARED, DURABLE, SHARED_DURABLE -> Operation.SUBSCRIBE;
        };
    }

    private Source browse(QueueGuard queue, SourceSpec spec, CoreSession session) throws EngineException {
        return new CoreBrowser(broker, session, queue, queue.browse(spec.selector()));
    }

    private QueueGuard queue(Address.Queue address) throws EngineException {
        QueueGuard queue = broker.destinations().findOrCreate(address);
        if (queue == null) {
            throw new EngineException(Failure.INVALID_DESTINATION, address.describe() + " is gone.");
        }
        return queue;
    }

    private Source subscribe(SourceSpec spec, Signal wake, CoreSession session) throws EngineException {
        if (spec.kind().isDurable() && spec.address().temporary()) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION,
                    "A durable subscription to " + spec.address().describe() + " would outlive it.");
        }
        Subscription subscription = broker.topics().subscribe(spec, origin);
        try {
            if (spec.kind().isDurable()) {
                broker.records().sync();
            }
            Source source = consume(subscription.queue, spec, wake, session, subscription);
            return Objects.requireNonNull(source, "a subscription with a consumer is not deleted");
        } catch (EngineException e) {
            broker.topics().consumerClosed(subscription);
            throw e;
        }
    }

    /** A queue that is deleted at the same moment is made again, as if the consumer had come a little later. */
    private Source consume(Address.Queue address, SourceSpec spec, Signal wake, CoreSession session)
            throws EngineException {
        while (true) {
            QueueGuard queue = queue(address);
            Source source = consume(queue, spec, wake, session, null);
            if (source != null) {
                return source;
            }
            broker.destinations().forget(address, queue);
        }
    }

    /** Returns null if the queue has been deleted. */
    private @Nullable Source consume(
            QueueGuard queue, SourceSpec spec, Signal wake, CoreSession session, @Nullable Subscription subscription)
            throws EngineException {
        synchronized (sources) {
            Consumer consumer = new Consumer(wake, who.consumerPriority(), flowing);
            // What is in a subscription has passed its selector already.
            if (!queue.attach(consumer, subscription == null ? spec.selector() : null)) {
                return null;
            }
            CoreSource source = new CoreSource(this, session, queue, consumer, subscription);
            sources.add(source);
            return source;
        }
    }

    /** Whether one of its consumers receives from that queue. */
    boolean consumesFrom(QueueGuard queue) {
        synchronized (sources) {
            return sources.stream().anyMatch(source -> source.queue() == queue);
        }
    }

    void forget(CoreSource source) {
        synchronized (sources) {
            sources.remove(source);
        }
    }

    @Override
    public Address resolve(Address wanted, Resolve how) throws EngineException {
        if (how != Resolve.TEMPORARY) {
            if (how == Resolve.SEND) {
                broker.destinations().ensureSendable(wanted, user());
            } else {
                broker.destinations().ensure(wanted, user());
            }
            return wanted;
        }
        Address temporary = broker.destinations().createTemporary(wanted, this);
        if (!temporaries.add(temporary)) {
            broker.destinations().deleteTemporary(temporary);
            throw closedException();
        }
        return temporary;
    }

    private void requireOwned(Address address) throws EngineException {
        if (address.temporary() && broker.destinations().ownerOf(address) != this) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION,
                    "Only the connection that created " + address.describe() + " can consume from it.");
        }
    }

    @Override
    public void delete(Address temporary) throws EngineException {
        if (broker.destinations().ownerOf(temporary) != this) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION,
                    temporary.describe() + " is not a temporary destination of this connection.");
        }
        broker.destinations().deleteUnconsumed(temporary);
        temporaries.remove(temporary);
    }

    @Override
    public void unsubscribe(String subscription) throws EngineException {
        broker.access().require(user(), Operation.DELETE, subscription);
        broker.topics().unsubscribe(origin.clientId(), subscription);
        broker.records().sync();
    }

    @Override
    public void close() {
        for (CoreSession session : sessions.close()) {
            session.close();
        }
        List<Address> owned = temporaries.close();
        for (Address temporary : owned) {
            broker.destinations().deleteTemporary(temporary);
        }
        broker.connections().closed(this);
    }

    private static EngineException closedException() {
        return new EngineException(Failure.ILLEGAL_STATE, "The connection is closed.");
    }
}
