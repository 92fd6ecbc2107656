package org.petrelmq.benchmarks.petrel;

import jakarta.jms.ConnectionFactory;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.benchmarks.BenchmarkBroker;

/** Petrel on disk with all defaults. */
public final class PetrelOnDisk implements BenchmarkBroker {
    @Override
    public void start() {
        // The first connection opens the store.
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return new PetrelConnectionFactory("petrel:file:" + System.getProperty("benchmark.directory"));
    }

    @Override
    public void stop() {
        // The last connection closes it.
    }
}
