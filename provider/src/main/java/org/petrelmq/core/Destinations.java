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

/**
 * The queues, the owners of temporary destinations, and which names are legal. A queue comes into being at its first use.
 * Thread-safe.
 */
final class Destinations {
    /** Longest name accepted, in characters; the specification asks for 128 (JMS 3.1 §4.2.4). */
    private static final int MAX_NAME_LENGTH = 1024;

    private final CoreBroker broker;
    private final Map<Address, QueueGuard> queues = new ConcurrentHashMap<>();
    private final Map<Address, CoreConnection> owners = new ConcurrentHashMap<>();
    private final String temporaryPrefix = "petrel-temp-" + UUID.randomUUID() + "-";
    private final AtomicLong temporaries = new AtomicLong();

    Destinations(CoreBroker broker) {
        this.broker = broker;
    }

    /** The queue of an address, made unless it exists; null for a temporary one that is gone. */
    @Nullable
    QueueGuard findOrCreate(Address.Queue address) {
        QueueGuard queue = queues.get(address);
        if (queue != null || address.temporary()) {
            return queue;
        }
        QueueGuard created = broker.newQueue(address.name());
        QueueGuard earlier = queues.putIfAbsent(address, created);
        return earlier != null ? earlier : created;
    }

    @Nullable
    QueueGuard find(Address.Queue address) {
        return queues.get(address);
    }

    List<Address> addresses() {
        return new ArrayList<>(queues.keySet());
    }

    /** Brings an address into being. */
    Address ensure(Address address) throws EngineException {
        requireLegal(address);
        if (address instanceof Address.Queue queue) {
            findOrCreate(queue);
        } else if (!address.temporary()
                && !TopicFilter.of((Address.Topic) address).isPattern()) {
            broker.topics().topic((Address.Topic) address);
        }
        return address;
    }

    void requireSendable(Address address) throws EngineException {
        boolean known = address instanceof Address.Topic topic
                ? !topic.temporary() && broker.topics().find(topic) != null
                : queues.containsKey(address);
        if (known) {
            return;
        }
        requireLegal(address);
        if (address instanceof Address.Topic && TopicFilter.isPattern(address.name())) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION,
                    "Nothing can be sent to the pattern '" + address.name() + "'; patterns are for topic consumers.");
        }
    }

    private void requireLegal(Address address) throws EngineException {
        if (address.temporary()) {
            if (!owners.containsKey(address)) {
                throw new EngineException(
                        Failure.INVALID_DESTINATION,
                        address.describe() + " is gone: deleted, or its connection closed.");
            }
            return;
        }
        String name = address.name();
        if (name.length() > MAX_NAME_LENGTH) {
            throw illegal(
                    address, "has " + name.length() + " characters where at most " + MAX_NAME_LENGTH + " are allowed");
        }
        if (name.indexOf(',') >= 0) {
            throw illegal(
                    address,
                    "has a comma, which separates the parts of composite destinations; those are not supported yet");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw illegal(address, "has the control character " + (int) name.charAt(i) + " at position " + i);
            }
        }
    }

    private static EngineException illegal(Address address, String why) {
        String name = address.name();
        String shown = name.length() <= 100 ? name : name.substring(0, 100) + "…";
        String kind = address instanceof Address.Queue ? "queue" : "topic";
        return new EngineException(
                Failure.INVALID_DESTINATION, "The name of the " + kind + " '" + printable(shown) + "' " + why + ".");
    }

    private static String printable(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            result.append(Character.isISOControl(text.charAt(i)) ? '\uFFFD' : text.charAt(i));
        }
        return result.toString();
    }

    // ---- temporary destinations ----

    Address createTemporary(Address kind, CoreConnection owner) {
        String name = temporaryPrefix + temporaries.incrementAndGet();
        if (kind instanceof Address.Queue) {
            Address.Queue address = new Address.Queue(name, true);
            owners.put(address, owner);
            queues.put(address, broker.newQueue(name));
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
        owners.remove(address);
    }

    /** A queue has been deleted; who looks for it gets another one. */
    void forget(Address.Queue address, QueueGuard deleted) {
        queues.remove(address, deleted);
    }

    private static EngineException inUse(Address address) {
        return new EngineException(
                Failure.ILLEGAL_STATE, address.describe() + " has a consumer and cannot be deleted.");
    }

    /** Deletes a temporary destination whose connection has closed. */
    void deleteTemporary(Address temporary) {
        owners.remove(temporary);
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
