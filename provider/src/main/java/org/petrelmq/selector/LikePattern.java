package org.petrelmq.selector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE: {@code _} is one character, {@code %} any number of them. A character is a code point of Unicode, so an
 * emoji is one although Java keeps it in two chars; half of a surrogate pair is a character of its own. Matching remembers
 * only the last {@code %}, because what the earlier ones took can stay as it is; so it looks at the text at most (pattern
 * length + 2) × (text length + 1) times, whatever the pattern.
 */
final class LikePattern {
    private static final int ONE = -1;
    private static final int ANY = -2;

    /** Code points, or one of the two wildcards. */
    private final int[] pattern;

    private LikePattern(int[] pattern) {
        this.pattern = pattern;
    }

    /**
     * Prepares a pattern.
     *
     * @param escape the escape character as a code point, or a negative number for none
     * @return null where the escape character stands at the end and escapes nothing
     */
    static @Nullable LikePattern of(String text, int escape) {
        int[] points = text.codePoints().toArray();
        int[] pattern = new int[points.length];
        int length = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == escape) {
                if (++i == points.length) {
                    return null;
                }
                pattern[length++] = points[i];
            } else {
                pattern[length++] = points[i] == '_' ? ONE : points[i] == '%' ? ANY : points[i];
            }
        }
        return new LikePattern(Arrays.copyOf(pattern, length));
    }

    /**
     * Compares a text with the pattern; in the tests the text counts how often it is looked at.
     *
     * @param text a String, but for tests
     */
    boolean matches(CharSequence text) {
        int inText = 0;
        int inPattern = 0;
        int retryText = -1;
        int retryPattern = -1;
        while (inText < text.length()) {
            int point = Character.codePointAt(text, inText);
            if (inPattern < pattern.length && pattern[inPattern] == ANY) {
                retryText = inText;
                retryPattern = ++inPattern;
            } else if (inPattern < pattern.length && (pattern[inPattern] == ONE || pattern[inPattern] == point)) {
                inPattern++;
                inText += Character.charCount(point);
            } else if (retryPattern >= 0) {
                retryText += Character.charCount(Character.codePointAt(text, retryText));
                inText = retryText;
                inPattern = retryPattern;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length && pattern[inPattern] == ANY) {
            inPattern++;
        }
        return inPattern == pattern.length;
    }
}
