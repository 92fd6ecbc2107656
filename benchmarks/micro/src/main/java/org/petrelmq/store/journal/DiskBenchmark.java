package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.file.Path;
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
import org.petrelmq.benchmarks.micro.Scratch;
import org.petrelmq.store.StoreProvider.Sync;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * The limit of {@link JournalBenchmark}: as many bytes written to a file that is there and filled, and nothing else. With one
 * way of syncing it is the device's time, with the other that of a call to the system.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DiskBenchmark {
    /** 1 KB and what the journal adds to it. */
    private static final int BYTES = 1024 + 128;

    private static final int FILE = BYTES << 14;

    /** The option of brokers on disk. */
    @Param
    Sync sync;

    private final byte[] block = new byte[BYTES];
    private Path directory;
    private DiskFile file;
    private int offset;

    /**
     * Makes the file.
     *
     * @throws IOException if there is no space for it
     */
    @Setup
    public void create() throws IOException {
        directory = Scratch.directory();
        file = new FileDisk(directory).create("limit", FILE);
        file.sync();
    }

    /**
     * One block is written behind the one before.
     *
     * @throws IOException if the disk fails
     */
    @Benchmark
    public void write() throws IOException {
        if (sync == Sync.ALWAYS) {
            file.writeSynced(offset, block);
        } else {
            file.write(offset, block);
        }
        offset = (offset + BYTES) % FILE;
    }

    /**
     * Deletes the file.
     *
     * @throws IOException if it stays
     */
    @TearDown
    public void delete() throws IOException {
        file.close();
        Scratch.delete(directory);
    }
}
