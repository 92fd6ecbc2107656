package org.petrelmq.core;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Later;
import org.petrelmq.core.Effects.Reason;
import org.petrelmq.core.Effects.Returned;
import org.petrelmq.core.Topic.Replayed;
import org.petrelmq.engine.Ending;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.util.TimeSource;

/**
 * The embedded engine: what the connections share. It routes a message to its queues, finishes what leaves them, and owns
 * time, memory and store. Thread-safe.
 *
 * <p>It has a thread of its own, for timers, only while it has connections.
 */
final class CoreBroker implements QueueHost {
    private final String name;
    private final BrokerConfig config;
    private final MessageStore store;
    private final BrokerStore records;
    private final MemoryBudget memory;
    private final Timers timers;
    private final Destinations destinations;
    private final Topics topics;
    private final DeadLetters deadLetters;
    private final Branches branches;

    private final Connections connections;
    private final AtomicLong queueIds = new AtomicLong();
    private final Access access;
    private final Cap sessionCap;

    /** Makes the locks of the queues. */
    private final Supplier<Lock> locks;

    CoreBroker(String name, BrokerConfig config, MessageStore store) {
        this(name, config, store, Disconnections.threadsOf(name));
    }

    /**
     * A broker.
     *
     * @param disconnecting the threads that close connections which are not closed by their clients
     */
    CoreBroker(String name, BrokerConfig config, MessageStore store, ThreadFactory disconnecting) {
        this(name, config, store, disconnecting, ReentrantLock::new);
    }

    /**
     * As the other, with a seam at which a test counts.
     *
     * @param locks makes the locks of the queues
     */
    CoreBroker(
            String name, BrokerConfig config, MessageStore store, ThreadFactory disconnecting, Supplier<Lock> locks) {
        this.locks = locks;
        this.name = name;
        this.config = config;
        this.store = store;
        this.records = new BrokerStore(this, store);
        this.memory = new MemoryBudget(config.memoryLimit(), config.sendTimeoutMillis());
        this.timers = new Timers(config.time(), "petrel-timer-" + name);
        this.destinations = new Destinations(this);
        this.topics = new Topics(this);
        this.deadLetters = new DeadLetters(this);
        this.branches = new Branches(this);
        this.connections = new Connections(this, disconnecting);
        this.access = new Access(config.access());
        this.sessionCap =
                new Cap("sessions", Limits.MAX_SESSIONS, config.limits().sessions());
    }

    String name() {
        return name;
    }

    BrokerConfig config() {
        return config;
    }

    @Override
    public TimeSource time() {
        return config.time();
    }

    @Override
    public MessageStore store() {
        return store;
    }

