package org.petrelmq.message;

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

/**
 * A message as bytes and back, which is what a message costs that goes to the disk, beside the disk. Encoding allocates the
 * body twice, in a buffer and in an array of the right size; decoding once, and text in
 * wide characters as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    @Param
    Sample sample;

    private Body body;
    private byte[] encoded;
    private long serial;

    /** Makes a body, and encodes what will be decoded. */
    @Setup
    public void encodeOnce() {
        body = sample.body();
        encoded = EnvelopeCodec.encode(Sample.envelope(0, body));
    }

    /**
     * A message is encoded that was not before: its ID becomes text here.
     *
     * @return its bytes
     */
    @Benchmark
    public byte[] encode() {
        return EnvelopeCodec.encode(Sample.envelope(++serial, body));
    }

    /**
     * A message is decoded.
     *
     * @return the message
     * @throws MalformedEnvelopeException if the encoding is wrong
     */
    @Benchmark
    public Envelope decode() throws MalformedEnvelopeException {
        return EnvelopeCodec.decode(encoded);
    }
}
