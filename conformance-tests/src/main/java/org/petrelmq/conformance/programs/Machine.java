package org.petrelmq.conformance.programs;

/** What performs the steps of one program. */
interface Machine {
    /**
     * Performs the next step.
     *
     * @param step the step; it makes sense after those before it
     * @param expected what the model says comes of it, so that a machine knows how long to wait for something
     * @return what came of it
     */
    Outcome perform(Step step, Outcome expected);
}
