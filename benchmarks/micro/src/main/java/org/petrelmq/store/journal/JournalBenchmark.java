package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.petrelmq.benchmarks.micro.Scratch;
import org.petrelmq.message.Body;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreProvider.Sync;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.Settled;

/**
 * A journal on disk with one writer: a message of 1 KB takes the place of the one before, in one batch that is written before
 * the next begins. So the journal stays short; now and then a segment is full, and the next one is made and the old one
 * deleted, which is in the figure. {@link DiskBenchmark} says what the device and the system take of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {
    private static final long QUEUE = 1;

    /** The option of brokers on disk. */
    @Param
    Sync sync;

    private final StoreCompletion completion = new StoreCompletion() {
        @Override
        public void stored() {
            // The sync returns afterwards.
        }

        @Override
        public void failed(StoreException cause) {
            throw new IllegalStateException("The disk has failed.", cause);
        }
    };

    private final Body body = Sample.BYTES_1K.body();
    private Path directory;
    private MessageStore store;
    private long serial;
    private long place;

    /**
     * Opens a store with a queue and a message in it.
     *
     * @throws IOException if there is no directory
     * @throws StoreException if it cannot be opened
     */
    @Setup
    public void open() throws IOException, StoreException {
        directory = Scratch.directory();
        JournalStoreProvider provider = new JournalStoreProvider();
        store = provider.open(provider.prepare(directory), sync);
        store.append(new QueueAdded(QUEUE, "orders"), completion);
        Enqueued first = new Enqueued(Sample.envelope(0, body), QUEUE);
        store.append(first, completion);
        store.sync();
        place = first.place();
    }

    /**
     * A message is kept, and the one before it is settled.
     *
     * @return its place
     * @throws StoreException if the disk fails
     */
    @Benchmark
    public long append() throws StoreException {
        Enqueued message = new Enqueued(Sample.envelope(++serial, body), QUEUE);
        store.append(List.of(new Settled(QUEUE, place), message), completion);
        store.sync();
        place = message.place();
        return place;
    }

    /**
     * Closes the store and deletes it.
     *
     * @throws IOException if something of it stays
     */
    @TearDown
    public void close() throws IOException {
        store.close();
        Scratch.delete(directory);
    }
}
