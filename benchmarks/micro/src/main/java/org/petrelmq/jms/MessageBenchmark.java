package org.petrelmq.jms;

import jakarta.jms.JMSException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.petrelmq.benchmarks.micro.Sample;
import org.petrelmq.engine.Delivery;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;

/**
 * A message between the application and the engine. Text is shared from the sender to the receiver, so its length should not
 * show; bytes are copied once on each side, so the bytes allocated should be a little more than those of the body. The message
 * itself goes to the black hole: an application has it, so the compiler must not make it disappear.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MessageBenchmark {

    /** A first delivery. */
    private record Handed(Envelope envelope, int count) implements Delivery {}

    @Param
    Sample sample;

    private final JmsMessages messages = new JmsMessages(null, new ObjectBodies(""));
    private byte @Nullable [] bytes;
    private String text = "";
    private Class<?> type;
    private Delivery delivery;
    private long serial;

    /** Takes the sample apart. */
    @Setup
    public void takeApart() {
        Body body = sample.body();
        if (body instanceof Body.Bytes raw) {
            bytes = raw.array();
            type = byte[].class;
        } else {
            text = Objects.requireNonNull(((Body.Text) body).text());
            type = String.class;
        }
        delivery = new Handed(Sample.envelope(0, body), 1);
    }

    /**
     * To the engine: a message is made, filled, stamped and frozen, as a send does it.
     *
     * @param application has the message
     * @return what the engine gets
     * @throws JMSException if it cannot be filled
     */
    @Benchmark
    public Envelope freeze(Blackhole application) throws JMSException {
        JmsMessage message = filled();
        application.consume(message);
        return new Envelope(Sample.stamp(++serial), message.headers(), message.properties(), message.body());
    }

    private JmsMessage filled() throws JMSException {
        if (bytes == null) {
            return messages.text(text);
        }
        JmsBytesMessage message = messages.bytes();
        message.writeBytes(bytes);
        return message;
    }

    /**
     * From the engine: a delivery becomes a message, and its body is read.
     *
     * @param application has the message
     * @return what the application reads
     * @throws JMSException if it cannot be read
     */
    @Benchmark
    public @Nullable Object thaw(Blackhole application) throws JMSException {
        JmsMessage message = messages.received(delivery, null);
        application.consume(message);
        return message.getBody(type);
    }
}
