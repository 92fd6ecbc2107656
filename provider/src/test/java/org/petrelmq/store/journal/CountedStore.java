package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreReplay;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

/**
 * A journal on a disk in memory that counts what is asked of it. The journal writes on one thread at a time, so the disk may be
 * one that is for one thread.
 */
public final class CountedStore implements MessageStore {
    /** Large enough for no second segment to come in the way of what is counted. */
    private static final int LARGE = 16 << 20;

    private final AtomicInteger syncs = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger appends = new AtomicInteger();
    private final MessageStore store;
    private volatile Runnable whenSyncing = () -> {};
    private volatile Runnable whenAppended = () -> {};

    /** Opens a journal of one large segment. */
    public CountedStore() {
        this(LARGE);
    }

    /** Opens a journal whose segments have that size. */
    public CountedStore(int segmentSize) {
        try {
            Disk disk = new CountingDisk(new SimulatedDisk(1, Fault.NONE));
            store = JournalStore.open(
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
                syncs.getAndSet(0), writes.getAndSet(0), bytes.getAndSet(0), reads.getAndSet(0), files.getAndSet(0));
    }

    /** How many batches have been appended. */
    public int appends() {
        return appends.get();
    }

    /** Has something done before the disk syncs, on the thread that waits for it. */
    public void whenSyncing(Runnable action) {
        whenSyncing = action;
    }

    /** Has something done after each append. */
    public void whenAppended(Runnable action) {
        whenAppended = action;
    }

    // ---- MessageStore ----

    @Override
    public void append(List<StoreRecord> batch, StoreCompletion completion) {
        store.append(batch, completion);
        appends.incrementAndGet();
        whenAppended.run();
    }

    @Override
    public boolean mayKeep(Envelope message) {
        return store.mayKeep(message);
    }

    @Override
    public void sync() throws StoreException {
        store.sync();
    }

    @Override
    public long nextPlace() {
        return store.nextPlace();
    }

    @Override
    public long pageOut(Envelope envelope) throws StoreException {
        return store.pageOut(envelope);
    }

    @Override
    public Envelope read(long queue, long place) throws StoreException {
        return store.read(queue, place);
    }

    @Override
    public Envelope readPaged(long location) throws StoreException {
        return store.readPaged(location);
    }

    @Override
    public void discard(long location) {
        store.discard(location);
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public void replay(StoreReplay into) throws StoreException {
        store.replay(into);
    }

    @Override
    public long lastQueue() {
        return store.lastQueue();
    }

    @Override
    public void close() {
        store.close();
    }

    // ---- the disk ----

    private final class CountingDisk implements Disk {
        private final Disk disk;

        CountingDisk(Disk disk) {
            this.disk = disk;
        }

        @Override
        public List<String> list() throws IOException {
            return disk.list();
        }

        @Override
        public DiskFile create(String name, long size) throws IOException {
            files.incrementAndGet();
            return new CountingFile(disk.create(name, size));
        }

        @Override
        public DiskFile open(String name) throws IOException {
            files.incrementAndGet();
            return new CountingFile(disk.open(name));
        }

        @Override
        public DiskFile openToRead(String name) throws IOException {
            files.incrementAndGet();
            return new CountingFile(disk.openToRead(name));
        }

        @Override
        public void delete(String name) throws IOException {
            files.incrementAndGet();
            disk.delete(name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            files.incrementAndGet();
            disk.rename(from, to);
        }

        @Override
        public void background(Runnable task) {
            disk.background(task);
        }

        @Override
        public void syncDirectory() throws IOException {
            syncs.incrementAndGet();
            disk.syncDirectory();
        }
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
