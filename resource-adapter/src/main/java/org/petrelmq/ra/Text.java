package org.petrelmq.ra;

import org.jspecify.annotations.Nullable;

/** Values of properties. */
final class Text {
    private Text() {}

    /** Servers have no other way to say null. */
    static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
