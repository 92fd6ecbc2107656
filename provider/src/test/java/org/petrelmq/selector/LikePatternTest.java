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

    private static String random(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
