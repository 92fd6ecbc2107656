package org.petrelmq.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A workload of which not only the rate is measured, but also how long each step takes. */
abstract class Timed extends Steady {
    private final Histogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);

    /** A step took so long; any thread may say so. */
    final void took(long stepNanos) {
        nanos.recordValue(stepNanos);
    }

    @Override
    final void measuring() {
        nanos.reset();
    }

    @Override
    final Map<String, Double> more() {
        return Map.of(
                "p50Micros", nanos.getValueAtPercentile(50) / 1e3, "p99Micros", nanos.getValueAtPercentile(99) / 1e3);
    }
}
