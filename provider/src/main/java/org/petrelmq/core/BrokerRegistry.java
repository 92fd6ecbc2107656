package org.petrelmq.core;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.store.MemoryStore;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreProvider;
import org.petrelmq.util.RecordMethods;

/**
 * The brokers of this JVM (of this class loader, to be exact) by name: the one static of the provider. A broker in memory
 * stays, with its contents and without threads, until the last handle that kept it is closed. A broker on disk, whose name is
 * its directory, stays until then too, and until its last connection is closed.
 */
final class BrokerRegistry {
    private static final Map<String, CoreBroker> BROKERS = new HashMap<>();
    private static final Map<CoreBroker, Integer> KEEPERS = new HashMap<>();

    /** How many connections brokers on disk have. */
    private static final Map<CoreBroker, Integer> LEASES = new HashMap<>();

    /** The names of the brokers that are shutting down. */
    private static final Set<String> CLOSING = new HashSet<>();

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
        BrokerConfig config = BrokerConfig.of(options);
        config.requireNoStoreOptions();
        return new CoreBroker(name, config, new MemoryStore());
    }

    // ---- brokers on disk: open while somebody keeps them or is connected ----

    /**
     * Opens or joins the broker of a directory for a connection, whose end ends the lease.
     *
     * @param directory in one spelling or another
     */
    static CoreBroker lease(Path directory, Map<String, Object> options) throws EngineException {
        return open(directory, options, LEASES);
    }

    /** Opens or joins the broker of a directory and keeps it until it is released. */
    static CoreBroker keep(Path directory, Map<String, Object> options) throws EngineException {
        return open(directory, options, KEEPERS);
    }

    private static CoreBroker open(Path directory, Map<String, Object> options, Map<CoreBroker, Integer> users)
            throws EngineException {
        StoreProvider stores = stores();
        try {
            String name = stores.prepare(directory).toString();
            synchronized (BROKERS) {
                awaitClosed(name);
                CoreBroker broker = BROKERS.get(name);
                if (broker == null) {
                    broker = recover(stores, name, options);
                    BROKERS.put(name, broker);
                } else {
                    broker.config().requireCompatible(name, options);
                }
                users.merge(broker, 1, Integer::sum);
                return broker;
            }
        } catch (StoreException e) {
            throw new EngineException(Failure.GENERAL, String.valueOf(e.getMessage()), e);
        }
    }

    private static StoreProvider stores() throws EngineException {
        try {
            return ServiceLoader.load(StoreProvider.class, BrokerRegistry.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The module has no store for directories."));
        } catch (ServiceConfigurationError e) {
            // The class loader may find no free file descriptor.
            throw new EngineException(
                    Failure.GENERAL,
                    "The store for directories cannot be loaded: " + e.getMessage() + " (" + e.getCause() + ").",
                    e);
        }
    }

    private static CoreBroker recover(StoreProvider stores, String name, Map<String, Object> options)
            throws EngineException, StoreException {
        BrokerConfig config = BrokerConfig.of(options);
        MessageStore store = stores.open(Path.of(name), config.sync());
        boolean recovered = false;
        try {
            CoreBroker broker = new CoreBroker(name, config, store);
            broker.recover();
            broker.connections().afterDisconnecting(() -> endLease(broker));
            recovered = true;
            return broker;
        } finally {
            if (!recovered) {
                store.close();
            }
        }
    }

    /** Who comes while the last user leaves waits until the directory is free. */
    private static void awaitClosed(String name) throws EngineException {
        try {
            while (CLOSING.contains(name)) {
                BROKERS.wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    Failure.GENERAL, "The thread was interrupted while the broker '" + name + "' was closing.", e);
        }
    }

    /** The brokers that have a name. */
    static List<CoreBroker> brokers() {
        synchronized (BROKERS) {
            return List.copyOf(BROKERS.values());
        }
    }

    static void keep(CoreBroker broker) {
        synchronized (BROKERS) {
            KEEPERS.merge(broker, 1, Integer::sum);
        }
    }

    /** Gives up a keeper; the last one takes the broker along. */
    static void release(CoreBroker broker) {
        boolean last;
        synchronized (BROKERS) {
            last = isLast(broker, KEEPERS) && leave(broker);
        }
        if (last) {
            shutDown(broker);
        }
    }

    /** A connection to a broker on disk has ended; the last one takes the broker along, unless somebody keeps it. */
    static void endLease(CoreBroker broker) {
        boolean last;
        synchronized (BROKERS) {
            last = isLast(broker, LEASES) && !KEEPERS.containsKey(broker) && leave(broker);
        }
        if (last) {
            shutDown(broker);
        }
    }

    private static boolean isLast(CoreBroker broker, Map<CoreBroker, Integer> users) {
        return users.computeIfPresent(broker, (any, count) -> count == 1 ? null : count - 1) == null;
    }

    /** Returns false if the broker has left already. */
    private static boolean leave(CoreBroker broker) {
        return BROKERS.remove(broker.name(), broker)
                ? CLOSING.add(broker.name())
                : broker.name().isEmpty();
    }

    private static void shutDown(CoreBroker broker) {
        try {
            broker.shutDown();
        } finally {
            synchronized (BROKERS) {
                CLOSING.remove(broker.name());
                BROKERS.notifyAll();
            }
            RecordMethods.forget();
        }
    }
}
