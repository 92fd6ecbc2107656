package org.petrelmq.core;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;

/**
 * What an envelope costs in memory, and who still holds it. The copies of a published message share one charge, and the
 * envelope's bytes are free when the last copy is gone: one slow subscriber keeps all of it in the heap.
 */
final class Charge {
    private final long envelopeBytes;
    private final @Nullable AtomicInteger holders;

    private Charge(long envelopeBytes, @Nullable AtomicInteger holders) {
        this.envelopeBytes = envelopeBytes;
        this.holders = holders;
    }

    static Charge of(Envelope envelope, int holders) {
        return new Charge(envelope.footprint(), holders == 1 ? null : new AtomicInteger(holders));
    }

    /** What the message costs with that many entries. */
    long bytesFor(int entries) {
        return envelopeBytes + (long) entries * Entry.FOOTPRINT;
    }

    /** What becomes free when one entry goes. */
    long freed() {
        boolean last = holders == null || holders.decrementAndGet() == 0;
        return Entry.FOOTPRINT + (last ? envelopeBytes : 0);
    }
}
