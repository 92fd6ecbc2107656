package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;

/** What remains to be done when the guard of a queue is released: consumers to wake, messages that left on their own. */
final class Effects {
    /** Why a message left its queue without being consumed. */
    enum Reason {
        EXPIRED,
        /** Delivered as often as the redelivery limit allows. */
        DEAD,
        /** Its queue is deleted. */
        DROPPED
    }

    record Gone(Entry entry, Reason reason) {}

    final List<Consumer> woken = new ArrayList<>(1);
    final List<Gone> gone = new ArrayList<>(0);
}
