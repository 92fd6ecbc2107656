package org.petrelmq.core;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.petrelmq.benchmarks.micro.Sample;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.StoreRecord.Enqueued;

/**
 * A queue by itself, without lock, memory limit and session: what {@link EngineBenchmark} costs beside this is theirs. What is
 * allocated is what a message costs in a queue beside itself. A backlog should cost nothing but misses of the cache, and
 * what the collector needs to keep it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueBenchmark {
    @Param({"0", "100000"})
    int backlog;

    private final QueueCore queue = new QueueCore(QueuePolicy.maxDeliveries(10));
    private final Consumer consumer = new Consumer(() -> {}, 0, true);
    private final Envelope message = Sample.envelope(0, Sample.TEXT_100.body());
    private long sequence;

    /** Fills the queue. */
    @Setup
    public void fill() {
        queue.attach(consumer, null);
        for (int i = 0; i < backlog; i++) {
            enqueue();
        }
    }

    private void enqueue() {
        queue.enqueue(new Entry(message, ++sequence, Enqueued.NOWHERE, null));
    }

    /**
     * A message enters, and the oldest one is handed out and settled.
     *
     * @return the one that left
     */
    @Benchmark
    public Object enqueueAndPoll() {
        enqueue();
        Entry first = Objects.requireNonNull(queue.poll(consumer, 0));
        queue.settle(first);
        return first;
    }
}
