package org.petrelmq.benchmarks;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.petrelmq.benchmarks.Meter.Reading;

/** One measurement in a JVM of its own: {@code Fork BROKER-CLASS WORKLOAD WARM-UP-SECONDS SECONDS}. */
public final class Fork {
    /** The class name that stands for no provider at all. */
    static final String LIMIT = "limit";

    /** Another limit of durable sends: a write and then a sync of its own. */
    static final String LIMIT_FORCE = "limit-force";

    private Fork() {}

    /**
     * Measures and prints one line of figures.
     *
     * @param arguments as above
     * @throws Exception if the provider or the workload fails
     */
    public static void main(String[] arguments) throws Exception {
        String broker = arguments[0];
        int warmUpSeconds = Integer.parseInt(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        Figures figures;
        if (broker.startsWith(LIMIT)) {
            figures = measure(Workload.limitOf(arguments[1], broker), null, warmUpSeconds, seconds);
        } else {
            BenchmarkBroker started = newBroker(broker);
            started.start();
            figures = measure(Workload.of(arguments[1]), started, warmUpSeconds, seconds);
            started.stop();
        }
        System.out.println(figures.line());
        System.exit(0);
    }

    static BenchmarkBroker newBroker(String className) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(BenchmarkBroker.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static Figures measure(Workload workload, @Nullable BenchmarkBroker broker, int warmUpSeconds, int seconds)
            throws Exception {
        workload.start(broker == null ? null : broker.connectionFactory());
        pause(warmUpSeconds);
        workload.measuring();
        Reading begin = Meter.read();
        long first = workload.messages();
        pause(seconds);
        Reading end = Meter.read();
        long messages = workload.messages() - first;
        Map<String, Double> more = workload.more();
        workload.stop();
        double elapsed = end.nanos() - begin.nanos();
        double cpu = end.cpuNanos() - begin.cpuNanos();
        double others = end.machineCpuNanos() - begin.machineCpuNanos() - cpu;
        Figures common = Figures.of(
                "rate",
                messages / elapsed * 1e9,
                "cpuMicros",
                cpu / messages / 1e3,
                "allocatedBytes",
                (double) (end.allocatedBytes() - begin.allocatedBytes()) / messages,
                "othersCpuPercent",
                Math.max(0, others / elapsed * 100));
        return common.with(more);
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
