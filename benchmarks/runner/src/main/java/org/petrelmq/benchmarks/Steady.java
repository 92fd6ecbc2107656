package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workload that keeps the provider busy until told to stop, and counts what comes through meanwhile. */
abstract class Steady implements Workload {

    @Override
    public final Figures measure(@Nullable ConnectionFactory factory, Span time) throws Exception {
        start(factory);
        Threads.pause(time.warmUp());
        measuring();
        Meter meter = new Meter();
        meter.begin();
        long first = messages();
        Threads.pause(time.measured());
        long count = messages() - first;
        meter.end(count);
        Map<String, Double> more = more();
        stop();
        return meter.figures().with(more);
    }

    /** The warm-up is over. */
    void measuring() {
        // Most count only.
    }

    /** Figures beside those that every workload has. */
    Map<String, Double> more() {
        return Map.of();
    }

    /**
     * Starts its threads.
     *
     * @param factory the provider's; null for a limit, which has none
     * @throws Exception if it cannot be set up
     */
    abstract void start(@Nullable ConnectionFactory factory) throws Exception;

    /** How many messages have come through since the start. */
    abstract long messages();

    /**
     * Ends its threads; everything that was sent has to have arrived.
     *
     * @throws Exception if something was lost or failed
     */
    abstract void stop() throws Exception;
}
