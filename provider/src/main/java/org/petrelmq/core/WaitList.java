package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** The consumers that wait, the longest first. Linked through the consumers themselves, since waiting must cost nothing. */
final class WaitList {
    private @Nullable Consumer first;
    private @Nullable Consumer last;

    @Nullable
    Consumer first() {
        return first;
    }

    void add(Consumer consumer) {
        consumer.previousWaiter = last;
        if (last == null) {
            first = consumer;
        } else {
            last.nextWaiter = consumer;
        }
        last = consumer;
    }

    void remove(Consumer consumer) {
        if (consumer.previousWaiter == null) {
            first = consumer.nextWaiter;
        } else {
            consumer.previousWaiter.nextWaiter = consumer.nextWaiter;
        }
        if (consumer.nextWaiter == null) {
            last = consumer.previousWaiter;
        } else {
            consumer.nextWaiter.previousWaiter = consumer.previousWaiter;
        }
        consumer.previousWaiter = null;
        consumer.nextWaiter = null;
    }
}
