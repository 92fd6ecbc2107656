package org.petrelmq.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

    @ParameterizedTest
    @CsvSource({
        "12%3, 123, true",
        "12%3, 12993, true",
        "12%3, 1234, false",
        "l_se, lose, true",
        "l_se, loose, false",
        "!_%, _foo, true",
        "!_%, bar, false",
        "!!, !, true",
        "%!%, 100%, true",
        "%!%, 100, false",
        "'', '', true",
        "'', x, false",
        "%, '', true",
        "%%, x, true",
        "_, '', false",
        "a%b%c, abc, true",
        "a%b%c, axbxbxc, true",
        "a%b%c, acb, false",
        "_, \uD83D\uDE00, true",
        "__, \uD83D\uDE00, false",
        "%_, \uD83D\uDE00, true",
        "a_c, a\uD83D\uDE00c, true"
    })
    void matches(String pattern, String text, boolean expected) {
        assertThat(LikePattern.of(pattern, '!').matches(text)).isEqualTo(expected);
    }

    @Test
    void of_escapeAtTheEnd_isNoPattern() {
        assertThat(LikePattern.of("a!", '!')).isNull();
    }

    @Test
    void matches_randomPatterns_agreeWithARegularExpression() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String pattern = random(random, "ab%_", 7);
            String text = random(random, "ab", 9);
            String regex = pattern.replace("%", ".*").replace("_", ".");
            assertThat(LikePattern.of(pattern, -1).matches(text))
                    .as("'%s' LIKE '%s'", text, pattern)
                    .isEqualTo(Pattern.matches(regex, text));
        }
    }

    /** Half of a surrogate pair is a character too, and no half matches within a pair. */
    @ParameterizedTest
    @CsvSource({
        "_, \uD83D, true",
        "__, \uDE00\uD83D, true",
        "\uD83D_, \uD83D\uDE00, false",
        "\uD83D%, \uD83D\uDE00, false",
        "%\uDE00, \uD83D\uDE00, false",
        "%\uDE00, \uD83D\uD83D\uDE00, false",
        "%_\uD83D\uDE00, \uD83D\uDE00\uD83D\uDE00, true",
        "_%_, \uD83D\uDE00, false",
        "e_, e\u0301, true"
    })
    void matches_surrogates_byCodePoint(String pattern, String text, boolean expected) {
        assertThat(LikePattern.of(pattern, -1).matches(text)).isEqualTo(expected);
    }

    @Test
    void of_escapeOfTwoChars_isOneCharacter() {
        LikePattern pattern = LikePattern.of("\uD83D\uDE00%\uD83D\uDE00_\uD83D\uDE00\uD83D\uDE00", 0x1F600);
        assertThat(pattern.matches("%_\uD83D\uDE00")).isTrue();
        assertThat(pattern.matches("a_\uD83D\uDE00")).isFalse();
    }

    @Test
    void of_escapeThatIsAWildcard_leavesTheOtherWildcard() {
        assertThat(LikePattern.of("%%_", '%').matches("%x")).isTrue();
        assertThat(LikePattern.of("%%_", '%').matches("xx")).isFalse();
        assertThat(LikePattern.of("%a__%", '_').matches("xaz")).isFalse();
        assertThat(LikePattern.of("%__%_%", '_').matches("a_x%")).isTrue();
    }

    // ---- steps ----

    /** The pattern that costs a backtracking matcher exponential time, and those that cost this one the most. */
    @ParameterizedTest
    @CsvSource({
        "%a%a%a%a%b, a, 1000",
        "%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%b, a, 10000",
        "%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, a, 10000",
        "%________________________________b, a, 10000",
        "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%b, a, 10000",
        "%a_a_a_a_a_a_a_a_a_a_a_b%, a, 10000",
        "%, a, 10000",
        "'', a, 10000"
    })
    void matches_hardestTexts_looksAtMostPatternTimesTextLength(String pattern, String unit, int length) {
        assertBounded(pattern, unit.repeat(length));
    }

    @Test
    void matches_hardestLengths_looksAtMostPatternTimesTextLength() {
        for (int patternLength = 1; patternLength <= 512; patternLength *= 2) {
            for (int textLength = 1; textLength <= 2048; textLength *= 2) {
                assertBounded("%" + "a".repeat(patternLength) + "b", "a".repeat(textLength));
            }
        }
    }

    @Test
    void matches_randomPatterns_looksAtMostPatternTimesTextLength() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            assertBounded(random(random, "aab%%_", 12), random(random, "aaab", 40));
        }
    }

    private static void assertBounded(String pattern, String text) {
        LikePattern like = LikePattern.of(pattern, -1);
        Counting counting = new Counting(text);
        assertThat(like.matches(counting)).isEqualTo(like.matches(text));
        assertThat(counting.looks)
                .as("looks of '%s' at %d characters", pattern, text.length())
                .isLessThanOrEqualTo((pattern.length() + 2L) * (text.length() + 1L));
    }

    /** A text that counts how often it is looked at. */
    private static final class Counting implements CharSequence {
        private final String text;
        private long looks;

        Counting(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new AssertionError("not a look at one character");
        }

        @Override
        public String toString() {
            throw new AssertionError("not a look at one character");
        }
    }

    private static String random(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
