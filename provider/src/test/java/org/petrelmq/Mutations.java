package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The small fuzzer of the default build: takes the words of a dictionary in {@code src/test/fuzz}, joins, cuts, doubles and
 * changes them at random, and gives what comes out to a target that throws if it does not like what happens. The profile
 * {@code fuzz} gives the same targets and dictionaries to Jazzer, which watches the branches taken and has more time.
 */
public final class Mutations {
    private static final String CHARACTERS = " '%_()=<>,.:/?&\\\"\n\t\u0000\u00df\u0662\ud83d\ude00aAxeE019-+";

    private final List<String> words = new ArrayList<>();

    /**
     * Reads a dictionary.
     *
     * @param dictionary its name without the ending
     */
    public Mutations(String dictionary) {
        try {
            for (String line : Files.readAllLines(Path.of("src/test/fuzz", dictionary + ".dict"))) {
                if (line.startsWith("\"")) {
                    words.add(unquoted(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String line) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 1; i < line.length() - 1; i++) {
            char c = line.charAt(i);
            if (c == '\\' && line.charAt(i + 1) == 'x') {
                c = (char) Integer.parseInt(line.substring(i + 2, i + 4), 16);
                i += 3;
            } else if (c == '\\') {
                c = line.charAt(++i);
            }
            bytes.append(c);
        }
        return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /**
     * Gives a target every word as it is, then as many mutations as asked for.
     *
     * @param target throws an unchecked exception or error if it finds a bug
     * @param count how many
     */
    public void give(Consumer<String> target, int count) {
        words.forEach(word -> check(target, word, "a word of the dictionary"));
        for (int seed = 0; seed < count; seed++) {
            check(target, mutation(new Random(seed)), "seed " + seed);
        }
    }

    private static void check(Consumer<String> target, String input, String origin) {
        assertThatCode(() -> target.accept(input)).as("%s: [%s]", origin, input).doesNotThrowAnyException();
    }

    private String mutation(Random random) {
        StringBuilder text = new StringBuilder(word(random));
        for (int steps = random.nextInt(8); steps >= 0; steps--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> text.insert(at, word(random));
                case 1 -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 2 -> text.delete(at, end);
                case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(20)));
                case 4 -> text.replace(at, end, word(random));
                default -> text.append(word(random));
            }
        }
        return text.toString();
    }

    private String word(Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
