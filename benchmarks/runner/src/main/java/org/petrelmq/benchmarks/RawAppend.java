package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The limit of a durable send by one sender: the append of 1 KB and a header to a file of zeros, waiting for the device. */
final class RawAppend implements Workload {
    private static final int BYTES = 1024 + 128;
    private static final int FILE = 64 << 20;

    private final Path file = Path.of(System.getProperty("benchmark.directory", "target"), "raw");
    private final Histogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final CompletableFuture<Long> appended = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile long count;

    @Override
    public void start(@Nullable ConnectionFactory unused) throws IOException {
        try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 0; at < FILE; at += 1 << 20) {
                zeros.write(new byte[1 << 20]);
            }
            zeros.getFD().sync();
        }
        Threads.run("appender", appended, this::append);
    }

    private long append() throws IOException {
        byte[] block = new byte[BYTES];
        long number = 0;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rwd")) {
            while (!stopping) {
                long begin = System.nanoTime();
                out.seek(number % (FILE / BYTES) * BYTES);
                out.write(block);
                nanos.recordValue(System.nanoTime() - begin);
                count = ++number;
            }
        }
        return number;
    }

    @Override
    public long messages() {
        return count;
    }

    @Override
    public void measuring() {
        nanos.reset();
    }

    @Override
    public Map<String, Double> more() {
        return DurableSend.latencies(nanos);
    }

    @Override
    public void stop() throws Exception {
        stopping = true;
        appended.get(60, TimeUnit.SECONDS);
        Files.delete(file);
    }
}
