package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** A link of a {@link PlaceOrder}; it is in one order at most. */
abstract class Node {
    @Nullable
    Node previous;

    @Nullable
    Node next;

    /** Whether it is among the order's returned nodes instead of in a lane. */
    boolean returned;

    /** The message that this node stands for. */
    abstract Entry entry();
}
