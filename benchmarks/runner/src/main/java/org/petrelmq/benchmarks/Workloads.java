package org.petrelmq.benchmarks;

import jakarta.jms.Session;

/** The workloads that run until told to stop, by the names of their rows, and their limits. */
final class Workloads {
    private Workloads() {}

    static Workload of(String row) {
        return switch (row) {
            case "A1" -> new Flow(FlowShape.text(100));
            case "A2" -> new Flow(FlowShape.text(100).toListeners());
            case "A3" -> new Flow(FlowShape.bytes(1 << 10));
            case "A4" -> new Flow(FlowShape.bytes(16 << 10));
            case "B1" -> new Flow(FlowShape.text(100).acknowledging(Session.DUPS_OK_ACKNOWLEDGE));
            case "B2" -> new Flow(FlowShape.text(100).transactionsOf(100));
            case "C1" -> new Flow(FlowShape.text(100).between(4, 4));
            case "C2" -> new Flow(FlowShape.text(100).between(4, 4).over(4));
            case "D1" -> new Flow(FlowShape.text(100).toTopic(1));
            case "D2" -> new Flow(FlowShape.text(100).toTopic(10));
            case "D3" -> new Flow(FlowShape.text(100).toTopic(100));
            case "E1" -> new Flow(FlowShape.text(100).between(1, 10).ofTypes(10));
            case "E2" -> new Flow(FlowShape.text(100).toTopic(100).ofTypes(100));
            case "E3" -> new SelectiveDrain();
            case "F1" -> new DurableSend(1, 1);
            case "F2" -> new DurableSend(8, 1);
            case "F3" -> new DurableSend(32, 1);
            case "F4" -> new DurableSend(1, 100);
            case "F5" -> new Drain(20_000, Session.AUTO_ACKNOWLEDGE, 1);
            case "F5-lazy" -> new Drain(100_000, Session.DUPS_OK_ACKNOWLEDGE, 1);
            case "F6" -> new Drain(100_000, Session.SESSION_TRANSACTED, 100);
            case "F7" -> new Flow(FlowShape.bytes(1 << 10).between(8, 8).onDisk());
            case "G" -> new RoundTrip();
            case "I1-10k" -> new Backlog(10_000);
            case "I1-1M" -> new Backlog(1_000_000);
            case "I2-1" -> new ManyQueues(1);
            case "I2-100" -> new ManyQueues(100);
            case "I2-10k" -> new ManyQueues(10_000);
            case "I3-1k" -> new ManySubscriptions(1_000);
            case "I3-10k" -> new ManySubscriptions(10_000);
            default -> throw new IllegalArgumentException("There is no workload for '" + row + "'.");
        };
    }

    /** What this machine can do of it without any provider. */
    static Workload limitOf(String row, String limit) {
        RawAppend.Sync sync = limit.equals(Fork.LIMIT_FORCE) ? RawAppend.Sync.FORCE : RawAppend.Sync.WRITE_THROUGH;
        return switch (row) {
            case "A3" -> new HandOff(1 << 10);
            case "A4" -> new HandOff(16 << 10);
            case "F1", "F5" -> new RawAppend(1, sync);
            case "F2", "F7" -> new RawAppend(8, sync);
            case "F3" -> new RawAppend(32, sync);
            case "F4", "F6", "I1-10k", "I1-1M" -> new RawAppend(100, sync);
            case "G" -> new PingPong(limit.equals(Fork.LIMIT_SPIN));
            default -> new HandOff(0);
        };
    }
}
