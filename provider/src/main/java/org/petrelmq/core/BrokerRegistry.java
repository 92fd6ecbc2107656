package org.petrelmq.core;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.petrelmq.engine.Ending;
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

    /** The names of the brokers that are shutting down, or are being opened again, and who does it. */
    private static final Map<String, Thread> CLOSING = new HashMap<>();

    /** How long who comes meanwhile waits: it may be a listener, for whom the end of the broker waits. */
    private static final long PATIENCE_MILLIS = 10_000;

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

    /**
     * Who comes while the last user leaves waits until the directory is free, unless it is called by the one who closes it, who
     * tells an ExceptionListener.
     */
    private static void awaitClosed(String name) throws EngineException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            while (CLOSING.containsKey(name)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || CLOSING.get(name) == Thread.currentThread()) {
                    throw new EngineException(Failure.ILLEGAL_STATE, "The broker '" + name + "' is closing.");
                }
                BROKERS.wait(left);
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
        if (!BROKERS.remove(broker.name(), broker)) {
            return broker.name().isEmpty();
        }
        CLOSING.put(broker.name(), Thread.currentThread());
        return true;
    }

    private static void shutDown(CoreBroker broker) {
        try {
            broker.shutDown();
        } finally {
            hasClosed(broker.name());
            RecordMethods.forget();
        }
    }

    private static void hasClosed(String name) {
        synchronized (BROKERS) {
            CLOSING.remove(name);
            BROKERS.notifyAll();
        }
    }

    // ---- brokers that end and begin again ----

    /**
     * A new broker in memory takes the name and the keeper of another one, which is to be shut down then.
     *
     * @throws EngineException ILLEGAL_STATE if it has ended already
     */
    static CoreBroker replace(CoreBroker ended) throws EngineException {
        String name = ended.name();
        CoreBroker fresh = create(name, ended.config().given());
        synchronized (BROKERS) {
            if (KEEPERS.remove(ended) == null) {
                throw hasEnded(ended);
            }
            if (!name.isEmpty()) {
                BROKERS.put(name, fresh);
            }
            KEEPERS.put(fresh, 1);
        }
        return fresh;
    }

    /**
     * Ends the broker of a directory, whoever has it, and opens it again for one keeper; who comes meanwhile waits.
     *
     * @throws EngineException ILLEGAL_STATE if it has ended already, or GENERAL if it cannot be opened again
     */
    static CoreBroker reopen(CoreBroker ended, Ending ending) throws EngineException {
        synchronized (BROKERS) {
            if (!leave(ended)) {
                throw hasEnded(ended);
            }
            KEEPERS.remove(ended);
            LEASES.remove(ended);
        }
        try {
            ended.shutDown(ending);
            CoreBroker again = recover(stores(), ended.name(), ended.config().given());
            synchronized (BROKERS) {
                BROKERS.put(again.name(), again);
                KEEPERS.put(again, 1);
            }
            return again;
        } catch (StoreException e) {
            throw new EngineException(Failure.GENERAL, String.valueOf(e.getMessage()), e);
        } finally {
            hasClosed(ended.name());
        }
    }

    private static EngineException hasEnded(CoreBroker broker) {
        return new EngineException(Failure.ILLEGAL_STATE, "The broker '" + broker.name() + "' is closed.");
    }
}
