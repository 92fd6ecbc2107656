package org.petrelmq.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;

/** The newest message for each value of a property, in a queue that keeps no others. */
final class LastValues {
    private final String property;
    private final Map<Object, Entry> newest = new HashMap<>();

    LastValues(String property) {
        this.property = property;
    }

    /**
     * A message arrives; returns the one that is replaced, or null. That may be the one that arrives, since senders can overtake
     * each other between the store, which gives the places, and the queue.
     */
    @Nullable
    Entry arrived(Entry entry) {
        Object value = valueOf(entry);
        if (value == null) {
            return null;
        }
        Entry before = newest.get(value);
        if (before != null && before.sequence() > entry.sequence()) {
            return entry;
        }
        newest.put(value, entry);
        return before;
    }

    /** Whether a newer message has the value of this one. */
    boolean isReplaced(Entry entry) {
        Object value = valueOf(entry);
        return value != null && newest.get(value) != entry;
    }

    /** A message has left the queue. */
    void left(Entry entry) {
        Object value = valueOf(entry);
        if (value != null) {
            newest.remove(value, entry);
        }
    }

    private @Nullable Object valueOf(Entry entry) {
        Envelope envelope = entry.envelope();
        return envelope == null ? null : envelope.properties().get(property);
    }
}
