package org.petrelmq.conformance.programs;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The selectors of programs, each also as what it means. The language of selectors is tested elsewhere. */
@SuppressWarnings("ImmutableEnumChecker") // A predicate without state.
enum Filter {
    ALL(null, letter -> true),
    KIND_A("kind = 'a'", letter -> "a".equals(letter.kind())),
    // What has no kind is neither 'a' nor other than 'a' (3.8.1.2).
    NOT_KIND_A("kind <> 'a'", letter -> letter.kind() != null && !letter.kind().equals("a")),
    NO_KIND("kind IS NULL", letter -> letter.kind() == null),
    URGENT("JMSPriority > 4", letter -> letter.priority() > 4),
    PERSISTENT("JMSDeliveryMode = 'PERSISTENT'", Letter::persistent),
    LATE_OR_B("n > 10 OR kind = 'b'", letter -> letter.number() > 10 || "b".equals(letter.kind()));

    /** The text; null for no selector. */
    final @Nullable String selector;

    private final Predicate<Letter> meaning;

    Filter(@Nullable String selector, Predicate<Letter> meaning) {
        this.selector = selector;
        this.meaning = meaning;
    }

    boolean selects(Letter letter) {
        return meaning.test(letter);
    }
}
