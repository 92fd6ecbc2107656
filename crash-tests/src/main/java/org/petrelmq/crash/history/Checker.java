package org.petrelmq.crash.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges a history. Its last process must have received everything that there was, and stopped.
 *
 * <p>The rules are C1 to C9 of the reliability promises: no loss, no phantom, acknowledgement is final, duplicates are marked,
 * order, dead letters, local transactions, distributed transactions, durable subscriptions.
 */
public final class Checker {
    /** The dead-letter queue of a broker that nobody configured. */
    public static final String DEAD_LETTER_QUEUE = "DLQ";

    /** The limit of deliveries of a broker that nobody configured. */
    public static final int MAX_DELIVERIES = 10;

    private final List<Rule> rules = List.of(
            new Losses(DEAD_LETTER_QUEUE),
            new Phantoms(DEAD_LETTER_QUEUE),
            new Repeats(),
            new Marks(),
            new Order(),
            new DeadLetters(DEAD_LETTER_QUEUE, MAX_DELIVERIES),
            new Halves(),
            new Branches());

    /**
     * Judges.
     *
     * @param history that ends with a drain
     * @return what is wrong, in its order
     */
    public List<Violation> check(History history) {
        Account account = new Account(history);
        List<Violation> violations = new ArrayList<>();
        rules.forEach(rule -> rule.judge(account, violations));
        violations.sort(Comparator.comparingInt(Violation::at));
        return violations;
    }

    /** Judges a history that was written to a file, the first argument. */
    public static void main(String[] arguments) throws IOException {
        new Checker().check(History.read(Path.of(arguments[0]))).forEach(System.out::println);
    }
}
