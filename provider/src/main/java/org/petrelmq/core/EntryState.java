package org.petrelmq.core;

/**
 * Where a message is in its life in one queue.
 *
 * <pre>
 *   ARRIVING ──delay──▶ DELAYED ◀──back-off────┐
 *      │                  │ due                │
 *      └──enqueue──▶    QUEUED ──acquire──▶ ACQUIRED ──settle──▶ SETTLED
 *                         │    ◀──release──    │                   ▲
 *                         └──expire, purge─────┴───────────────────┘
 * </pre>
 *
 * A message leaves DELAYED and ARRIVING for SETTLED too, when its queue is deleted. Acknowledged, expired, dead-lettered and purged are reasons for SETTLED, not states.
 */
enum EntryState {
    ARRIVING,
    DELAYED,
    QUEUED,
    ACQUIRED,
    SETTLED;

    /** The next state, refusing what the diagram does not show. */
    EntryState to(EntryState next) {
        boolean legal = switch (this) {
            case ARRIVING -> next != ACQUIRED && next != ARRIVING;
            case DELAYED -> next == QUEUED || next == SETTLED;
            case QUEUED -> next == ACQUIRED || next == SETTLED;
            case ACQUIRED -> next == QUEUED || next == DELAYED || next == SETTLED;
            case SETTLED -> false;
        };
        if (!legal) {
            throw new IllegalStateException("A message cannot go from " + this + " to " + next + ".");
        }
        return next;
    }
}
