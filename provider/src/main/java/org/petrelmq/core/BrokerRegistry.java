package org.petrelmq.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.petrelmq.engine.EngineException;
import org.petrelmq.store.MemoryStore;

/**
 * The brokers of this JVM (of this class loader, to be exact) by name: the one static of the provider. A broker in memory
 * stays, with its contents and without threads, until the last handle that kept it is closed.
 */
final class BrokerRegistry {
    private static final Map<String, CoreBroker> BROKERS = new HashMap<>();
    private static final Map<CoreBroker, Integer> KEEPERS = new HashMap<>();

    private BrokerRegistry() {}

    /** Creates or joins the broker of that name; an empty name is a broker that nobody else can join. */
    static CoreBroker memory(String name, Map<String, Object> options) throws EngineException {
        if (name.isEmpty()) {
            return create("", options);
        }
        synchronized (BROKERS) {
            CoreBroker broker = BROKERS.get(name);
            if (broker == null) {
                broker = create(name, options);
                BROKERS.put(name, broker);
            } else {
                broker.config().requireCompatible(name, options);
            }
            return broker;
        }
    }

    private static CoreBroker create(String name, Map<String, Object> options) throws EngineException {
        return new CoreBroker(name, BrokerConfig.of(options), new MemoryStore());
    }

    /** The brokers that have a name. */
    static List<CoreBroker> brokers() {
        synchronized (BROKERS) {
            return List.copyOf(BROKERS.values());
        }
    }

    static void keep(CoreBroker broker) {
        synchronized (BROKERS) {
            KEEPERS.put(broker, KEEPERS.getOrDefault(broker, 0) + 1);
        }
    }

    /** Gives up a keeper; the last one takes the broker along. */
    static void release(CoreBroker broker) {
        synchronized (BROKERS) {
            int left = KEEPERS.getOrDefault(broker, 1) - 1;
            if (left > 0) {
                KEEPERS.put(broker, left);
                return;
            }
            KEEPERS.remove(broker);
            BROKERS.remove(broker.name(), broker);
        }
        broker.shutDown();
    }
}
