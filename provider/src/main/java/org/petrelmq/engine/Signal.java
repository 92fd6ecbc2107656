package org.petrelmq.engine;

/** Wakes whoever waits for a source. Called from any thread; never blocks and never runs user code. */
@FunctionalInterface
public interface Signal {

    /** The source that this signal was given with may have something to poll. */
    void ready();

    /**
     * Whether it will be a while until the source is polled, since a listener of the same session runs. Asked after each {@link
     * #ready}; what the source was woken for is then for others too. Whoever becomes busy disarms the sources whose signals came
     * just before.
     *
     * @return false if it polls as soon as it can
     */
    default boolean isBusy() {
        return false;
    }
}
