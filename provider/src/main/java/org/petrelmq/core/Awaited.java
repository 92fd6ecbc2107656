package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;

/** A batch that its sender waits for. The store tells it how it has ended, on the thread that writes. */
abstract class Awaited implements StoreCompletion {
    private boolean complete;
    private @Nullable StoreException failure;

    /**
     * Returns when the batch, which was appended, is kept.
     *
     * @throws StoreException if it is not, or nobody knows
     */
    final void await(MessageStore store) throws StoreException {
        if (!complete) {
            try {
                store.sync();
            } catch (StoreException e) {
                // A store may fail when it has kept this already: what it has told then is what counts.
                if (!complete) {
                    throw e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The batch is kept: what follows from that. */
    abstract void kept();

    @Override
    public final void stored() {
        kept();
        complete = true;
    }

    @Override
    public final void failed(StoreException cause) {
        failure = cause;
        complete = true;
    }
}
