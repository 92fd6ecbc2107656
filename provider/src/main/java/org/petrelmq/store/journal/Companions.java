package org.petrelmq.store.journal;

/**
 * Whom the leader of a group waits for. Those whose batches were in the last group are about to come again, within microseconds. A
 * write that takes all of them is worth a wait that is short beside it: otherwise two halves take turns, and each waits for
 * the other's write. One who is alone never waits.
 */
final class Companions {
    private static final long LONGEST_WAIT_NANOS = 2_000_000;
    private static final int LONGEST_REST = 64;

    /** How many threads wait for what is not written yet, the one who leads included. Written under the log's lock. */
    private volatile int waiting;

    /** How many of them to expect: all that waited when the last group had been written. */
    private volatile int expected;

    // For the one who leads:

    /** How many groups are still not to wait, and how many it will be when they do in vain again. */
    private int resting;

    private int rest;

    /** Under the log's lock: one more thread waits. */
    void joined() {
        int before = waiting;
        waiting = before + 1;
    }

    /**
     * Under the log's lock: a group is written.
     *
     * @param all who waited, those in the group included
     * @param left who waits for the next one
     */
    void written(int all, int left) {
        expected = all;
        waiting = left;
    }

    /** Waits until all have come, at most half as long as the last write took. What was in vain is not done for some groups. */
    @SuppressWarnings("ThreadPriorityCheck")
    void await(long lastWriteNanos) {
        if (waiting >= expected) {
            return;
        }
        if (resting > 0) {
            resting--;
            return;
        }
        long end = System.nanoTime() + Math.min(lastWriteNanos / 2, LONGEST_WAIT_NANOS);
        while (waiting < expected && System.nanoTime() - end < 0) {
            Thread.yield();
        }
        rest = waiting >= expected ? 0 : Math.min(2 * rest + 1, LONGEST_REST);
        resting = rest;
    }
}
