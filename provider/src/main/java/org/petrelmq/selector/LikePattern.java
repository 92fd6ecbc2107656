package org.petrelmq.selector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE: {@code _} is one character, {@code %} any number of them. A character is a code point of Unicode, so an
 * emoji is one although Java keeps it in two chars; half of a surrogate pair is a character of its own. Matching remembers
 * only the last {@code %}, because what the earlier ones took can stay as it is; so it takes at most (pattern length + 1) ×
 * (text length + 1) steps, whatever the pattern.
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

    boolean matches(String text) {
        return walk(text) > 0;
    }

    /**
     * Compares a text with the pattern.
     *
     * @return the steps that it took, one for each look at a character of the text or the pattern, positive if the text
     *     matches and negative if it does not
     */
    long walk(String text) {
        long steps = 1;
        int inText = 0;
        int inPattern = 0;
        int retryText = -1;
        int retryPattern = -1;
        while (inText < text.length()) {
            steps++;
            int point = text.codePointAt(inText);
            if (inPattern < pattern.length && pattern[inPattern] == ANY) {
                retryText = inText;
                retryPattern = ++inPattern;
            } else if (inPattern < pattern.length && (pattern[inPattern] == ONE || pattern[inPattern] == point)) {
                inPattern++;
                inText += Character.charCount(point);
            } else if (retryPattern >= 0) {
                retryText += Character.charCount(text.codePointAt(retryText));
                inText = retryText;
                inPattern = retryPattern;
            } else {
                return -steps;
            }
        }
        while (inPattern < pattern.length && pattern[inPattern] == ANY) {
            steps++;
            inPattern++;
        }
        return inPattern == pattern.length ? steps : -steps;
    }
}
