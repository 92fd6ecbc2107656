package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to measure: it keeps the provider busy until told to stop, and counts messages. */
interface Workload {

    /** The workloads by name. */
    static Workload of(String name) {
        return switch (name) {
            case "A1" -> new PointToPoint(100, 1, DeliveryMode.NON_PERSISTENT);
            case "C1" -> new PointToPoint(100, 4, DeliveryMode.NON_PERSISTENT);
            case "F1" -> new DurableSend(1, 1);
            case "F2" -> new DurableSend(8, 1);
            case "F3" -> new DurableSend(32, 1);
            case "F4" -> new DurableSend(1, 100);
            case "F5" -> new DurableReceive(600_000, 1);
            case "F6" -> new DurableReceive(1_500_000, 100);
            case "F7" -> new PointToPoint(1024, 8, DeliveryMode.PERSISTENT);
            default ->
                throw new IllegalArgumentException(
                        "There is no workload '" + name + "', only A1, C1, F1 to F7, H and I4.");
        };
    }

    /** What this machine can do of it without any provider. */
    static Workload limitOf(String name, String limit) {
        RawAppend.Sync sync = limit.equals(Fork.LIMIT_FORCE) ? RawAppend.Sync.FORCE : RawAppend.Sync.WRITE_THROUGH;
        return switch (name) {
            case "F1" -> new RawAppend(1, sync);
            case "F2" -> new RawAppend(8, sync);
            case "F3" -> new RawAppend(32, sync);
            case "F4", "F6" -> new RawAppend(100, sync);
            case "F5" -> new RawAppend(1, sync);
            case "F7" -> new RawAppend(8, sync);
            default -> new HandOff();
        };
    }

    /** The warm-up is over. */
    default void measuring() {
        // Most count only.
    }

    /** Figures beside those that every workload has. */
    default Map<String, Double> more() {
        return Map.of();
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
