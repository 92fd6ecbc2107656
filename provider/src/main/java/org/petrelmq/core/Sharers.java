package org.petrelmq.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The entries that share the envelope of a published message. Its bytes are free when the last of them is gone: one slow
 * subscriber keeps all of it in the heap, and is accounted for in full. Thread-safe.
 */
final class Sharers {
    final long envelopeBytes;
    private final AtomicInteger left;

    Sharers(long envelopeBytes, int count) {
        this.envelopeBytes = envelopeBytes;
        this.left = new AtomicInteger(count);
    }

    /** One of them leaves; returns whether it was the last. */
    boolean leave() {
        return left.decrementAndGet() == 0;
    }
}
