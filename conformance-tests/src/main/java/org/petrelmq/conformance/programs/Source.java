package org.petrelmq.conformance.programs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is created on.
 *
 * @param kind how
 * @param place the queue or topic
 * @param name the name of the subscription; null where it has none
 * @param filter the selector
 * @param noLocal whether it leaves out what its own client sends; only for unshared subscriptions
 */
record Source(Kind kind, Place place, @Nullable String name, Filter filter, boolean noLocal) {
    /** The ways to consume (8.2, 8.3). */
    enum Kind {
        QUEUE,
        UNSHARED,
        DURABLE,
        SHARED,
        SHARED_DURABLE;

        boolean isDurable() {
            return this == DURABLE || this == SHARED_DURABLE;
        }

        boolean isShared() {
            return this == SHARED || this == SHARED_DURABLE;
        }

        boolean hasName() {
            return isDurable() || isShared();
        }
    }

    static Source queue(Place place, Filter filter) {
        return new Source(Kind.QUEUE, place, null, filter, false);
    }

    Source with(Filter newFilter) {
        return new Source(kind, place, name, newFilter, noLocal);
    }

    Source local() {
        return new Source(kind, place, name, filter, false);
    }

    /** The name, of a kind that has one. */
    String subscription() {
        if (name == null) {
            throw new IllegalStateException(kind + " has no name.");
        }
        return name;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT)
                + " "
                + place
                + (name == null ? "" : " '" + name + "'")
                + (filter.selector == null ? "" : " [" + filter.selector + "]")
                + (noLocal ? " noLocal" : "");
    }
}
