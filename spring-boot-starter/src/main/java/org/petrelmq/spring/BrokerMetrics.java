package org.petrelmq.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.petrelmq.BrokerAdmin;

/**
 * Gauges of the broker's queues, topics and subscriptions. Nothing is counted for them: who reads them looks into the broker, and a
 * broker whose gauges nobody reads pays nothing. Thread-safe.
 */
final class BrokerMetrics implements MeterBinder, AutoCloseable {
    private final BrokerAdmin admin;

    /** Registries know what they read by weak references only. */
    private final List<DestinationGauges> bound = new CopyOnWriteArrayList<>();

    BrokerMetrics(BrokerAdmin admin) {
        this.admin = admin;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        DestinationGauges gauges = new DestinationGauges(admin, registry);
        bound.add(gauges);
        gauges.register();
    }

    /** The broker is about to be closed, and a registry may live on. */
    @Override
    public void close() {
        bound.forEach(DestinationGauges::close);
        bound.clear();
    }
}
