package org.petrelmq.core;

import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;

/** For records that nobody waits for: should they be lost, the message is looked at again after a restart. */
final class Unawaited implements StoreCompletion {
    static final Unawaited INSTANCE = new Unawaited();

    private Unawaited() {}

    @Override
    public void stored() {
        // As hoped.
    }

    @Override
    public void failed(StoreException cause) {
        // A store that failed refuses everything after it, and tells those who wait.
    }
}
