package org.petrelmq.util;

import org.jspecify.annotations.Nullable;

/**
 * What falls due when, with adding and removing in constant time whatever the number of timers.
 *
 * <p>The wheel has levels of 64 slots; a slot of level n spans 64ⁿ milliseconds. A timer lies on the level of the highest
 * block of six bits in which its time differs from the wheel's: so all that lies on a level is still ahead of the wheel's
 * hand on that level, and the lowest occupied level has the earliest timer. When the hand reaches a slot of a higher
 * level, its timers move down. One word per level says which slots are occupied. A slot keeps its timers in the order in
 * which they were added (a ring, the slot naming its first), so that what falls due together does so in that order.
 *
 * <p>Not thread-safe.
 */
public final class TimerWheel {
    private static final int BITS = 6;
    private static final int SLOTS = 1 << BITS;
    private static final int LEVELS = 64 / BITS + 1;

    private final @Nullable Timer[][] levels = new @Nullable Timer[LEVELS][];
    private final long[] occupied = new long[LEVELS];
    private long hand;
    private int size;

    /** Something that falls due. It is in one wheel at most. */
    public abstract static class Timer {
        private long due;
        private byte level = -1;
        private byte slot;
        private Timer previous = this;
        private Timer next = this;

        /** Makes a timer that is in no wheel. */
        protected Timer() {}

        /** Called by whoever took the due timers from the wheel, with nothing locked. */
        public abstract void fire();
    }

    /**
     * Starts the hand.
     *
     * @param startMillis the time
     */
    public TimerWheel(long startMillis) {
        hand = startMillis;
    }

    /**
     * How many timers are in the wheel.
     *
     * @return 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Adds a timer.
     *
     * @param timer in no wheel
     * @param dueMillis when it falls due; what has passed falls due at once
     */
    public void add(Timer timer, long dueMillis) {
        if (timer.level >= 0) {
            throw new IllegalStateException("The timer is in a wheel already, due at " + timer.due + ".");
        }
        timer.due = Math.max(dueMillis, hand);
        place(timer);
        size++;
    }

    /**
     * Removes a timer, if it is there.
     *
     * @param timer a timer of this wheel or of none
     * @return whether it was there
     */
    public boolean remove(Timer timer) {
        if (timer.level < 0) {
            return false;
        }
        Timer[] slots = slots(timer.level);
        if (timer.next == timer) {
            slots[timer.slot] = null;
            occupied[timer.level] &= ~(1L << timer.slot);
        } else {
            timer.previous.next = timer.next;
            timer.next.previous = timer.previous;
            if (slots[timer.slot] == timer) {
                slots[timer.slot] = timer.next;
            }
        }
        timer.previous = timer;
        timer.next = timer;
        timer.level = -1;
        size--;
        return true;
    }

    /**
     * The next time at which the wheel wants {@link #takeDue} to be called: that of the earliest timer or earlier.
     *
     * @return milliseconds; {@link Long#MAX_VALUE} if the wheel is empty
     */
    public long nextTime() {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                return slotTime(level, Long.numberOfTrailingZeros(occupied[level]));
            }
        }
        return Long.MAX_VALUE;
    }

    /**
     * Takes one timer that is due, in order of time.
     *
     * @param nowMillis the time
     * @return a timer that is in the wheel no more; null if none is due
     */
    public @Nullable Timer takeDue(long nowMillis) {
        for (long next = nextTime(); next <= nowMillis; next = nextTime()) {
            int level = lowestOccupied();
            int slot = Long.numberOfTrailingZeros(occupied[level]);
            hand = Math.max(hand, next);
            Timer first = slots(level)[slot];
            if (level == 0 && first != null) {
                remove(first);
                return first;
            }
            moveDown(level, slot);
        }
        return null;
    }

    private int lowestOccupied() {
        int level = 0;
        while (occupied[level] == 0) {
            level++;
        }
        return level;
    }

    private void moveDown(int level, int slot) {
        Timer[] slots = slots(level);
        for (Timer timer = slots[slot]; timer != null; timer = slots[slot]) {
            remove(timer);
            place(timer);
            size++;
        }
    }

    private void place(Timer timer) {
        int level = (63 - Long.numberOfLeadingZeros((timer.due ^ hand) | (SLOTS - 1))) / BITS;
        int slot = (int) (timer.due >>> (level * BITS)) & (SLOTS - 1);
        Timer[] slots = slots(level);
        Timer first = slots[slot];
        timer.level = (byte) level;
        timer.slot = (byte) slot;
        if (first == null) {
            slots[slot] = timer;
        } else {
            timer.previous = first.previous;
            timer.next = first;
            first.previous.next = timer;
            first.previous = timer;
        }
        occupied[level] |= 1L << slot;
    }

    /** The first millisecond of a slot, in the turn of its level that the hand is in. */
    private long slotTime(int level, int slot) {
        int shift = level * BITS;
        long turn = shift + BITS >= 64 ? 0 : hand >>> (shift + BITS) << (shift + BITS);
        return turn | ((long) slot << shift);
    }

    private @Nullable Timer[] slots(int level) {
        Timer[] slots = levels[level];
        if (slots == null) {
            slots = new @Nullable Timer[SLOTS];
            levels[level] = slots;
        }
        return slots;
    }
}
