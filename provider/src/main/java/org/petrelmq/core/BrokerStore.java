package org.petrelmq.core;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;

/** What a broker tells its store beside messages, and what it makes of the store's refusals. Thread-safe. */
final class BrokerStore {
    private final CoreBroker broker;
    private final MessageStore store;

    /** Why the store takes nothing any more; null while it does. */
    private final AtomicReference<@Nullable StoreException> failedBy = new AtomicReference<>();

    private volatile boolean halted;

    BrokerStore(CoreBroker broker, MessageStore store) {
        this.broker = broker;
        this.store = store;
    }

    /** Whether what is sent persistently outlives the process. */
    boolean isDurable() {
        return store.isDurable();
    }

    /** Appends a record that nobody waits for now; what is appended later is kept later. */
    void append(StoreRecord record) {
        if (store.isDurable()) {
            store.append(record, Unawaited.INSTANCE);
        }
    }

    /** Returns when the store has what was appended. */
    void sync() throws EngineException {
        try {
            store.sync();
        } catch (StoreException e) {
            throw notStored("The change could not be stored.", e);
        }
    }

    /** The store takes nothing any more, since the broker is to end as if it were killed; that is nothing to report. */
    void halt() {
        halted = true;
        failedBy.compareAndSet(null, new StoreException("It was halted.", null));
        store.halt();
    }

    boolean isHalted() {
        return halted;
    }

    /** What the caller is told of whom the store has refused something. */
    EngineException notStored(String what, StoreException cause) {
        if (cause.isFull()) {
            return new EngineException(Failure.RESOURCE_ALLOCATION, what + " " + cause.getMessage(), cause);
        }
        storeFailed(cause);
        return new EngineException(Failure.GENERAL, what, cause);
    }

    /** Nobody waits for what the store has refused. */
    void storeRefused(StoreException cause) {
        if (!cause.isFull()) {
            storeFailed(cause);
        }
    }

    /** The store takes nothing any more: every connection is told, once, and nobody connects any more. */
    void storeFailed(StoreException cause) {
        if (store.isDurable() && failedBy.compareAndSet(null, cause)) {
            broker.report("The store has failed and takes nothing any more.", cause);
            for (CoreConnection connection : broker.connections().all()) {
                broker.connections().disconnect(connection, failure(cause));
            }
        }
    }

    /**
     * Lets nobody in who could do nothing.
     *
     * @throws EngineException if the store has failed
     */
    void requireWorking() throws EngineException {
        StoreException cause = failedBy.get();
        if (cause != null) {
            throw failure(cause);
        }
    }

    private EngineException failure(StoreException cause) {
        return new EngineException(
                Failure.GENERAL, "The store of the broker '" + broker.name() + "' has failed.", cause);
    }
}
