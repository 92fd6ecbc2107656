package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What remains to be done when the guard of a queue is released: consumers to wake, messages that left on their own or come
 * again later, consumers that are too slow.
 */
final class Effects {
    /** Why a message left its queue without being consumed. */
    enum Reason {
        EXPIRED,
        /** A newer message took its place, in a queue that keeps only so many or the last of each value. */
        REPLACED,
        /** Delivered as often as the redelivery limit allows. */
        DEAD,
        /** Its queue is deleted. */
        DROPPED
    }

    record Gone(Entry entry, Reason reason) {}

    /** A message that is delivered again after a while. */
    record Later(Entry entry, long millis) {}

    /** A message that came back for the so-manieth time. */
    record Returned(Entry entry, int count) {}

    final List<Consumer> woken = new ArrayList<>(1);
    final List<Gone> gone = new ArrayList<>(0);
    final List<Later> later = new ArrayList<>(0);

    /** Kept messages that came back, whose count the store is to know. */
    final List<Returned> returned = new ArrayList<>(0);

    /** Whether the consumers of the queue are to be disconnected. */
    boolean overflown;
}
