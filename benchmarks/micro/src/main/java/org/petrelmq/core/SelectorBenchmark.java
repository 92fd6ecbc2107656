package org.petrelmq.core;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.petrelmq.benchmarks.micro.Sample;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.NamedValues;
import org.petrelmq.selector.Selector;
import org.petrelmq.selector.SelectorException;

/**
 * A selector by itself. Evaluating is what a message costs for each selector of a queue that it is tried on, and should
 * allocate nothing; a queue finds its consumers by equality without evaluating. Compiling is what opening a consumer costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectorBenchmark {

    /** What is asked. Between a third and a half of the messages match. */
    public enum Condition {
        /** One property is a text. */
        EQUALITY("region = 'north'"),
        /** One property is a number between two. */
        RANGE("amount BETWEEN 250 AND 749"),
        /** One property is like a pattern. */
        LIKE("customer LIKE 'A%-_'"),
        /** All of that at once, and more. */
        COMPOUND("(region = 'north' OR amount > 900) AND customer LIKE 'A%' AND amount < 990 OR urgent = TRUE");

        private final String text;

        Condition(String text) {
            this.text = text;
        }
    }

    /** Enough that a processor does not learn by heart which of them match; a power of two. */
    private static final int MESSAGES = 1 << 12;

    @Param
    Condition condition;

    private final EnvelopeProperties[] messages = new EnvelopeProperties[MESSAGES];
    private Selector selector;
    private int next;

    /**
     * Makes messages, the same in every run.
     *
     * @throws SelectorException if there is a mistake in a selector
     */
    @Setup
    public void makeMessages() throws SelectorException {
        selector = compile();
        Body body = Sample.TEXT_100.body();
        Random random = new Random(1);
        for (int i = 0; i < MESSAGES; i++) {
            NamedValues.Editor properties = new NamedValues.Editor();
            properties.put("region", random.nextBoolean() ? "north" : "south");
            properties.put("amount", random.nextInt(1000));
            properties.put("customer", (random.nextBoolean() ? "Albatross" : "Bunting") + "-" + i % 10);
            properties.put("urgent", random.nextInt(10) == 0);
            Envelope message = Sample.envelope(i, body).withProperties(properties.freeze());
            messages[i] = new EnvelopeProperties(message);
        }
    }

    /**
     * A selector is compiled.
     *
     * @return the selector
     * @throws SelectorException if there is a mistake in it
     */
    @Benchmark
    public Selector compile() throws SelectorException {
        return Objects.requireNonNull(Selector.parse(condition.text));
    }

    /**
     * A selector is evaluated for one message after the other.
     *
     * @return whether the message matches
     */
    @Benchmark
    public boolean evaluate() {
        return selector.matches(messages[next++ & (MESSAGES - 1)]);
    }
}
