package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** An entry's place in one view; an entry has a chain of them. */
final class ViewNode extends Node {
    final View view;

    @Nullable
    ViewNode nextOfEntry;

    private final Entry entry;

    ViewNode(Entry entry, View view, @Nullable ViewNode nextOfEntry) {
        this.entry = entry;
        this.view = view;
        this.nextOfEntry = nextOfEntry;
    }

    @Override
    Entry entry() {
        return entry;
    }
}
