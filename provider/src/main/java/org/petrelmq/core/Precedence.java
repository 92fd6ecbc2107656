package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Consumer.State;

/**
 * The consumers of a queue, and which of them comes before others: the holder of an exclusive queue, and whoever has a higher rank and
 * waits. Belongs to its queue's guard.
 */
final class Precedence {
    private final boolean exclusive;

    /** Those of higher priority first, then in the order in which they began. */
    private final List<Consumer> consumers = new ArrayList<>(1);

    /** Who has an exclusive queue; null before somebody looks. */
    private @Nullable Consumer holder;

    Precedence(boolean exclusive) {
        this.exclusive = exclusive;
    }

    void add(Consumer consumer) {
        int at = consumers.size();
        while (at > 0 && consumers.get(at - 1).priority < consumer.priority) {
            at--;
        }
        consumers.add(at, consumer);
    }

    /** Returns whether it was there. */
    boolean remove(Consumer consumer) {
        return consumers.remove(consumer);
    }

    List<Consumer> consumers() {
        return consumers;
    }

    /** Whether that consumer has the queue, which is exclusive. */
    boolean isHolder(Consumer consumer) {
        return consumer == holder;
    }

    /** Whether a consumer may take anything: unless the queue is exclusive, each; else who has it keeps it until it ends or stops. */
    boolean admits(Consumer consumer) {
        if (!exclusive) {
            return true;
        }
        if (holder == null || !holder.flowing) {
            holder = null;
            for (int i = 0; i < consumers.size() && holder == null; i++) {
                holder = consumers.get(i).flowing ? consumers.get(i) : null;
            }
        }
        return consumer == holder;
    }

    /** Whether a consumer of higher priority waits for that message, or is on its way to it. */
    boolean isWantedBefore(Consumer consumer, Entry entry, Backlog backlog) {
        if (exclusive) {
            return false;
        }
        for (int i = 0; i < consumers.size() && consumers.get(i).priority > consumer.priority; i++) {
            Consumer higher = consumers.get(i);
            if (higher.state != State.IDLE && higher.flowing && backlog.shows(higher, entry)) {
                return true;
            }
        }
        return false;
    }
}
