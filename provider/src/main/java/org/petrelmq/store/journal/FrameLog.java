package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * A log of batches. What {@link #sync} has returned for is there after any crash, whole and in order; of what was only
 * appended, a beginning is there, batch by batch. What has been damaged is never passed over: the log refuses to open.
 *
 * <p><b>Group commit.</b> Whoever syncs first writes everything that was appended until then, in one synced write; those who
 * come meanwhile wait for it and find their own batches durable, or the next of them writes for all. No thread is handed
 * anything.
 *
 * <p><b>Failure.</b> After a write that failed nobody knows what the device has. So it is not tried again: the log has failed,
 * and everything after it fails with the same cause until it is opened again.
 *
 * <p><b>Files.</b> A group is written to one segment. If it does not fit, the next one is made first: a file of zeros with its
 * header, synced, its name synced; only then does it get frames. Segments double in size, so that an empty journal is small.
 */
final class FrameLog implements AutoCloseable {

    /** What is in a frame. */
    enum Kind {
        /** A journal was opened; a new epoch. */
        OPENED(1),
        /** A journal was closed: what comes after a crash does not begin like this. */
        CLOSED(2),
        /** A batch. */
        BATCH(3);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** Gets the batches that are there when a log opens, in order. */
    interface Replay {
        /** A batch, and where its frame is. */
        void batch(long sequence, long segment, int offset, byte[] payload);
    }

    /**
     * How large files are.
     *
     * @param first bytes of the first segment
     * @param largest where doubling ends; only a group that needs more gets more
     */
    record Sizes(int first, int largest) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Unwritten(long sequence, Kind kind, byte[] payload) {}

    private final Disk disk;
    private final Sizes sizes;

    /** Held for the moments in which a batch is queued. Never held while writing. */
    private final ReentrantLock queueing = new ReentrantLock();

    /** Held by the one who writes. It may take the other lock, not the other way round. */
    private final ReentrantLock writing = new ReentrantLock();

    private List<Unwritten> unwritten = new ArrayList<>();
    private long nextSequence;

    private Segment segment;
    private DiskFile file;
    private int end;
    private final long epoch;
    private final boolean wasClean;
    private boolean closed;

    private volatile long durable;
    private volatile @Nullable IOException failure;

    private FrameLog(Disk disk, Sizes sizes, Recovery found, Segment segment, DiskFile file) {
        this.disk = disk;
        this.sizes = sizes;
        this.segment = segment;
        this.file = file;
        this.end = found.end;
        this.nextSequence = found.next;
        this.durable = found.next - 1;
        this.epoch = found.epoch + 1;
        this.wasClean = found.clean;
    }

    /**
     * Opens a log, or makes one where there is none.
     *
     * @param id of the log, should it be made
     * @throws DamagedJournalException if something that was durable is not there any more
     */
    static FrameLog open(Disk disk, Sizes sizes, UUID id, Replay replay) throws IOException {
        Recovery found = new Recovery(disk, replay);
        found.run();
        Segment last = found.last;
        Segment segment = last == null ? new Segment(id, 1, 1, sizes.first()) : last;
        DiskFile file = last == null ? create(disk, segment) : disk.open(segment.fileName());
        boolean opened = false;
        try {
            if (last != null) {
                found.rewriteTail(file);
            }
            FrameLog log = new FrameLog(disk, sizes, found, segment, file);
            log.begin();
            opened = true;
            return log;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** Durable before anything else: no frame of this epoch can be taken for one of another. */
    private void begin() throws IOException {
        append(Kind.OPENED, new byte[0]);
        sync();
    }

    private static DiskFile create(Disk disk, Segment segment) throws IOException {
        DiskFile file = disk.create(segment.fileName(), segment.size());
        boolean done = false;
        try {
            segment.writeTo(file);
            file.sync();
            disk.syncDirectory();
            done = true;
            return file;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /** Whether the log had been closed before it was opened, or was made. */
    boolean wasClean() {
        return wasClean;
    }

    /**
     * Queues a batch; it is written at the next sync.
     *
     * @param payload kept, not copied
     * @return its sequence
     */
    long append(byte[] payload) throws IOException {
        return append(Kind.BATCH, payload);
    }

    private long append(Kind kind, byte[] payload) throws IOException {
        queueing.lock();
        try {
            requireUsable();
            long sequence = nextSequence++;
            unwritten.add(new Unwritten(sequence, kind, payload));
            return sequence;
        } finally {
            queueing.unlock();
        }
    }

    /** The last sequence that is durable. */
    long durable() {
        return durable;
    }

    /** Returns when everything that was appended before the call is durable. */
    void sync() throws IOException {
        long wanted = lastAppended();
        writing.lock();
        try {
            if (durable >= wanted) {
                return;
            }
            requireNotFailed();
            writeGroup();
        } finally {
            writing.unlock();
        }
    }

    /** Whatever goes wrong here, be it for want of heap, leaves a log that has failed. */
    private void writeGroup() throws IOException {
        IOException cause = null;
        boolean done = false;
        try {
            List<Unwritten> group = takeGroup();
            write(group);
            durable = group.get(group.size() - 1).sequence();
            done = true;
        } catch (IOException e) {
            cause = e;
            throw e;
        } finally {
            if (!done) {
                failure = cause == null ? new IOException("The last write was cut short.") : cause;
            }
        }
    }

    private long lastAppended() {
        queueing.lock();
        try {
            return nextSequence - 1;
        } finally {
            queueing.unlock();
        }
    }

    private List<Unwritten> takeGroup() {
        queueing.lock();
        try {
            List<Unwritten> group = unwritten;
            unwritten = new ArrayList<>();
            return group;
        } finally {
            queueing.unlock();
        }
    }

    private void write(List<Unwritten> group) throws IOException {
        long size = 0;
        for (Unwritten batch : group) {
            size += Frame.sizeOf(batch.payload().length);
        }
        if (size > segment.size() - end) {
            roll(group.get(0).sequence(), size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        for (Unwritten batch : group) {
            new Frame(epoch, batch.sequence(), durable, batch.kind().code, batch.payload())
                    .put(bytes, segment.journal());
        }
        file.writeSynced(end, bytes.array());
        end += bytes.capacity();
    }

    private void roll(long firstSequence, long needed) throws IOException {
        long size = Math.max(Math.min(segment.size() * 2, sizes.largest()), Segment.HEADER + needed);
        Segment next = new Segment(segment.journal(), segment.number() + 1, firstSequence, size);
        DiskFile created = create(disk, next);
        file.close();
        segment = next;
        file = created;
        end = Segment.HEADER;
    }

    private void requireUsable() throws IOException {
        if (closed) {
            throw new IOException("The journal is closed.");
        }
        requireNotFailed();
    }

    private void requireNotFailed() throws IOException {
        IOException cause = failure;
        if (cause != null) {
            throw new IOException("The journal has failed and takes nothing until it is opened again: " + cause, cause);
        }
    }

    /** Makes everything durable and says so in the log. A log that has failed only gives up its file. */
    @Override
    public void close() throws IOException {
        try {
            if (failure == null && !markClosed()) {
                return;
            }
            if (failure == null) {
                sync();
            }
        } finally {
            file.close();
        }
    }

    /** Returns false if the log is closed already. */
    private boolean markClosed() throws IOException {
        queueing.lock();
        try {
            if (closed) {
                return false;
            }
            append(Kind.CLOSED, new byte[0]);
            closed = true;
            return true;
        } finally {
            queueing.unlock();
        }
    }
}
