package org.petrelmq.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualityTest {
    private static final List<Object> VALUES = List.of(
            "1",
            "a",
            "",
            true,
            (byte) 1,
            (short) 1,
            1,
            1L,
            1.0f,
            1.0,
            -0.0,
            0,
            0.5f,
            0.5,
            1 << 24,
            (1 << 24) + 1,
            (float) (1 << 24),
            (double) (1 << 24),
            9007199254740993L,
            9007199254740992.0,
            Float.NaN,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Long.MIN_VALUE);

    private static final List<String> LITERALS = List.of(
            "'1'",
            "'a'",
            "''",
            "TRUE",
            "1",
            "0",
            "-1",
            "0.5",
            "1.0",
            "16777216",
            "16777217",
            "16777215",
            "9007199254740993",
            "9007199254740992",
            "-9223372036854775808");

    @Test
    void equality_ofAComparison_eitherWayRound() throws SelectorException {
        assertThat(equality("type = 'a'")).isEqualTo(new Equality("type", "a"));
        assertThat(equality("'a' = type")).isEqualTo(new Equality("type", "a"));
        assertThat(equality("n = 3")).isEqualTo(new Equality("n", 3L));
    }

    @Test
    void equality_ofAConjunction_isTheFirst() throws SelectorException {
        assertThat(equality("x > 2 AND (y LIKE 'a%' AND type = 'a') AND n = 3")).isEqualTo(new Equality("type", "a"));
    }

    @Test
    void equality_ofAnythingElse_isNone() throws SelectorException {
        for (String text :
                List.of("a = 1 OR b = 2", "NOT a = 1", "a <> 1", "a = b", "a = 0.5", "a = TRUE", "a IS NULL")) {
            assertThat(equality(text)).as(text).isNull();
        }
    }

    /** What is not found by its key would not have been selected. */
    @Test
    void whatIsSelected_hasTheKey() throws SelectorException {
        int selected = 0;
        for (String literal : LITERALS) {
            Selector selector = Objects.requireNonNull(Selector.parse("v = " + literal));
            Equality equality = selector.equality();
            for (Object value : VALUES) {
                if (selector.matches(identifier -> value) && equality != null) {
                    assertThat(Equality.key(value))
                            .as(literal + " and " + value)
                            .isEqualTo(equality.key());
                    selected++;
                }
            }
        }
        assertThat(selected).isGreaterThan(10);
    }

    @Test
    void whatIsSelected_hasTheKey_forRandomNumbers() throws SelectorException {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            Selector selector = Objects.requireNonNull(Selector.parse("v = " + number));
            List<Object> values = new ArrayList<>(List.of(number, (float) number, (double) number, (int) number));
            values.add((float) (number + 1));
            values.add((double) (number - 1));
            for (Object value : values) {
                if (selector.matches(identifier -> value) && selector.equality() != null) {
                    assertThat(Equality.key(value))
                            .isEqualTo(selector.equality().key());
                }
            }
        }
    }

    private static Equality equality(String text) throws SelectorException {
        return Objects.requireNonNull(Selector.parse(text)).equality();
    }
}
