package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Signal;

/**
 * A queue's side of a consumer: what it wants and whether it waits. Written only under the guard of its queue.
 *
 * <pre>
 *   IDLE ──arm──▶ ARMED ──a message for it──▶ CLAIMED ──poll or disarm──▶ IDLE
 *     ◀──disarm────┘  ◀──arm, nothing for it──┘
 * </pre>
 */
final class Consumer {
    enum State {
        IDLE,
        /** Waits, and is among the queue's waiters. */
        ARMED,
        /** Was woken for a message that nobody else was woken for, and has not looked yet. */
        CLAIMED
    }

    final Signal signal;

    /** Consumers with a higher one are served first while they wait. */
    final int priority;

    /** What it selects; null for everything. */
    @Nullable
    View view;

    /** What the message groups that it owns have for it; null before it owns one. */
    @Nullable
    View own;

    boolean flowing;
    State state = State.IDLE;

    @Nullable
    Consumer previousWaiter;

    @Nullable
    Consumer nextWaiter;

    Consumer(Signal signal, int priority, boolean flowing) {
        this.signal = signal;
        this.priority = priority;
        this.flowing = flowing;
    }
}
