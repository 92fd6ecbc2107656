package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;

/** A provider under measurement, embedded in this JVM. Implementations say in their comment how it is configured and why. */
public interface BenchmarkBroker {
    /** A line that begins with this is printed beside the table: what was found only by starting. */
    String NOTE = "NOTE ";

    /**
     * Starts it, in memory or in the directory of the system property {@code benchmark.directory}.
     *
     * @throws Exception if it cannot
     */
    void start() throws Exception;

    /**
     * Its factory.
     *
     * @return a factory of connections within this JVM
     */
    ConnectionFactory connectionFactory();

    /**
     * Stops it.
     *
     * @throws Exception if it cannot
     */
    void stop() throws Exception;
}
