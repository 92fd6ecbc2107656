package org.petrelmq.store.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where the messages are that have not left their queues: a hash table from (place, queue) to a location, in arrays, since
 * there is one for each message that waits on the disk: about 30 bytes a slot, and at least a third of the slots is used. What
 * only an opening needs is kept until {@link #forgetTimes}. Not thread-safe.
 */
final class LiveMessages {
    private static final int SMALLEST = 64;

    /** 0 where a slot is free: places are positive. */
    private long[] places = new long[SMALLEST];

    private long[] queues = new long[SMALLEST];
    private int[] offsets = new int[SMALLEST];
    private int[] lengths = new int[SMALLEST];
    private int[] numbers = new int[SMALLEST];
    private byte[] marks = new byte[SMALLEST];

    private long @Nullable [] expirations;
    private long @Nullable [] deliveryTimes;
    private boolean timesForgotten;

    private int size;

    int size() {
        return size;
    }

    /** The number of slots: each is less. */
    int slots() {
        return places.length;
    }

    /** The slot of a message; -1 if it is not there. */
    int find(long place, long queue) {
        for (int slot = home(place, queue); places[slot] != 0; slot = slot + 1 & places.length - 1) {
            if (places[slot] == place && queues[slot] == queue) {
                return slot;
            }
        }
        return -1;
    }

    /** Enters a message that is not there; returns its slot. */
    int add(long place, long queue) {
        if ((size + 1) * 4L > places.length * 3L) {
            grow();
        }
        size++;
        return claim(place, queue);
    }

    private int claim(long place, long queue) {
        int slot = home(place, queue);
        while (places[slot] != 0) {
            slot = slot + 1 & places.length - 1;
        }
        places[slot] = place;
        queues[slot] = queue;
        return slot;
    }

    void locate(int slot, long segment, int offset, int length, byte priority, boolean grouped) {
        numbers[slot] = Math.toIntExact(segment);
        offsets[slot] = offset;
        lengths[slot] = length;
        marks[slot] = (byte) (priority | (grouped ? 0x10 : 0));
    }

    /** Remembers times until the log is open. */
    void setTimes(int slot, long expiration, long deliveryTime) {
        if (timesForgotten) {
            return;
        }
        if (expiration != 0 && expirations == null) {
            expirations = new long[places.length];
        }
        if (deliveryTime != 0 && deliveryTimes == null) {
            deliveryTimes = new long[places.length];
        }
        if (expirations != null) {
            expirations[slot] = expiration;
        }
        if (deliveryTimes != null) {
            deliveryTimes[slot] = deliveryTime;
        }
    }

    void forgetTimes() {
        expirations = null;
        deliveryTimes = null;
        timesForgotten = true;
    }

    boolean isUsed(int slot) {
        return places[slot] != 0;
    }

    long place(int slot) {
        return places[slot];
    }

    long queue(int slot) {
        return queues[slot];
    }

    long segment(int slot) {
        return numbers[slot];
    }

    int offset(int slot) {
        return offsets[slot];
    }

    int length(int slot) {
        return lengths[slot];
    }

    int priority(int slot) {
        return marks[slot] & 0x0f;
    }

    boolean isGrouped(int slot) {
        return (marks[slot] & 0x10) != 0;
    }

    long expiration(int slot) {
        return expirations == null ? 0 : expirations[slot];
    }

    long deliveryTime(int slot) {
        return deliveryTimes == null ? 0 : deliveryTimes[slot];
    }

    /** Frees a slot; those behind it that would not be found any more move up, so slots do not last. */
    void remove(int slot) {
        size--;
        int mask = places.length - 1;
        int hole = slot;
        for (int next = hole + 1 & mask; places[next] != 0; next = next + 1 & mask) {
            int home = home(places[next], queues[next]);
            // It may move if its home is not between the hole and where it is.
            if ((next - home & mask) >= (next - hole & mask)) {
                move(next, hole);
                hole = next;
            }
        }
        places[hole] = 0;
    }

    private void move(int from, int to) {
        places[to] = places[from];
        queues[to] = queues[from];
        numbers[to] = numbers[from];
        offsets[to] = offsets[from];
        lengths[to] = lengths[from];
        marks[to] = marks[from];
        if (expirations != null) {
            expirations[to] = expirations[from];
        }
        if (deliveryTimes != null) {
            deliveryTimes[to] = deliveryTimes[from];
        }
    }

    private int home(long place, long queue) {
        long hash = (place + queue * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
        return (int) (hash >>> 32) & places.length - 1;
    }

    private void grow() {
        LiveMessages smaller = new LiveMessages();
        smaller.take(this);
        int slots = Math.multiplyExact(places.length, 2);
        places = new long[slots];
        queues = new long[slots];
        numbers = new int[slots];
        offsets = new int[slots];
        lengths = new int[slots];
        marks = new byte[slots];
        expirations = smaller.expirations == null ? null : new long[slots];
        deliveryTimes = smaller.deliveryTimes == null ? null : new long[slots];
        for (int from = 0; from < smaller.places.length; from++) {
            if (smaller.places[from] != 0) {
                int to = claim(smaller.places[from], smaller.queues[from]);
                numbers[to] = smaller.numbers[from];
                offsets[to] = smaller.offsets[from];
                lengths[to] = smaller.lengths[from];
                marks[to] = smaller.marks[from];
                setTimes(to, smaller.expiration(from), smaller.deliveryTime(from));
            }
        }
    }

    private void take(LiveMessages that) {
        places = that.places;
        queues = that.queues;
        numbers = that.numbers;
        offsets = that.offsets;
        lengths = that.lengths;
        marks = that.marks;
        expirations = that.expirations;
        deliveryTimes = that.deliveryTimes;
    }

    /** The used slots in the order of their places. */
    int[] inOrder() {
        int[] slots = new int[size];
        int count = 0;
        for (int slot = 0; slot < places.length; slot++) {
            if (places[slot] != 0) {
                slots[count++] = slot;
            }
        }
        int[] from = slots;
        int[] to = new int[size];
        // The library sorts no array by another one, and a million boxed numbers take as much heap as all of this.
        for (int width = 1; width < size; width *= 2) {
            for (int at = 0; at < size; at += 2 * width) {
                merge(from, to, at, Math.min(at + width, size), Math.min(at + 2 * width, size));
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right >= end || (left < middle && places[from[left]] <= places[from[right]]);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }
}
