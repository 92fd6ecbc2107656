package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in the order of their places: strictly by priority, then by sequence.
 *
 * <p>New messages come in the order of their sequence, so each priority is a lane, a linked list that grows at its end.
 * What comes back after a rollback or recover belongs between what is there, anywhere; it is kept apart in a sorted set, so
 * that returning costs its logarithm and never a walk through the backlog. The first node is the better of the two firsts.
 */
final class PlaceOrder {
    private static final Comparator<Node> BY_PLACE = new Comparator<>() {
        @Override
        public int compare(Node a, Node b) {
            return a == b ? 0 : a.entry().before(b.entry()) ? -1 : 1;
        }
    };

    private final @Nullable Lane[] lanes = new @Nullable Lane[10];
    /** One bit for each lane that is not empty. */
    private int occupied;

    private @Nullable TreeSet<Node> returned;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a node that was never handed out. */
    void add(Node node) {
        int priority = node.entry().priority;
        Lane lane = lanes[priority];
        if (lane == null) {
            lane = new Lane();
            lanes[priority] = lane;
        }
        lane.append(node);
        occupied |= 1 << priority;
        size++;
    }

    /** Adds a node that was handed out and comes back to its place. */
    void addReturned(Node node) {
        if (returned == null) {
            returned = new TreeSet<>(BY_PLACE);
        }
        node.returned = true;
        returned.add(node);
        size++;
    }

    void remove(Node node) {
        size--;
        if (node.returned && returned != null) {
            returned.remove(node);
            node.returned = false;
            return;
        }
        int priority = node.entry().priority;
        Lane lane = lanes[priority];
        if (lane != null && lane.unlink(node)) {
            occupied &= ~(1 << priority);
        }
    }

    @Nullable
    Node first() {
        if (size == 0) {
            return null;
        }
        Node inLane = firstInLane();
        if (returned == null || returned.isEmpty()) {
            return inLane;
        }
        Node back = returned.first();
        return inLane == null || back.entry().before(inLane.entry()) ? back : inLane;
    }

    /** The first entry of the lowest priority; there is one. */
    Entry oldest() {
        Node inLane = null;
        if (occupied != 0) {
            Lane lane = lanes[Integer.numberOfTrailingZeros(occupied)];
            inLane = lane == null ? null : lane.head;
        }
        Node back = oldestReturned();
        if (inLane == null || back == null) {
            return Objects.requireNonNull(inLane == null ? back : inLane).entry();
        }
        int lower = back.entry().priority - inLane.entry().priority;
        boolean isBack = lower < 0 || (lower == 0 && back.entry().before(inLane.entry()));
        return isBack ? back.entry() : inLane.entry();
    }

    private @Nullable Node oldestReturned() {
        Node oldest = null;
        if (returned != null) {
            for (Node node : returned.descendingSet()) {
                if (oldest != null && node.entry().priority != oldest.entry().priority) {
                    break;
                }
                oldest = node;
            }
        }
        return oldest;
    }

    private @Nullable Node firstInLane() {
        if (occupied == 0) {
            return null;
        }
        Lane lane = lanes[31 - Integer.numberOfLeadingZeros(occupied)];
        return lane == null ? null : lane.head;
    }

    /** All entries in order, a list of its own. */
    List<Entry> toList() {
        List<Entry> all = new ArrayList<>(size);
        for (int priority = 9; priority >= 0; priority--) {
            Lane lane = lanes[priority];
            for (Node node = lane == null ? null : lane.head; node != null; node = node.next) {
                all.add(node.entry());
            }
        }
        if (returned != null && !returned.isEmpty()) {
            for (Node node : returned) {
                all.add(node.entry());
            }
            all.sort(BY_PLACE);
        }
        return all;
    }

    /** The nodes of one priority by sequence. */
    private static final class Lane {
        @Nullable
        Node head;

        private @Nullable Node tail;

        /** Senders that append at the same time may arrive in another order than their sequences, by a few places. */
        void append(Node node) {
            Node before = tail;
            while (before != null && node.entry().before(before.entry())) {
                before = before.previous;
            }
            Node after = before == null ? head : before.next;
            node.previous = before;
            node.next = after;
            if (before == null) {
                head = node;
            } else {
                before.next = node;
            }
            if (after == null) {
                tail = node;
            } else {
                after.previous = node;
            }
        }

        /** Returns whether the lane is empty now. */
        boolean unlink(Node node) {
            if (node.previous == null) {
                head = node.next;
            } else {
                node.previous.next = node.next;
            }
            if (node.next == null) {
                tail = node.previous;
            } else {
                node.next.previous = node.previous;
            }
            node.previous = null;
            node.next = null;
            return head == null;
        }
    }
}
