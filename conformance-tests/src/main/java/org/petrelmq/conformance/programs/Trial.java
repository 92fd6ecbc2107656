package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs programs on the model and on a provider at the same time, and compares each step. */
final class Trial {
    private final Target target;
    private final Function<Machine, Machine> between;

    /** Trials of a provider. */
    Trial(Target target) {
        this(target, machine -> machine);
    }

    /**
     * Trials of a provider and what is laid between.
     *
     * @param between changes what the provider is told or answers
     */
    Trial(Target target, UnaryOperator<Machine> between) {
        this.target = target;
        this.between = between;
    }

    /**
     * The first step in which a provider and the model differ.
     *
     * @param program the program up to and including that step
     * @param expected what the model says
     * @param actual what the provider did
     */
    record Disagreement(List<Step> program, Outcome expected, Outcome actual) {
        Step step() {
            return program.get(program.size() - 1);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Step step : program) {
                text.append("  ").append(step).append('\n');
            }
            return text + "expected " + expected + "\nbut was  " + actual;
        }
    }

    /** Runs a program; null if the provider does all that the model says. */
    @Nullable
    Disagreement run(List<Step> program) throws Exception {
        Target.Ground ground = target.begin();
        try (JmsMachine machine = new JmsMachine(ground)) {
            return compare(program, between.apply(machine));
        } finally {
            ground.end();
        }
    }

    private static @Nullable Disagreement compare(List<Step> program, Machine machine) {
        Model model = new Model();
        for (int i = 0; i < program.size(); i++) {
            Step step = program.get(i);
            Outcome expected = model.perform(step);
            Outcome actual = machine.perform(step, expected);
            if (!expected.allows(actual)) {
                return new Disagreement(new ArrayList<>(program.subList(0, i + 1)), expected, actual);
            }
        }
        return null;
    }
}
