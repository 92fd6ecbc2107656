package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Something to measure, written against the API only; or a limit, which needs no provider. */
interface Workload {
    /**
     * Warms up, measures, and makes sure that everything that was sent has arrived.
     *
     * @param factory the provider's; null for a limit, which has none
     * @param time how long to warm up and to measure
     * @return the figures, the main one first
     * @throws Exception if something was lost or failed
     */
    Figures measure(@Nullable ConnectionFactory factory, Span time) throws Exception;

    /** How long to warm up and how long to measure, in seconds. */
    record Span(int warmUp, int measured) {}
}
