package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Signal;

/**
 * A queue's side of a consumer: what it wants and whether it waits. Written only under the guard of its queue.
 *
 * <pre>
 *   IDLE ──arm──▶ ARMED ──a message for it──▶ CLAIMED ──poll or disarm──▶ IDLE
 *     ◀──disarm────┘
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

    /** What it selects; null for everything. */
    @Nullable
    View view;

    boolean flowing;
    State state = State.IDLE;

    @Nullable
    Consumer previousWaiter;

    @Nullable
    Consumer nextWaiter;

    Consumer(Signal signal, boolean flowing) {
        this.signal = signal;
        this.flowing = flowing;
    }

    /** Whether it selects that entry, which is linked in the queue's order and views. */
    boolean selects(Entry entry) {
        if (view == null) {
            return true;
        }
        for (ViewNode node = entry.views; node != null; node = node.nextOfEntry) {
            if (node.view == view) {
                return true;
            }
        }
        return false;
    }
}
