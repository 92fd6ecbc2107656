package org.petrelmq.selector;

import org.jspecify.annotations.Nullable;

/**
 * A parsed message selector (JMS 3.1 §3.8.1). Immutable, usable by any thread; two selectors are equal if their texts are.
 *
 * <p>What the specification leaves open: a character of LIKE is a Unicode code point, so {@code _} matches an emoji, and its
 * escape may stand before any character, which then stands for itself; integers wrap around and their division by zero is
 * NULL; an operator on a type that it is not for has a value that is unequal to everything.
 */
public final class Selector {
    /** The longest selector accepted, in characters. */
    public static final int MAX_LENGTH = 65_536;

    /** The deepest nesting accepted of parentheses, NOT and signs. */
    public static final int MAX_DEPTH = 250;

    /**
     * The most literals, identifiers and operators accepted, a list of IN counted as one: what is computed for one message
     * grows with them.
     */
    public static final int MAX_NODES = 16_384;

    private final String text;
    private final Expression root;
    private final @Nullable Equality equality;

    /** For {@link #parse}, and for a test that counts how often it is evaluated. */
    Selector(String text, Expression root, @Nullable Equality equality) {
        this.text = text;
        this.root = root;
        this.equality = equality;
    }

    /**
     * Parses a selector.
     *
     * @param text the selector; null or empty text means that there is none
     * @return the selector, or null where there is none
     * @throws SelectorException if the text is not a selector, can match nothing because of the types of its literals, or
     *     is larger than {@link #MAX_LENGTH}, {@link #MAX_DEPTH} or {@link #MAX_NODES}
     */
    public static @Nullable Selector parse(@Nullable String text) throws SelectorException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > MAX_LENGTH) {
            throw new SelectorException(
                    "A selector of " + text.length() + " characters is longer than " + MAX_LENGTH, text, MAX_LENGTH);
        }
        Expression root = Parser.parse(text);
        return new Selector(text, root, Equality.requiredBy(root));
    }

    /**
     * Whether a message is selected: whether the condition is true, neither false nor unknown.
     *
     * @param message the message's identifiers
     * @return true if selected
     */
    public boolean matches(PropertySource message) {
        return root.test(message) == Truth.TRUE;
    }

    /**
     * What a message that is selected has, whatever else is asked of it.
     *
     * @return null if that is nothing which can be told
     */
    public @Nullable Equality equality() {
        return equality;
    }

    /**
     * The selector as it was given.
     *
     * @return the text, not empty
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selector that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
