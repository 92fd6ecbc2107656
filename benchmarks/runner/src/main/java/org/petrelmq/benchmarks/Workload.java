package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Something to measure: it keeps the provider busy until told to stop, and counts messages. */
interface Workload {

    /** The workloads by name. */
    static Workload of(String name) {
        return switch (name) {
            case "A1" -> new PointToPoint(100, 1);
            case "C1" -> new PointToPoint(100, 4);
            default -> throw new IllegalArgumentException("There is no workload '" + name + "', only A1, C1 and H.");
        };
    }

    /**
     * Starts its threads.
     *
     * @param factory the provider's; null for a limit, which has none
     * @throws Exception if it cannot be set up
     */
    void start(@Nullable ConnectionFactory factory) throws Exception;

    /** How many messages have come through since the start. */
    long messages();

    /**
     * Ends its threads; everything that was sent has to have arrived.
     *
     * @throws Exception if something was lost or failed
     */
    void stop() throws Exception;
}
