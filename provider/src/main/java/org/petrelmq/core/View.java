package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.selector.Selector;

/**
 * A part of a queue's messages, in order: what a selector matches, or what the owner of message groups has to himself. All
 * consumers with the same selector share a view, so an entry is evaluated once for each different selector, when it arrives,
 * and a receive never looks at an entry that does not match.
 */
final class View {
    /** Null where another rule than a selector chooses. */
    final @Nullable Selector selector;

    final PlaceOrder order = new PlaceOrder();

    /** How many consumers use the view. */
    int users;

    View(@Nullable Selector selector) {
        this.selector = selector;
    }
}
