package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.QueueRemoved;

/**
 * The queues, and the owners of temporary destinations. A queue comes into being at its first use. Thread-safe.
 */
final class Destinations {
    private final CoreBroker broker;
    private final Map<Address, QueueGuard> queues = new ConcurrentHashMap<>();
    private final Map<Address, CoreConnection> owners = new ConcurrentHashMap<>();
    private final String temporaryPrefix = "petrel-temp-" + UUID.randomUUID() + "-";
    private final AtomicLong temporaries = new AtomicLong();
    private final Cap cap;
    private final Cap temporaryCap;

    Destinations(CoreBroker broker) {
        this.broker = broker;
        Limits limits = broker.config().limits();
        this.cap = new Cap("destinations", Limits.MAX_DESTINATIONS, limits.destinations());
        this.temporaryCap = new Cap("temporary destinations", Limits.MAX_TEMPORARIES, limits.temporaries());
    }

    /** The queue of an address, made unless it exists; null for a temporary one that is gone. */
    @Nullable
    QueueGuard findOrCreate(Address.Queue address) {
        QueueGuard queue = queues.get(address);
        if (queue != null || address.temporary()) {
            return queue;
        }
        return make(address);
    }

    /** One at a time, so that the store knows a queue before anybody can put something into it. */
    private synchronized QueueGuard make(Address.Queue address) {
        QueueGuard earlier = queues.get(address);
        if (earlier != null) {
            return earlier;
        }
        String name = address.name();
        QueueGuard created =
                broker.newQueue(name, broker.config().destinations().queue(name), true);
        broker.records().append(new QueueAdded(created.id, name));
        queues.put(address, created);
        cap.add();
        return created;
    }

    /** A queue that was there before a restart. */
    QueueGuard recover(QueueAdded added) {
        String name = added.name();
        QueueGuard queue =
                broker.queue(added.queue(), name, broker.config().destinations().queue(name), true);
        queues.put(Address.queue(name), queue);
        cap.add();
        return queue;
    }

    @Nullable
    QueueGuard find(Address.Queue address) {
        return queues.get(address);
    }

    List<Address> addresses() {
        return new ArrayList<>(queues.keySet());
    }

    /** Whether an address is there; of a composite one, whether all its parts are. */
    boolean exists(Address address) throws EngineException {
        boolean there = address instanceof Address.Topic topic
                ? broker.topics().find(topic) != null
                : queues.containsKey(address);
        if (there) {
            return true;
        }
        if (!Names.isComposite(address)) {
            return false;
        }
        for (Address part : Names.partsOf(address)) {
            if (!exists(part)) {
                return false;
            }
        }
        return true;
    }

    /** Brings an address into being, for receiving from it. */
    void ensure(Address address, @Nullable String user) throws EngineException {
        Names.requireSingle(address);
        if (address instanceof Address.Topic topic && isPattern(topic)) {
            Names.requireLegal(address);
            TopicFilter.of(topic);
            return;
        }
        create(address, user);
    }

    /** Brings an address into being, for sending to it; a composite one brings its parts. */
    void ensureSendable(Address address, @Nullable String user) throws EngineException {
        if (exists(address)) {
            return;
        }
        if (Names.isComposite(address)) {
            for (Address part : Names.partsOf(address)) {
                ensureSendable(part, user);
            }
            return;
        }
        if (address instanceof Address.Topic topic && isPattern(topic)) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION,
                    "Nothing can be sent to the pattern '" + address.name() + "'; patterns are for topic consumers.");
        }
        create(address, user);
    }

    private static boolean isPattern(Address.Topic topic) {
        return !topic.temporary() && TopicFilter.isPattern(topic.name());
    }

    private void create(Address address, @Nullable String user) throws EngineException {
        if (address.temporary()) {
            if (!owners.containsKey(address)) {
                throw new EngineException(
                        Failure.INVALID_DESTINATION,
                        address.describe() + " is gone: deleted, or its connection closed.");
            }
            return;
        }
        if (exists(address)) {
            return;
        }
        Names.requireLegal(address);
        broker.access().require(user, Operation.CREATE, address.name());
        cap.requireRoom();
        if (address instanceof Address.Queue queue) {
            findOrCreate(queue);
        } else {
            broker.topics().topic((Address.Topic) address);
        }
    }

    /** How many destinations there are that are not temporary. */
    Cap cap() {
        return cap;
    }

    // ---- temporary destinations ----

    Address createTemporary(Address kind, CoreConnection owner) throws EngineException {
        String name = temporaryPrefix + temporaries.incrementAndGet();
        broker.access().require(owner.user(), Operation.CREATE, name);
        temporaryCap.take();
        if (kind instanceof Address.Queue) {
            Address.Queue address = new Address.Queue(name, true);
            owners.put(address, owner);
            queues.put(
                    address,
                    broker.newQueue(name, broker.config().destinations().temporary(), false));
            return address;
        }
        Address.Topic address = new Address.Topic(name, true);
        owners.put(address, owner);
        broker.topics().topic(address);
        return address;
    }

    @Nullable
    CoreConnection ownerOf(Address temporary) {
        return owners.get(temporary);
    }

    /** Deletes a destination that has no consumer. */
    void deleteUnconsumed(Address address) throws EngineException {
        if (address instanceof Address.Queue queue) {
            QueueGuard found = queues.get(queue);
            if (found != null && !found.deleteIfNotConsumed()) {
                throw inUse(address);
            }
            if (found != null) {
                forget(queue, found);
            }
        } else if (!broker.topics().delete((Address.Topic) address)) {
            throw inUse(address);
        }
        forgetOwner(address);
    }

    private void forgetOwner(Address address) {
        if (owners.remove(address) != null) {
            temporaryCap.release();
        }
    }

    /** A queue has been deleted; who looks for it gets another one. */
    void forget(Address.Queue address, QueueGuard deleted) {
        if (queues.remove(address, deleted) && !address.temporary()) {
            cap.release();
            broker.records().append(new QueueRemoved(deleted.id));
        }
    }

    private static EngineException inUse(Address address) {
        return new EngineException(
                Failure.ILLEGAL_STATE, address.describe() + " has a consumer and cannot be deleted.");
    }

    /** Deletes a temporary destination whose connection has closed. */
    void deleteTemporary(Address temporary) {
        forgetOwner(temporary);
        if (temporary instanceof Address.Queue queue) {
            QueueGuard found = queues.remove(queue);
            if (found != null) {
                found.delete();
            }
        } else {
            broker.topics().delete((Address.Topic) temporary);
        }
    }
}
