package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Done;
import org.petrelmq.conformance.programs.Outcome.Seen;

/** Faults that are planted between a program and a provider, to see whether they are found. */
enum Fault {
    LOSES_REDELIVERED_FLAG {
        @Override
        Outcome answer(Outcome actual) {
            return actual instanceof Delivered it && it.redelivered()
                    ? new Delivered(
                            it.number(),
                            it.kind(),
                            it.priority(),
                            it.persistent(),
                            it.expiration(),
                            it.deliveryTime(),
                            false,
                            it.count())
                    : actual;
        }
    },
    COMMITS_AT_ROLLBACK {
        @Override
        Step tell(Step step) {
            return step instanceof Step.OnSession on && on.act() == Step.SessionAct.ROLLBACK
                    ? new Step.OnSession(on.session(), Step.SessionAct.COMMIT)
                    : step;
        }
    },
    IGNORES_SELECTOR {
        @Override
        Step tell(Step step) {
            return step instanceof Step.OpenConsumer open
                    ? new Step.OpenConsumer(
                            open.consumer(), open.session(), open.source().with(Filter.ALL))
                    : step;
        }
    },
    IGNORES_NO_LOCAL {
        @Override
        Step tell(Step step) {
            return step instanceof Step.OpenConsumer open
                    ? new Step.OpenConsumer(
                            open.consumer(), open.session(), open.source().local())
                    : step;
        }
    },
    /** Delivers what has expired, and does not deliver what has become due. */
    FORGETS_TIME {
        @Override
        Step tell(Step step) {
            return step instanceof Step.Advance ? new Step.Advance(0) : step;
        }
    },
    SWAPS_SENDS {
        @Override
        Machine over(Machine machine) {
            return new Swapping(machine);
        }
    },
    LISTS_BACKWARDS {
        @Override
        Outcome answer(Outcome actual) {
            if (actual instanceof Seen seen) {
                List<Integer> numbers = new ArrayList<>(seen.numbers());
                Collections.reverse(numbers);
                return new Seen(numbers);
            }
            return actual;
        }
    },
    ACKNOWLEDGES_AT_CLOSE {
        @Override
        List<Step> before(Step step) {
            return step instanceof Step.OnSession on && on.act() == Step.SessionAct.CLOSE
                    ? List.of(new Step.OnSession(on.session(), Step.SessionAct.ACKNOWLEDGE))
                    : List.of();
        }
    },
    LOSES_MESSAGES_OF_CLOSED_CONSUMERS {
        @Override
        List<Step> before(Step step) {
            return step instanceof Step.CloseConsumer close ? List.of(new Step.Receive(close.consumer())) : List.of();
        }
    },
    ACKNOWLEDGES_NOTHING {
        @Override
        Step tell(Step step) {
            return step instanceof Step.OnSession on && on.act() == Step.SessionAct.ACKNOWLEDGE
                    ? new Step.Advance(0)
                    : step;
        }
    };

    /** Holds a message until the next step, and sends it after that one's message. */
    private static final class Swapping implements Machine {
        private final Machine machine;
        private @Nullable Step held;

        Swapping(Machine machine) {
            this.machine = machine;
        }

        @Override
        public Outcome perform(Step step, Outcome expected) {
            if (held == null && step instanceof Step.Send && expected instanceof Done) {
                held = step;
                return expected;
            }
            boolean swapped = step instanceof Step.Send;
            Outcome early = swapped ? machine.perform(step, expected) : new Done();
            if (held != null) {
                machine.perform(held, new Done());
                held = null;
            }
            return swapped ? early : machine.perform(step, expected);
        }
    }

    /** What the provider is told instead. */
    Step tell(Step step) {
        return step;
    }

    /** What the provider is told first. */
    List<Step> before(Step step) {
        return List.of();
    }

    /** What the provider is said to have done. */
    Outcome answer(Outcome actual) {
        return actual;
    }

    /** Lays the fault over a machine. */
    Machine over(Machine machine) {
        return (step, expected) -> {
            for (Step first : before(step)) {
                machine.perform(first, new Done());
            }
            return answer(machine.perform(tell(step), expected));
        };
    }
}
