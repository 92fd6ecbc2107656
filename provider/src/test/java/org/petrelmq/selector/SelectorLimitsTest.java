package org.petrelmq.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large selectors: what is within the limits works, what is not is refused with a sentence. */
class SelectorLimitsTest {
    private final Map<String, Object> message = Map.of("i", 5, "s", "text", "t", true);

    private boolean matches(String selector) throws SelectorException {
        return Selector.parse(selector).matches(message::get);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String selector) {
        return assertThatThrownBy(() -> Selector.parse(selector)).isInstanceOf(SelectorException.class);
    }

    // ---- length ----

    @Test
    void length_atTheLimit_isAccepted() throws SelectorException {
        String condition = "i = 5";
        assertThat(matches(condition + " ".repeat(Selector.MAX_LENGTH - condition.length())))
                .isTrue();
    }

    @Test
    void length_overTheLimit_isRefused() {
        assertRefused("i = 5" + " ".repeat(Selector.MAX_LENGTH - 4))
                .hasMessageContaining("A selector of 65537 characters is longer than 65536");
    }

    @Test
    void length_longIdentifierAndLongText_areAccepted() throws SelectorException {
        String name = "n".repeat(30_000);
        String text = "''".repeat(10_000);
        Selector selector = Selector.parse(name + " = '" + text + "'");
        assertThat(selector.matches(Map.of(name, "'".repeat(10_000))::get)).isTrue();
        assertThat(selector.matches(Map.of(name, "'".repeat(9_999))::get)).isFalse();
    }

    @Test
    void length_listOfTenThousandTexts_isAccepted() throws SelectorException {
        String list = IntStream.range(0, 10_000)
                .mapToObj(i -> "'" + Integer.toString(i, 36) + "'")
                .collect(Collectors.joining(","));
        Selector selector = Selector.parse("s IN (" + list + ")");
        assertThat(selector.matches(Map.of("s", Integer.toString(9_999, 36))::get))
                .isTrue();
        assertThat(selector.matches(Map.of("s", "zzzz")::get)).isFalse();
        assertThat(selector.matches(name -> null)).isFalse();
    }

    // ---- depth ----

    @ParameterizedTest
    @CsvSource({
        "(, i = 5, )",
        "'NOT ', t, ''",
        "'- ', i = 5, ''",
        "+, i = 5, ''",
        "'NOT (', t, )",
        "'(t AND ', t, )",
        "'(i+', 0, )"
    })
    void depth_atTheLimit_isAcceptedAndOneMoreIsRefused(String opening, String middle, String closing)
            throws SelectorException {
        int levels = opening.equals("NOT (") ? Selector.MAX_DEPTH / 2 : Selector.MAX_DEPTH;
        String end = opening.equals("(i+") ? " > 0" : "";
        assertThat(Selector.parse(opening.repeat(levels) + middle + closing.repeat(levels) + end))
                .isNotNull();
        assertRefused(opening.repeat(levels + 1) + middle + closing.repeat(levels + 1) + end)
                .hasMessageContaining("The selector is nested deeper than 250 levels at position");
    }

    @Test
    void depth_deepestAllowed_isEvaluated() throws SelectorException {
        assertThat(matches("NOT ".repeat(250) + "t")).isTrue();
        assertThat(matches("NOT ".repeat(249) + "t")).isFalse();
        assertThat(matches("- ".repeat(250) + "i = 5")).isTrue();
        assertThat(matches("(".repeat(250) + "i" + ")".repeat(250) + " = 5")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"(", "'NOT '", "-", "+", "'NOT ('", "'(i='", "'(t OR '", "'i*('"})
    void depth_tensOfThousandsOfLevels_areRefusedWithoutOverflow(String opening) {
        assertRefused(opening.repeat(60_000 / opening.length())).hasMessageContaining("nested deeper");
    }

    /** Depth is what is open at one time: siblings do not add up. */
    @Test
    void depth_manySiblings_doNotCount() throws SelectorException {
        assertThat(matches("(i = 5) AND ".repeat(1_000) + "t")).isTrue();
        assertThat(matches("NOT NOT t AND ".repeat(1_000) + "t")).isTrue();
        assertThat(matches("- -1 + ".repeat(1_000) + "i = 1005")).isTrue();
    }

    // ---- nodes ----

    /** A sum and its comparison with zero are three nodes more than the sum's operands. */
    @Test
    void nodes_atTheLimit_isAcceptedAndOneMoreIsRefused() throws SelectorException {
        String sum = "1+".repeat(Selector.MAX_NODES - 4) + "1";
        assertThat(matches(sum + ">0")).isTrue();
        assertRefused(sum + "+1>0")
                .hasMessageContaining("The selector has more than 16384 operands and operators at position");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i=5 OR ",
                "i>5 OR ",
                "NOT(t)OR ",
                "NOT NOT t AND ",
                "i=1 OR i=5 AND ",
                "s<>'a'AND ",
                "i IS NULL OR "
            })
    void nodes_longChainsOfConditions_work(String element) throws SelectorException {
        assertThat(matches(element.repeat(Selector.MAX_NODES / 9) + "t")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+", "1*", "1-", "- -i+", "(i)/"})
    void nodes_chainsOfArithmetic_workOrAreRefused(String element) throws SelectorException {
        assertThat(Selector.parse(element.repeat(5_000) + "1>0")).isNotNull();
        assertRefused(element.repeat(Math.min(16_382, 65_530 / element.length())) + "1>0")
                .hasMessageContaining("more than 16384 operands");
    }

    /** Each of these would be a node: that a chain makes no nest of them is what the depth of the stack depends on. */
    @ParameterizedTest
    @ValueSource(
            strings = {"t OR ", "t AND ", "s LIKE 'a' OR ", "i BETWEEN 1 AND 2 OR ", "s IN('a')OR ", "i=1+1+1 OR "})
    void nodes_chainsAsLongAsTheText_overflowNoStack(String element) throws SelectorException {
        String chain = element.repeat((Selector.MAX_LENGTH - 4) / element.length()) + "TRUE";
        assertThatCode(() -> {
                    try {
                        assertThat(matches(chain)).isTrue();
                    } catch (SelectorException e) {
                        assertThat(e).hasMessageContaining("more than 16384 operands");
                    }
                })
                .doesNotThrowAnyException();
    }
}
