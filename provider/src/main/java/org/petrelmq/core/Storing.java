package org.petrelmq.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;

/** Records that go together, and waiting until the store has them. */
final class Storing implements StoreCompletion {
    private final CoreBroker broker;
    private boolean complete;
    private @Nullable StoreException failure;

    Storing(CoreBroker broker) {
        this.broker = broker;
    }

    /** Returns when the records are kept. */
    void run(List<StoreRecord> records) throws StoreException {
        broker.store().append(records, this);
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
