package org.petrelmq.engine;

/** Wakes whoever waits for a source. Called from any thread; never blocks and never runs user code. */
@FunctionalInterface
public interface Signal {

    /** The source that this signal was given with may have something to poll. */
    void ready();
}
