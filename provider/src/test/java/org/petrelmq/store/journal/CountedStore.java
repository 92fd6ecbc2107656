package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.petrelmq.store.ForwardingStore;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

/**
 * A journal on a disk in memory that counts what is asked of it. The journal writes on one thread at a time, so the disk may be
 * one that is for one thread.
 */
public final class CountedStore extends ForwardingStore {
    /** Large enough for no second segment to come in the way of what is counted. */
    private static final int LARGE = 16 << 20;

    private final CountingDisk disk;
    private final AtomicInteger appends = new AtomicInteger();
    private volatile Runnable whenAppended = () -> {};

    /** Opens a journal of one large segment. */
    public CountedStore() {
        this(LARGE);
    }

    /** Opens a journal whose segments have that size. */
    public CountedStore(int segmentSize) {
        this(segmentSize, new CountingDisk(new SimulatedDisk(1, Fault.NONE)));
    }

    private CountedStore(int segmentSize, CountingDisk disk) {
        super(open(segmentSize, disk));
        this.disk = disk;
    }

    private static MessageStore open(int segmentSize, Disk disk) {
        try {
            return JournalStore.open(
                    disk, new Sizes(segmentSize, segmentSize, 0, Integer.MAX_VALUE), true, new UUID(1, 2), null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What was asked of the disk.
     *
     * @param syncs how often somebody has waited for the device
     * @param writes how many writes there were, those included that were waited for
     * @param bytes how many bytes they were of
     * @param reads how many reads there were
     * @param files how many files were made, opened, renamed or deleted
     */
    public record Asked(int syncs, int writes, long bytes, int reads, int files) {}

    /** What was asked of the disk since the last call. */
    public Asked take() {
        return new Asked(
                disk.syncs.getAndSet(0),
                disk.writes.getAndSet(0),
                disk.bytes.getAndSet(0),
                disk.reads.getAndSet(0),
                disk.files.getAndSet(0));
    }

    /** How many batches have been appended. */
    public int appends() {
        return appends.get();
    }

    /** Has something done before the disk syncs, on the thread that waits for it. */
    public void whenSyncing(Runnable action) {
        disk.whenSyncing = action;
    }

    /** Has something done after each append. */
    public void whenAppended(Runnable action) {
        whenAppended = action;
    }

    @Override
    public void append(List<StoreRecord> batch, StoreCompletion completion) {
        super.append(batch, completion);
        appends.incrementAndGet();
        whenAppended.run();
    }

    /** Counts, and so do its files. */
    private static final class CountingDisk extends ForwardingDisk {
        private final AtomicInteger syncs = new AtomicInteger();
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger files = new AtomicInteger();
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();
        private volatile Runnable whenSyncing = () -> {};

        CountingDisk(Disk disk) {
            super(disk);
        }

        @Override
        public DiskFile create(String name, long size) throws IOException {
            files.incrementAndGet();
            return new CountingFile(super.create(name, size));
        }

        @Override
        public DiskFile open(String name) throws IOException {
            files.incrementAndGet();
            return new CountingFile(super.open(name));
        }

        @Override
        public DiskFile openToRead(String name) throws IOException {
            files.incrementAndGet();
            return new CountingFile(super.openToRead(name));
        }

        @Override
        public void delete(String name) throws IOException {
            files.incrementAndGet();
            super.delete(name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            files.incrementAndGet();
            super.rename(from, to);
        }

        @Override
        public void syncDirectory() throws IOException {
            syncs.incrementAndGet();
            super.syncDirectory();
        }

        private final class CountingFile implements Disk.DiskFile {
            private final Disk.DiskFile file;

            CountingFile(Disk.DiskFile file) {
                this.file = file;
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public byte[] read(long offset, int length) throws IOException {
                reads.incrementAndGet();
                return file.read(offset, length);
            }

            @Override
            public void write(long offset, byte[] written, int length) throws IOException {
                wrote(length);
                file.write(offset, written, length);
            }

            @Override
            public void writeSynced(long offset, byte[] written, int length) throws IOException {
                whenSyncing.run();
                syncs.incrementAndGet();
                wrote(length);
                file.writeSynced(offset, written, length);
            }

            private void wrote(int length) {
                writes.incrementAndGet();
                bytes.addAndGet(length);
            }

            @Override
            public void sync() throws IOException {
                whenSyncing.run();
                syncs.incrementAndGet();
                file.sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }
}
