package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A log of batches. What {@link #sync} has returned for is there after any crash, whole and in order; of what was only
 * appended, a beginning is there, batch by batch. What has been damaged is never passed over: the log refuses to open.
 *
 * <p><b>Group commit.</b> Whoever syncs first leads: it writes everything that was appended until then, in one synced write.
 * Those who come meanwhile wait. When the write is done, the first of them whose batch was not in it leads the next group at
 * once; only then the batches are completed, and those woken who waited for them. So the disk does not wait for anybody to wake
 * up, and nobody who is done waits for the next write. Before it writes, a leader gives those a moment who have just been served
 * and are about to come again ({@link Companions}).
 *
 * <p><b>Failure.</b> After a write that failed nobody knows what the device has. So it is not tried again: the log has failed,
 * and everything after it fails with the same cause until it is opened again. A file that cannot be made for want of space is
 * no such failure: what would need it is refused, and what makes room goes into a file that was kept in reserve for that, as
 * long as there is room in that.
 *
 * <p><b>Files.</b> A group is written to one segment. If it does not fit, the next one is made first: a file of zeros with its
 * header, synced, its name synced; only then does it get frames. Its first frame is a snapshot of all that has to be known
 * beside the messages. So a segment can go when no message in it or before it is needed: a frame says so, or the header of
 * the next segment that has a frame, and once that is durable the old files are deleted. Segments double in size, so that an
 * empty journal is small.
 */
final class FrameLog implements AutoCloseable {
    /** A group is not made larger than this, unless by one batch alone. */
    private static final int GROUP = 4 << 20;

    private static final class Internal extends Batch {
        private final ByteBuffer payload;

        Internal(byte[] payload) {
            this.payload = ByteBuffer.wrap(payload);
        }

        @Override
        void queued() {
            // Nothing depends on its place.
        }

        @Override
        ByteBuffer payload() {
            return payload;
        }

        @Override
        boolean grows() {
            return false;
        }

        @Override
        void complete() {
            // Nobody waits for it.
        }
    }

    private final Segments segments;
    private final FrameWriter writer;
    private final GroupWriter groups;
    private final boolean wasClean;

    /** Held for moments, never while writing. It guards what stands next to it here. */
    private final ReentrantLock queueing = new ReentrantLock();

    private Deque<Batch> unwritten = new ArrayDeque<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private long tickets;
    private boolean led;

    private final Companions companions = new Companions();

    private boolean closed;

    /** Held by the one who writes. It may take the lock above, not the other way round. */
    private final ReentrantLock writing = new ReentrantLock();

    /** How long the last group took; for the one who writes. */
    private long lastWriteNanos;

    /** Held by the one who completes batches. */
    private final ReentrantLock completing = new ReentrantLock();

    private final Queue<Batch> uncompleted = new ConcurrentLinkedQueue<>();

    /** The ticket of the last batch that was written or refused. */
    private volatile long done;

    /** The ticket of the last batch that was completed. */
    private volatile long completed;

    private volatile @Nullable IOException failure;

    private FrameLog(Segments segments, FrameWriter writer, Keeper keeper, boolean wasClean) {
        this.segments = segments;
        this.writer = writer;
        this.groups = new GroupWriter(segments, writer, keeper);
        this.wasClean = wasClean;
    }

    /**
     * Opens a log, or makes one where there is none.
     *
     * @param id of the log, should it be made
     * @param synced whether {@link #sync} waits for the device; if not, a crash of the machine may cost what it returned for
     * @throws DamagedJournalException if something that was durable is not there any more
     */
    static FrameLog open(Disk disk, Sizes sizes, UUID id, boolean synced, Keeper keeper) throws IOException {
        Recovery found = new Recovery(disk, keeper);
        found.run();
        Segment last = found.last();
        if (last == null) {
            found.deleteUnneeded();
        }
        Segments segments = last == null
                ? Segments.create(disk, sizes, new Segment(id, 1, 1, sizes.first(), 1))
                : Segments.open(disk, sizes, found, last);
        boolean opened = false;
        try {
            FrameLog log = new FrameLog(
                    segments, new FrameWriter(segments, sizes, keeper, synced, found), keeper, found.clean);
            log.writer.begin();
            opened = true;
            return log;
        } finally {
            if (!opened) {
                segments.close();
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
     * @throws IOException if the log takes nothing more
     */
    void append(Batch batch) throws IOException {
        queueing.lock();
        try {
            requireUsable();
            batch.queued();
            batch.ticket = ++tickets;
            unwritten.add(batch);
            uncompleted.add(batch);
        } finally {
            queueing.unlock();
        }
    }

    /** Queues a batch that nobody asks after. */
    void append(byte[] payload) throws IOException {
        append(new Internal(payload));
    }

    /** Returns when everything that was appended before the call is durable or was refused, and has been completed. */
    void sync() throws IOException {
        if (completing.isHeldByCurrentThread()) {
            throw new IllegalStateException("A completion does not sync.");
        }
        long wanted;
        Waiter waiter = null;
        queueing.lock();
        try {
            wanted = tickets;
            if (completed >= wanted) {
                requireNotFailed();
                return;
            }
            if (led) {
                waiter = new Waiter(wanted);
                waiters.add(waiter);
            }
            led = true;
            companions.joined();
        } finally {
            queueing.unlock();
        }
        if (waiter == null || waiter.await()) {
            lead(wanted);
        }
        requireNotFailed();
    }

    private void lead(long wanted) throws IOException {
        try {
            writing.lock();
            try {
                if (done < wanted && failure == null) {
                    companions.await(lastWriteNanos);
                }
                while (done < wanted && failure == null) {
                    writeGroup();
                }
            } finally {
                writing.unlock();
            }
        } finally {
            appointNext();
            try {
                complete();
            } finally {
                wakeFinished();
            }
        }
    }

    /** The first whose batch is not written yet leads from now on; if there is none, whoever comes next. */
    private void appointNext() {
        Waiter next = null;
        queueing.lock();
        try {
            int unwrittenFor = 0;
            for (Waiter waiter : waiters) {
                unwrittenFor += waiter.wanted > done ? 1 : 0;
            }
            companions.written(waiters.size() + 1, unwrittenFor);
            for (int i = 0; i < waiters.size() && next == null; i++) {
                next = waiters.get(i).wanted > done ? waiters.remove(i) : null;
            }
            led = next != null;
        } finally {
            queueing.unlock();
        }
        if (next != null) {
            next.wake(Waiter.LEADS);
        }
    }

    /** Tells of everything that is done by now, here or by whoever does it already. */
    private void complete() {
        RuntimeException failed = null;
        completing.lock();
        try {
            Batch next;
            while ((next = uncompleted.peek()) != null && next.ticket <= done) {
                uncompleted.remove();
                try {
                    next.complete();
                } catch (RuntimeException e) {
                    // A mistake of one must not keep the others waiting.
                    failed = failed == null ? e : failed;
                } finally {
                    completed = next.ticket;
                }
            }
        } finally {
            completing.unlock();
        }
        if (failed != null) {
            throw failed;
        }
    }

    private void wakeFinished() {
        List<Waiter> finished = new ArrayList<>();
        queueing.lock();
        try {
            waiters.removeIf(waiter -> waiter.wanted <= completed && finished.add(waiter));
        } finally {
            queueing.unlock();
        }
        for (Waiter waiter : finished) {
            waiter.wake(Waiter.FINISHED);
        }
    }

    /** Whatever goes wrong here, be it for want of heap, leaves a log that has failed. */
    private void writeGroup() throws IOException {
        long begin = System.nanoTime();
        List<Batch> group = new ArrayList<>();
        IOException cause = null;
        boolean written = false;
        try {
            takeInto(group);
            groups.write(group);
            written = true;
            lastWriteNanos = System.nanoTime() - begin;
        } catch (IOException e) {
            cause = e;
            throw e;
        } finally {
            if (!written) {
                fail(group, cause == null ? new IOException("The last write was cut short.") : cause);
            }
            if (!group.isEmpty()) {
                done = group.get(group.size() - 1).ticket;
            }
        }
    }

    /** Everybody who waits, or comes later, is told. */
    private void fail(List<Batch> group, IOException cause) {
        failure = cause;
        queueing.lock();
        try {
            group.addAll(unwritten);
            unwritten = new ArrayDeque<>();
        } finally {
            queueing.unlock();
        }
        for (Batch batch : group) {
            batch.failure = cause;
        }
    }

    /** Fails now, between two writes: what is in the files is what a killed process would leave. */
    void halt() {
        writing.lock();
        try {
            if (failure == null) {
                List<Batch> refused = new ArrayList<>();
                fail(refused, new IOException("it was halted"));
                if (!refused.isEmpty()) {
                    done = refused.get(refused.size() - 1).ticket;
                }
            }
        } finally {
            writing.unlock();
        }
        try {
            complete();
        } finally {
            wakeFinished();
        }
    }

    private void takeInto(List<Batch> group) {
        queueing.lock();
        try {
            long size = 0;
            while (!unwritten.isEmpty()) {
                size += Frame.sizeOf(unwritten.peek().payload().limit());
                if (size > GROUP && !group.isEmpty()) {
                    break;
                }
                group.add(unwritten.remove());
            }
        } finally {
            queueing.unlock();
        }
    }

    /** The number of the last segment; for the one who writes. */
    long number() {
        return segments.last().number();
    }

    /** As {@link Segments#read}. */
    ByteBuffer read(long number, int offset, int length) throws IOException {
        return segments.read(number, offset, length);
    }

    /** The bytes of the segments from that one on; for the one who writes. */
    long bytes(long first) {
        return writer.bytes(first);
    }

    /** The size of the last segment; for the one who writes. */
    long lastSize() {
        return segments.last().size();
    }

    /** As {@link Segments#frames}; for the one who writes. */
    FrameReader frames(long number) throws IOException {
        return segments.frames(number);
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

    /** Makes everything durable and says so in the log. A log that has failed only gives up its files. */
    @Override
    public void close() throws IOException {
        if (!markClosed()) {
            return;
        }
        try {
            if (failure == null) {
                sync();
                writeClosed();
            }
        } finally {
            giveUp();
        }
    }

    private void writeClosed() throws IOException {
        writing.lock();
        try {
            writer.writeClosed();
        } finally {
            writing.unlock();
        }
    }

    /** Gives up the files of a log that was opened and is of no use. */
    void giveUp() throws IOException {
        try (writer) {
            segments.close();
        }
    }

    /** Returns false if the log is closed already. */
    private boolean markClosed() {
        queueing.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            queueing.unlock();
        }
    }
}
