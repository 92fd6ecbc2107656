package org.petrelmq.core;

import java.util.concurrent.atomic.AtomicInteger;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** A limit on how many of something there may be at a time. Thread-safe. */
final class Cap {
    private final String what;
    private final String option;
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * A limit.
     *
     * @param what in the plural, for the sentence of the refusal
     * @param option the key of the option that sets the limit
     */
    Cap(String what, String option, int limit) {
        this.what = what;
        this.option = option;
        this.limit = limit;
    }

    /**
     * One more.
     *
     * @throws EngineException RESOURCE_ALLOCATION if there are as many as there may be
     */
    void take() throws EngineException {
        if (taken.incrementAndGet() > limit) {
            taken.decrementAndGet();
            throw exceeded(what, option, limit);
        }
    }

    /**
     * Refuses one more.
     *
     * @throws EngineException RESOURCE_ALLOCATION if there are as many as there may be
     */
    void requireRoom() throws EngineException {
        if (taken.get() >= limit) {
            throw exceeded(what, option, limit);
        }
    }

    /** One more, which somebody has seen room for, or which is the broker's own. */
    void add() {
        taken.incrementAndGet();
    }

    /** One less. */
    void release() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }

    static EngineException exceeded(String what, String option, long limit) {
        return new EngineException(
                Failure.RESOURCE_ALLOCATION,
                "There are as many " + what + " as the broker may have: " + limit + " (" + option + ").");
    }
}
