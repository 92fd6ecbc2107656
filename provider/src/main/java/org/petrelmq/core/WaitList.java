package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** The consumers that wait: those of higher priority first, then the longest. Linked through the consumers themselves, since waiting must cost nothing. */
final class WaitList {
    private @Nullable Consumer first;
    private @Nullable Consumer last;

    @Nullable
    Consumer first() {
        return first;
    }

    void add(Consumer consumer) {
        Consumer before = last;
        while (before != null && before.priority < consumer.priority) {
            before = before.previousWaiter;
        }
        Consumer after = before == null ? first : before.nextWaiter;
        consumer.previousWaiter = before;
        consumer.nextWaiter = after;
        if (before == null) {
            first = consumer;
        } else {
            before.nextWaiter = consumer;
        }
        if (after == null) {
            last = consumer;
        } else {
            after.previousWaiter = consumer;
        }
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
