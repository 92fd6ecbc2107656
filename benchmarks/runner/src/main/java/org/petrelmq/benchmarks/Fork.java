package org.petrelmq.benchmarks;

/** One measurement in a JVM of its own: {@code Fork BROKER-CLASS ROW WARM-UP-SECONDS SECONDS}. */
public final class Fork {
    /** The class name that stands for no provider at all. */
    public static final String LIMIT = "limit";

    /** Another limit of durable sends: a write and then a sync of its own. */
    public static final String LIMIT_FORCE = "limit-force";

    /** Another limit of a round trip: threads that never rest. */
    static final String LIMIT_SPIN = "limit-spin";

    private Fork() {}

    /**
     * Measures and prints one line of figures.
     *
     * @param arguments as above
     * @throws Exception if the provider or the workload fails
     */
    public static void main(String[] arguments) throws Exception {
        String broker = arguments[0];
        String row = arguments[1];
        Workload.Span time = new Workload.Span(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Figures figures;
        if (broker.startsWith(LIMIT)) {
            figures = Workloads.limitOf(row, broker).measure(null, time);
        } else {
            BenchmarkBroker started = newBroker(broker);
            started.start();
            figures = Workloads.of(row).measure(started.connectionFactory(), time);
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
}
