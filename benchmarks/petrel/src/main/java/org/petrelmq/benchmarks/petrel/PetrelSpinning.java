package org.petrelmq.benchmarks.petrel;

import jakarta.jms.ConnectionFactory;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.benchmarks.BenchmarkBroker;

/** Petrel in memory whose receivers spin for a while before they park. */
public final class PetrelSpinning implements BenchmarkBroker {
    @Override
    public void start() {
        // The first connection starts it.
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return new PetrelConnectionFactory("petrel:mem:benchmark");
    }

    @Override
    public void stop() {
        // The last connection rests it.
    }
}
