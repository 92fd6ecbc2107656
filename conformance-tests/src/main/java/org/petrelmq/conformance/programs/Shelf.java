package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue, or a subscription, of the model: the messages that nobody has, in the order in which they are delivered. */
final class Shelf {
    private final List<Copy> available = new ArrayList<>();
    private final List<Copy> delayed = new ArrayList<>();
    private boolean gone;

    /** A message arrives, or comes back to its old place. */
    void put(Copy copy) {
        if (gone) {
            return;
        }
        int index = 0;
        while (index < available.size() && available.get(index).before(copy)) {
            index++;
        }
        available.add(index, copy);
    }

    /** A message arrives before its delivery time. */
    void delay(Copy copy) {
        delayed.add(copy);
    }

    /** Takes out the messages whose delivery time has come. */
    List<Copy> takeDue(long now) {
        List<Copy> due = new ArrayList<>(delayed);
        due.removeIf(copy -> !copy.isDue(now));
        delayed.removeAll(due);
        return due;
    }

    /** Whether some message's delivery time comes, and its expiry too, until then. */
    boolean hasPassing(long later) {
        return delayed.stream().anyMatch(copy -> copy.isDue(later) && copy.isExpired(later));
    }

    /** The first message for a consumer, taken; null if there is none. */
    @Nullable
    Copy take(Filter filter, long now) {
        List<Copy> seen = see(filter, now);
        if (seen.isEmpty()) {
            return null;
        }
        available.remove(seen.get(0));
        return seen.get(0);
    }

    /** What a browser shows. */
    List<Copy> see(Filter filter, long now) {
        available.removeIf(copy -> copy.isExpired(now));
        List<Copy> seen = new ArrayList<>(available);
        seen.removeIf(copy -> !filter.selects(copy.letter));
        return seen;
    }

    /** Drops the messages; those that come back later are dropped too. */
    void end() {
        gone = true;
        available.clear();
        delayed.clear();
    }
}
