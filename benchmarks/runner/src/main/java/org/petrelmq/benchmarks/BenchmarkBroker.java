package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;

/** A provider under measurement, embedded in this JVM. Implementations say in their comment how it is configured and why. */
public interface BenchmarkBroker {

    /**
     * Starts it, in memory.
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
