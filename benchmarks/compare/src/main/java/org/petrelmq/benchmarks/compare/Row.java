package org.petrelmq.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table: one workload, all providers, all goals.
 *
 * @param name of the workload
 * @param title what it is, in a few words
 * @param kind what kind of program measures it
 * @param providers who takes part, Petrel first, the limits last
 * @param heap of each JVM, as {@code -Xmx} has it; empty for the JVM's own choice
 * @param goals what Petrel aims at
 */
record Row(String name, String title, Kind kind, List<String> providers, String heap, List<Goal> goals) {
    private static final String[] MEMORY = {"petrel", "artemis", "classic"};
    private static final String[] DISK = {"petrel-disk", "artemis-tuned-disk", "classic-disk"};
    private static final String SMALL = "512m";

    /** What is stored and not received is in the heap of some providers. */
    private static final String LARGE = "4g";

    /** How a row is measured. */
    enum Kind {
        /** Nothing is stored. */
        MEMORY,
        /** In a directory. */
        DISK,
        /** From the start of a JVM. */
        START,
        /** From a store that was not closed. */
        RESTART
    }

    /** All of them, in the order of the table. */
    static final List<Row> ALL = List.of(
            memory("A1", "queue 1→1, text of 100 B, receive()", "limit", Goal.times(7), Goal.cpu(1), Goal.bytes(400)),
            memory("A2", "the same by listener", "", Goal.times(7), Goal.cpu(1), Goal.bytes(400)),
            memory("A3", "bytes of 1 KB", "limit", Goal.times(5)),
            memory("A4", "bytes of 16 KB", "limit", Goal.times(2.6), Goal.bytes(18 * 1024)),
            memory("B1", "DUPS_OK_ACKNOWLEDGE", "", Goal.times(7)),
            memory("B2", "transactions of 100", "", Goal.times(8)),
            memory("C1", "4→4, one queue", "limit", Goal.times(5)),
            memory("C2", "4→4, four queues", "", Goal.times(5)),
            memory("D1", "topic, 1 subscriber", "", Goal.times(5.5)),
            memory("D2", "topic, 10 subscribers, delivered", "", Goal.times(6)),
            memory("D3", "topic, 100 subscribers, delivered", "", Goal.times(8), Goal.bytes(150)),
            memory("E1", "queue, 10 consumers, each a selector", "", Goal.times(10)),
            memory("E2", "topic, 100 selectors, published", "", Goal.times(10)),
            memory("E3", "selector of 1 in 1,000 of a backlog of 100,000", "", Goal.ofTheTime(0.2)),
            disk("F1", "durable send of 1 KB, 1 sender", Goal.ofLimit(0.8), Goal.ofLimitsMedian(1.25))
                    .with("artemis-disk")
                    .with("limit-force"),
            disk("F2", "the same, 8 senders", Goal.times(1.9)),
            disk("F3", "the same, 32 senders", Goal.times(1.6)),
            disk("F4", "durable send, transactions of 100", Goal.times(3.7)),
            disk("F5", "durable receive, each acknowledgement waits", Goal.ofLimit(0.8)),
            disk("F5-lazy", "durable receive, DUPS_OK_ACKNOWLEDGE", Goal.times(4.5)),
            disk("F6", "durable receive, transactions of 100", Goal.times(3)),
            disk("F7", "durable send and receive, 8→8", Goal.times(1.9)),
            memory("G", "request and reply, one outstanding", "limit", Goal.ofLimitsMedian(1.2), Goal.median(5))
                    .with("limit-spin"),
            new Row(
                    "H",
                    "start to the first message",
                    Kind.START,
                    List.of("petrel", "artemis", "classic", "bare JVM"),
                    "",
                    List.of(Goal.ofTheTime(0.35), Goal.resident(20))),
            new Row(
                    "H-disk",
                    "the same, durable",
                    Kind.START,
                    List.of("petrel-disk", "artemis-tuned-disk", "classic-disk", "bare JVM"),
                    "",
                    List.of(Goal.ofTheTime(0.35))),
            disk("I1-10k", "backlog of 10,000 of 1 KB").in(SMALL),
            disk("I1-1M", "backlog of 1,000,000 of 1 KB, heap 512 MB").in(SMALL),
            memory("I2-1", "1 queue in turn", ""),
            memory("I2-100", "100 queues in turn", ""),
            memory("I2-10k", "10,000 queues in turn", "", Goal.rate(500_000), Goal.bytesPerQueue(2048))
                    .in("2g"),
            disk("I3-1k", "1,000 durable subscriptions, delivered", Goal.times(10))
                    .without("limit"),
            disk("I3-10k", "10,000 durable subscriptions, delivered", Goal.times(10))
                    .without("limit"),
            new Row(
                    "I4",
                    "restart after a crash, 100,000 of 1 KB stored",
                    Kind.RESTART,
                    List.of("petrel-disk", "artemis-tuned-disk", "classic-disk", "limit"),
                    LARGE,
                    List.of(Goal.ofTheTime(0.2))));

    /** The rows of the quick comparison. */
    static final List<String> QUICK = List.of("A1", "B2", "D2", "F1", "F2", "G", "H");

    private static Row memory(String name, String title, String limit, Goal... goals) {
        List<String> providers = new ArrayList<>(List.of(MEMORY));
        if (!limit.isEmpty()) {
            providers.add(limit);
        }
        return new Row(name, title, Kind.MEMORY, providers, SMALL, List.of(goals));
    }

    private static Row disk(String name, String title, Goal... goals) {
        List<String> providers = new ArrayList<>(List.of(DISK));
        providers.add("limit");
        return new Row(name, title, Kind.DISK, providers, LARGE, List.of(goals));
    }

    private Row with(String provider) {
        List<String> more = new ArrayList<>(providers);
        more.add(provider);
        return new Row(name, title, kind, more, heap, goals);
    }

    private Row without(String provider) {
        return new Row(
                name,
                title,
                kind,
                providers.stream().filter(each -> !each.equals(provider)).toList(),
                heap,
                goals);
    }

    private Row in(String otherHeap) {
        return new Row(name, title, kind, providers, otherHeap, goals);
    }

    static Row named(String name) {
        return ALL.stream()
                .filter(row -> row.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no row '" + name + "', only "
                        + ALL.stream().map(Row::name).toList() + "."));
    }

    boolean onDisk() {
        return kind == Kind.DISK || kind == Kind.RESTART || name.endsWith("-disk");
    }
}
