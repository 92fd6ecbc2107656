package org.petrelmq.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.petrelmq.selector.Reference.Node;

/** A million pairs of a selector and a message, each judged twice: by the selector and by {@link Reference}. */
class ReferenceTest {
    private static final int SELECTORS = Integer.getInteger("petrel.selectors", 25_000);
    private static final int MESSAGES_EACH = 40;
    private static final long SEED = Long.getLong("petrel.seed", 20_261_123L);

    private final Map<Truth, Integer> outcomes = new EnumMap<>(Truth.class);

    @Test
    void test_randomSelectorsAndMessages_agreesWithTheReference() throws SelectorException {
        Random random = new Random(SEED);
        List<Map<String, Object>> messages = IntStream.range(0, 4_096)
                .mapToObj(i -> RandomMessages.message(random))
                .toList();
        for (int i = 0; i < SELECTORS; i++) {
            long seed = SEED + i;
            compare(seed, messages);
        }
        int pairs = SELECTORS * MESSAGES_EACH;
        assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(pairs);
        // Pairs that were all of one kind would show little.
        assertThat(outcomes.values()).as("%s", outcomes).allMatch(n -> n > pairs / 12);
    }

    private void compare(long seed, List<Map<String, Object>> messages) throws SelectorException {
        Random random = new Random(seed);
        Node expected = RandomSelector.make(random);
        String text = SelectorWriter.write(expected, random);
        Expression actual = parsed(seed, text);
        for (int i = 0; i < MESSAGES_EACH; i++) {
            Map<String, Object> message = messages.get(random.nextInt(messages.size()));
            Truth truth = actual.test(message::get);
            if (truth != truthOf(expected.value(message))) {
                throw new AssertionError("Seed " + seed + ", selector [" + text + "], properties " + described(message)
                        + ": expected " + truthOf(expected.value(message)) + ", was " + truth);
            }
            outcomes.merge(truth, 1, Integer::sum);
        }
    }

    private static Expression parsed(long seed, String text) throws SelectorException {
        try {
            return Parser.parse(text);
        } catch (SelectorException e) {
            throw new AssertionError("Seed " + seed + ", selector [" + text + "]: " + e.getMessage(), e);
        }
    }

    private static Truth truthOf(Object value) {
        if (value == null) {
            return Truth.UNKNOWN;
        }
        return value.equals(true) ? Truth.TRUE : Truth.FALSE;
    }

    private static String described(Map<String, Object> message) {
        StringBuilder text = new StringBuilder();
        message.forEach((name, value) -> text.append(name)
                .append('=')
                .append(value.getClass().getSimpleName())
                .append(' ')
                .append(value)
                .append("; "));
        return text.toString();
    }
}
