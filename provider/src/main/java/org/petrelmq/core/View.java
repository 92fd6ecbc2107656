package org.petrelmq.core;

import org.petrelmq.selector.Selector;

/**
 * What a queue looks like through a selector: the matching entries in order. All consumers with the same selector share a
 * view, so an entry is evaluated once for each different selector, when it arrives, and a receive never looks at an entry
 * that does not match.
 */
final class View {
    final Selector selector;
    final PlaceOrder order = new PlaceOrder();

    /** How many consumers use the view. */
    int users;

    View(Selector selector) {
        this.selector = selector;
    }
}
