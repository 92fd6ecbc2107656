package org.petrelmq.core;

import org.petrelmq.message.Envelope;
import org.petrelmq.message.Envelopes;
import org.petrelmq.selector.Selector;
import org.petrelmq.selector.SelectorException;
import org.petrelmq.store.StoreRecord.Enqueued;

/** Entries and consumers for tests of a queue by itself. */
final class Entries {
    private Entries() {}

    static Entry entry(String text, long sequence) {
        return entry(Envelopes.text(text), sequence);
    }

    static Entry entry(String text, int priority, long sequence) {
        return entry(Envelopes.text(text, priority, 0), sequence);
    }

    static Entry entry(Envelope envelope, long sequence) {
        return new Entry(envelope, sequence, Enqueued.NOWHERE, null);
    }

    static Consumer consumer() {
        return new Consumer(() -> {}, 0, true);
    }

    /** A consumer of a queue; the selector may be null. */
    static Consumer attached(QueueCore queue, String selector) {
        try {
            Consumer consumer = consumer();
            queue.attach(consumer, Selector.parse(selector));
            return consumer;
        } catch (SelectorException e) {
            throw new AssertionError(e);
        }
    }

    static String textOf(Entry entry) {
        return entry == null ? null : Envelopes.textOf(entry.envelope());
    }
}
