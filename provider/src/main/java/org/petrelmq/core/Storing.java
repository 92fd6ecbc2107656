package org.petrelmq.core;

import java.util.List;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;

/** Records that go together, and waiting until the store has them. */
final class Storing extends Awaited {
    private final CoreBroker broker;

    Storing(CoreBroker broker) {
        this.broker = broker;
    }

    /** Returns when the records are kept. */
    void run(List<StoreRecord> records) throws StoreException {
        broker.store().append(records, this);
        await(broker.store());
    }

    @Override
    void kept() {
        // Nothing follows.
    }
}
