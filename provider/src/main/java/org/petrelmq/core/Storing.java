package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;

/** One record, and waiting until the store has it. */
final class Storing implements StoreCompletion {
    private final CoreBroker broker;
    private boolean complete;
    private @Nullable StoreException failure;

    Storing(CoreBroker broker) {
        this.broker = broker;
    }

    /** Returns when the record is kept. */
    void run(StoreRecord record) throws StoreException {
        broker.store().append(record, this);
        if (!complete) {
            broker.store().sync();
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void stored() {
        complete = true;
    }

    @Override
    public void failed(StoreException cause) {
        failure = cause;
        complete = true;
    }
}
