package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** The messages with the same JMSXGroupID in one queue, which one consumer gets. */
final class Group {
    final String id;

    /** Its messages that nobody has, in order. */
    final View members = new View(null);

    /** Who gets them; null until somebody took the first. */
    @Nullable
    Consumer owner;

    /** How many of its messages are handed out. */
    int acquired;

    Group(String id) {
        this.id = id;
    }

    /** Whether nothing of it is in the queue. */
    boolean isIdle() {
        return acquired == 0 && members.order.isEmpty();
    }
}
