package org.petrelmq.core;

import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.petrelmq.benchmarks.micro.Sample;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.message.Envelope;

/**
 * A message through a broker in memory, by the engine's interface: all that a message costs under the JMS layer, as long as
 * no thread waits for another. The message is the same each time, so what is allocated is the engine's. A backlog should
 * cost no more than in {@link QueueBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    @Param({"0", "100000"})
    int backlog;

    private final Envelope message = Sample.envelope(0, Sample.TEXT_100.body());
    private Engine engine;
    private EngineSession session;
    private Source source;

    /**
     * Opens a broker and fills its queue.
     *
     * @throws EngineException if it cannot
     */
    @Setup
    public void open() throws EngineException {
        engine = new EmbeddedEngineProvider().open("mem", "micro", Map.of());
        engine.keep();
        EngineConnection connection = engine.connect(new ConnectSpec(null, null, null), cause -> {
            throw new IllegalStateException("Nothing disconnects here.", cause);
        });
        connection.setFlowing(true);
        session = connection.openSession(AckModel.EACH, TxModel.NONE);
        source = session.open(SourceSpec.consumer(message.destination()), () -> {});
        for (int i = 0; i < backlog; i++) {
            session.send(message, null);
        }
    }

    /**
     * A message is sent, and the oldest one handed out and settled in one step: AUTO_ACKNOWLEDGE with receive.
     *
     * @return the delivery
     * @throws EngineException if it cannot
     */
    @Benchmark
    public Delivery sendAndTake() throws EngineException {
        session.send(message, null);
        return Objects.requireNonNull(source.take());
    }

    /**
     * A message is sent, the oldest one handed out, and settled in a step of its own: as a listener needs it.
     *
     * @return the delivery
     * @throws EngineException if it cannot
     */
    @Benchmark
    public Delivery sendPollAndSettle() throws EngineException {
        session.send(message, null);
        Delivery delivery = Objects.requireNonNull(source.poll());
        session.settle(delivery, Settlement.ACCEPT);
        return delivery;
    }

    /** Closes the broker, and its connection with it. */
    @TearDown
    public void close() {
        engine.close();
    }
}
