package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The limit of durable sends: one thread appends 1 KB and a header for each sender to a file of zeros, in one write, and waits
 * for the device. It is what group commit does when nothing but the device takes time. A latency is that of a write.
 */
final class RawAppend extends Timed {
    private static final int BYTES = 1024 + 128;
    private static final int FILE = 64 << 20;

    /** How the device is waited for. */
    enum Sync {
        /** The write itself waits: {@code O_DSYNC}. */
        WRITE_THROUGH("rwd"),
        /** {@code force(false)} after the write. */
        FORCE("rw");

        private final String mode;

        Sync(String mode) {
            this.mode = mode;
        }
    }

    private final int records;
    private final Sync sync;

    private final Path file = Path.of(System.getProperty("benchmark.directory", "target"), "raw");
    private @Nullable CompletableFuture<Long> appended;
    private volatile boolean stopping;
    private volatile long count;

    RawAppend(int records, Sync sync) {
        this.records = records;
        this.sync = sync;
    }

    @Override
    void start(@Nullable ConnectionFactory unused) throws IOException {
        try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 0; at < FILE; at += 1 << 20) {
                zeros.write(new byte[1 << 20]);
            }
            zeros.getFD().sync();
        }
        appended = Threads.run("appender", this::append);
    }

    private long append() throws IOException {
        byte[] block = new byte[BYTES * records];
        long number = 0;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), sync.mode)) {
            while (!stopping) {
                long begin = System.nanoTime();
                out.seek(number % (FILE / block.length) * block.length);
                out.write(block);
                if (sync == Sync.FORCE) {
                    out.getChannel().force(false);
                }
                took(System.nanoTime() - begin);
                count = ++number * records;
            }
        }
        return count;
    }

    @Override
    long messages() {
        return count;
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        if (appended != null) {
            Threads.result(appended);
        }
        Files.delete(file);
    }
}