    /** What the store is told beside messages. */
    BrokerStore records() {
        return records;
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    Timers timers() {
        return timers;
    }

    Connections connections() {
        return connections;
    }

    Destinations destinations() {
        return destinations;
    }

    Topics topics() {
        return topics;
    }

    Branches branches() {
        return branches;
    }

    /** Who may do what. */
    Access access() {
        return access;
    }

    /** Who is told of what happens to messages; null for nobody. */
    @Nullable
    EngineObserver observer() {
        return config.observer();
    }

    Cap sessionCap() {
        return sessionCap;
    }

    /** Ends the broker: connections are closed, and what is only in memory is gone. */
    void shutDown(Ending ending) {
        if (ending == Ending.KILLED) {
            records.halt();
        }
        shutDown();
    }

    void shutDown() {
        connections.close(new EngineException(Failure.GENERAL, "The broker '" + name + "' was closed."));
        timers.rest();
        store.close();
    }

    // ---- a message's way ----

    /**
     * Sends a message and returns when it is in its queues, kept as safe as the store keeps it.
     *
     * @param bytes what it takes in one queue
     */
    void publish(Envelope envelope, long bytes, Origin sender) throws EngineException {
        memory.reserve(bytes);
        List<QueueGuard> queues = queuesFor(envelope, sender);
        if (queues.isEmpty()) {
            memory.release(bytes);
            return;
        }
        if (queues.size() == 1 && entersAtOnce(envelope, queues.get(0))) {
            enter(queues.get(0), envelope, store.nextPlace());
            return;
        }
        Publication publication = new Publication(this, envelope, queues);
        if (publication.isBounded()) {
            awaitRoom(publication, envelope, bytes);
        }
        if (publication.bytes() != bytes) {
            memory.add(publication.bytes() - bytes);
        }
        try {
            publication.publish();
        } catch (StoreException e) {
            withdraw(envelope);
            throw records.notStored("The message could not be stored.", e);
        }
    }

    private void awaitRoom(Publication publication, Envelope envelope, long reserved) throws EngineException {
        try {
            publication.awaitRoom(config.sendTimeoutMillis());
        } catch (EngineException e) {
            memory.release(reserved);
            withdraw(envelope);
            throw e;
        }
    }

    /** A send has failed: newcomers do not get the message either. */
    private void withdraw(Envelope envelope) throws EngineException {
        Address destination = envelope.destination();
        List<Address> all = Names.isComposite(destination) ? Names.partsOf(destination) : List.of(destination);
        for (Address one : all) {
            Topic topic = one instanceof Address.Topic named ? topics.find(named) : null;
            if (topic != null) {
                topic.withdraw(envelope);
            }
        }
    }

    /** Finds the queues that a message goes to now; null if there are none. */
    @Nullable
    Publication route(Envelope envelope, Origin sender) {
        List<QueueGuard> queues = queuesFor(envelope, sender);
        return queues.isEmpty() ? null : new Publication(this, envelope, queues);
    }

    private List<QueueGuard> queuesFor(Envelope envelope, Origin sender) {
        Address destination = envelope.destination();
        return Names.isComposite(destination)
                ? queuesOfAll(destination, envelope, sender)
                : queuesOf(destination, envelope, sender);
    }

    /** Whether nothing has to be kept, awaited or paged out: most messages in memory, and their shortest way. */
    private boolean entersAtOnce(Envelope envelope, QueueGuard queue) {
        return !store.mayKeep(envelope) && queue.policy().limit() == 0 && !isShortOfHeap();
    }

    private void enter(QueueGuard queue, Envelope envelope, long place) {
        Entry entry = new Entry(envelope, place, Enqueued.NOWHERE, null);
        setTimer(queue, entry, isAhead(envelope.stamp()) ? envelope.stamp().deliveryTime() : 0);
        if (entry.isDelayed()) {
            queue.delay(entry);
        } else {
            queue.enqueue(entry);
        }
    }

    private List<QueueGuard> queuesOf(Address destination, Envelope envelope, Origin sender) {
        if (destination instanceof Address.Queue queue) {
            QueueGuard found = destinations.findOrCreate(queue);
            return found == null ? List.of() : found.alone;
        }
        Topic topic = destination.temporary()
                ? topics.find((Address.Topic) destination)
                : topics.topic((Address.Topic) destination);
        return topic == null ? List.of() : topic.publish(envelope, sender);
    }

    /** One message for each queue, also where several parts of a composite destination lead to it. */
    private List<QueueGuard> queuesOfAll(Address composite, Envelope envelope, Origin sender) {
        Set<QueueGuard> queues = new LinkedHashSet<>();
        try {
            for (Address part : Names.partsOf(composite)) {
                queues.addAll(queuesOf(part, envelope, sender));
            }
        } catch (EngineException e) {
            throw new IllegalStateException("The destination was legal when the message was sent.", e);
        }
        return List.copyOf(queues);
    }

    /** Puts a kept message of a topic into a new subscription. */
    void enqueueReplayed(QueueGuard queue, Replayed replayed) {
        memory.add(Entry.FOOTPRINT + replayed.envelope().footprint());
        enter(queue, replayed.envelope(), replayed.place());
    }

    /** Whether a message waits for its delivery time; undelayed, that is the time of the send, and the clock is not asked. */
    boolean isAhead(Stamp stamp) {
        return stamp.deliveryTime() > stamp.timestamp() && stamp.deliveryTime() > time().millis();
    }

    /**
     * Sets the timer of a message that is about to enter a queue, if it has a delivery time or an expiration ahead.
     *
     * @param deliveryTime 0 if it waits for none
     */
    void setTimer(QueueGuard queue, Entry entry, long deliveryTime) {
        if (deliveryTime != 0 || entry.expiration != 0) {
            EntryTimer timer = new EntryTimer(this, queue, entry, deliveryTime != 0);
            entry.timer = timer;
            timers.add(timer, deliveryTime != 0 ? firstOf(deliveryTime, entry.expiration) : entry.expiration);
        }
    }

    private static long firstOf(long due, long expiration) {
        return expiration == 0 ? due : Math.min(due, expiration);
    }

    /** An entry has left its queue for good. */
    void left(Entry entry) {
        memory.release(entry.freedBytes());
        if (entry.pagedTo() != Enqueued.NOWHERE) {
            store.discard(entry.pagedTo());
        }
        EntryTimer timer = entry.timer;
        if (timer != null) {
            timers.cancel(timer);
        }
    }

    @Override
    public void gone(QueueGuard queue, List<Gone> gone) {
        for (Gone leaving : gone) {
            Entry entry = leaving.entry();
            observe(queue, leaving);
            String expiryQueue = queue.policy().expiryQueue();
            if (leaving.reason() == Reason.DEAD) {
                deadLetters.acceptDead(queue, entry);
            } else if (leaving.reason() == Reason.EXPIRED && expiryQueue != null && !expiryQueue.equals(queue.name)) {
                deadLetters.acceptExpired(queue, entry, expiryQueue);
            } else {
                forget(queue, entry);
            }
        }
    }

    private void observe(QueueGuard queue, Gone leaving) {
        EngineObserver observer = observer();
        if (observer == null) {
            return;
        }
        Entry entry = leaving.entry();
        switch (leaving.reason()) {
            case EXPIRED -> observer.expired(name, queue.name, entry.envelope());
            case DEAD -> observer.deadLettered(name, queue.name, entry.envelope(), entry.released());
            case DROPPED, REPLACED -> {}
        }
    }

    @Override
    public void later(QueueGuard queue, List<Later> later) {
        for (Later again : later) {
            Entry entry = again.entry();
            EntryTimer before = entry.timer;
            if (before != null) {
                timers.cancel(before);
            }
            EntryTimer timer = new EntryTimer(this, queue, entry, true);
            entry.timer = timer;
            long now = time().millis();
            long due = now + Math.min(again.millis(), Long.MAX_VALUE - now);
            timer.waitUntil(entry.expiration == 0 ? due : Math.min(due, entry.expiration));
        }
    }

    @Override
    public void overflown(QueueGuard queue) {
        EngineException slow = new EngineException(
                Failure.RESOURCE_ALLOCATION,
                "A consumer of '" + queue + "' is too slow: more than "
                        + queue.policy().limit()
                        + " messages wait for it (subscriberLimit), so its connection is closed.");
        for (CoreConnection connection : connections.all()) {
            if (connection.consumesFrom(queue)) {
                connections.disconnect(connection, slow);
            }
        }
    }

    /** Finishes an entry that left its queue without being consumed. */
    void forget(QueueGuard queue, Entry entry) {
        left(entry);
        if (entry.isKept()) {
            records.append(new StoreRecord.Settled(queue.id, entry.stored));
        }
    }

    @Override
    public void returned(QueueGuard queue, Returned returned) {
        records.append(new StoreRecord.Released(queue.id, returned.entry().stored, returned.count()));
    }

    @Override
    public void announceHandOut(QueueGuard queue) throws EngineException {
        records.append(new StoreRecord.HandedOut(queue.id));
        records.sync();
    }

    /** Whether messages had better be on the disk than in the heap. */
    boolean isShortOfHeap() {
        return store.isDurable() && memory.isScarce();
    }

    /** Takes what is in queues out of the heap, if the room there is nearly used up. */
    void sweep(List<QueueGuard> queues) throws EngineException {
        if (memory.isNearlyGone()) {
            for (QueueGuard queue : queues) {
                queue.paging().pageOutAll();
            }
            memory.swept();
        }
    }

    /** The memory of messages that topics keep for newcomers. */
    long replayedBytes() {
        long bytes = 0;
        for (Address address : topics.addresses()) {
            Topic topic = topics.find((Address.Topic) address);
            bytes += topic == null ? 0 : topic.keptBytes();
        }
        return bytes;
    }

    /** Brings back what the store kept. To be called once, before anybody connects. */
    void recover() throws StoreException {
        queueIds.set(store.lastQueue());
        Recovered recovered = new Recovered(this);
        store.replay(recovered);
        recovered.finish();
    }

    // ---- making ----

    /**
     * A queue that nobody sees yet.
     *
     * @param durable whether it outlives the process, if the store does; whoever makes it tells the store
     */
    QueueGuard newQueue(String queueName, QueuePolicy policy, boolean durable) {
        return queue(queueIds.incrementAndGet(), queueName, policy, durable);
    }

    /** A queue that was there before a restart. */
    QueueGuard queue(long id, String queueName, QueuePolicy policy, boolean durable) {
        return new QueueGuard(id, queueName, durable, this, new QueueCore(policy), locks.get());
    }

    Topic newTopic(Address.Topic address) {
        return new Topic(address.name(), config.replayOf(address.name()), memory, store);
    }

    /** Tells an operator what no caller can be told. Of a store that was halted nothing is told: that was asked for. */
    void report(String problem, Throwable cause) {
        if (!records.isHalted()) {
            System.getLogger("org.petrelmq.core").log(Level.ERROR, "Broker '" + name + "': " + problem, cause);
        }
    }

    @Override
    public String toString() {
        return Objects.requireNonNull(name);
    }
}
