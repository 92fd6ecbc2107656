package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
 * and everything after it fails with the same cause until it is opened again. A file that cannot be made for want of space is
 * no such failure: what would need it is refused, and what makes room goes into a file that was kept in reserve for that.
 *
 * <p><b>Files.</b> A group is written to one segment. If it does not fit, the next one is made first: a file of zeros with its
 * header, synced, its name synced; only then does it get frames. Its first frame is a snapshot of all that has to be known
 * beside the messages. So a segment can go when no message in it or before it is needed: the next one to be made says so
 * in its header, and once that one has a frame the old files are deleted. Segments double in size, so that an empty journal
 * is small.
 */
final class FrameLog implements AutoCloseable {
    /** Where the file waits that is used when the disk is full. */
    static final String RESERVE = "reserve";

    /** A group is not made larger than this, unless by one batch alone. */
    private static final int GROUP = 4 << 20;

    /** What is in a frame. */
    enum Kind {
        /** A journal was opened; a new epoch. */
        OPENED(1),
        /** A journal was closed: what comes after a crash does not begin like this. */
        CLOSED(2),
        /** A batch. */
        BATCH(3),
        /** The first frame of a segment: what has to be known beside the messages. */
        SNAPSHOT(4);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** What the log's records mean. Called by one thread at a time: the one that opens or writes. */
    interface Keeper {

        /**
         * A batch that the log has: when it is read, and when it has been written.
         *
         * @param payload a view, good during the call
         * @param segment the number of the segment where it is
         * @param offset of the payload in the file
         */
        void apply(ByteBuffer payload, long segment, int offset) throws DamagedJournalException;

        /** A snapshot that was read: it replaces all but the messages. */
        void snapshot(ByteBuffer payload) throws DamagedJournalException;

        /** The log was closed here when it was written. */
        void closed();

        /** What has to be known beside the messages, as of the last batch that was applied. */
        byte[] snapshot();

        /**
         * The number of the oldest segment with something needed in it.
         *
         * @param last the number of the last segment, which is needed
         */
        long oldestNeeded(long last);

        /**
         * Batches that repeat what old segments have, so that those can go; empty if there is nothing to do.
         *
         * @param bytes about how many of them
         */
        List<byte[]> copiesForward(long bytes) throws IOException;
    }

    /**
     * How large files are.
     *
     * @param first bytes of the first segment
     * @param largest where doubling ends; only a group that needs more gets more
     * @param reserve bytes of the file that is used when the disk is full; 0 for none
     */
    record Sizes(int first, int largest, int reserve) {}

    /** A batch on its way to the disk. */
    abstract static class Batch {
        private long ticket;
        private @Nullable IOException failure;

        /** Called when the batch has its place in the order of all, with no other getting one. */
        abstract void queued();

        /** The bytes, once it is queued. */
        abstract byte[] payload();

        /** Whether it is refused when the disk is full. */
        abstract boolean grows();

        /** Why it is not in the log; null if it is. To be asked when {@link FrameLog#isDone} says so. */
        @Nullable
        IOException failure() {
            return failure;
        }
    }

    private static final class Internal extends Batch {
        private final byte[] payload;

        Internal(byte[] payload) {
            this.payload = payload;
        }

        @Override
        void queued() {
            // Nothing depends on its place.
        }

        @Override
        byte[] payload() {
            return payload;
        }

        @Override
        boolean grows() {
            return false;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Part(Kind kind, byte[] payload) {}

    private final Disk disk;
    private final Sizes sizes;
    private final Keeper keeper;
    private final boolean synced;

    /** Held for the moments in which a batch is queued. Never held while writing. */
    private final ReentrantLock queueing = new ReentrantLock();

    /** Held by the one who writes. It may take the other lock, not the other way round. */
    private final ReentrantLock writing = new ReentrantLock();

    private Deque<Batch> unwritten = new ArrayDeque<>();
    private long tickets;
    private boolean closed;

    private long nextSequence;
    private Segment segment;
    private DiskFile file;
    private int end;
    private final long epoch;
    private final boolean wasClean;

    /** The segments that are there beside the last one, oldest first. */
    private final Deque<Segment> olderSegments = new ArrayDeque<>();

    private final Map<Long, DiskFile> readers = new ConcurrentHashMap<>();

    /** Null while there is no space for it. */
    private DurableMark.@Nullable Writer mark;

    /** Why the last file could not be made. */
    private @Nullable IOException noSpace;

    /** The last sequence that the device is known to have. */
    private long durable;

    /** The ticket of the last batch that was written or refused. */
    private volatile long done;

    private volatile @Nullable IOException failure;

    private FrameLog(
            Disk disk, Sizes sizes, boolean synced, Keeper keeper, Recovery found, Segment segment, DiskFile file) {
        this.disk = disk;
        this.sizes = sizes;
        this.synced = synced;
        this.keeper = keeper;
        this.segment = segment;
        this.file = file;
        this.end = found.end;
        this.nextSequence = found.next;
        this.durable = found.next - 1;
        this.epoch = found.epoch + 1;
        this.wasClean = found.clean;
        olderSegments.addAll(found.segments);
        olderSegments.pollLast();
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
        Segment segment = last == null ? new Segment(id, 1, 1, sizes.first(), 1) : last;
        if (last == null) {
            found.deleteUnneeded();
        }
        DiskFile file = last == null ? create(disk, segment) : disk.open(segment.fileName());
        FrameLog log = new FrameLog(disk, sizes, synced, keeper, found, segment, file);
        boolean opened = false;
        try {
            if (last != null) {
                found.rewriteTail(file);
            }
            log.begin();
            opened = true;
            return log;
        } finally {
            if (!opened) {
                log.giveUp();
            }
        }
    }

    private void giveUpMark() throws IOException {
        DurableMark.Writer writer = mark;
        if (writer != null) {
            writer.close();
        }
    }

    /** Durable before anything else: no frame of this epoch can be taken for one of another. */
    private void begin() throws IOException {
        writing.lock();
        try {
            List<Part> parts = List.of(new Part(Kind.OPENED, new byte[0]));
            if (!fits(sizeOf(parts)) && !roll(sizeOf(parts)) && !rollIntoReserve(sizeOf(parts))) {
                throw new IOException("The disk is full, and the journal's reserve is used up.");
            }
            write(parts);
            file.sync();
            durable = nextSequence - 1;
            mark = DurableMark.Writer.open(disk, segment.journal());
            mark();
            keepReserve();
        } finally {
            writing.unlock();
        }
    }

    private static DiskFile create(Disk disk, Segment segment) throws IOException {
        DiskFile file = disk.create(segment.fileName(), segment.size());
        return prepare(disk, segment, file);
    }

    /** A file becomes a segment that survives. */
    private static DiskFile prepare(Disk disk, Segment segment, DiskFile file) throws IOException {
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
     * @throws IOException if the log takes nothing more
     */
    void append(Batch batch) throws IOException {
        queueing.lock();
        try {
            requireUsable();
            batch.queued();
            batch.ticket = ++tickets;
            unwritten.add(batch);
        } finally {
            queueing.unlock();
        }
    }

    /** Queues a batch that nobody asks after. */
    void append(byte[] payload) throws IOException {
        append(new Internal(payload));
    }

    /** Whether a batch is durable or has failed. */
    boolean isDone(Batch batch) {
        return batch.ticket <= done;
    }

    /** Returns when everything that was appended before the call is durable or was refused. */
    void sync() throws IOException {
        long wanted = lastTicket();
        if (done >= wanted && failure == null) {
            return;
        }
        writing.lock();
        try {
            while (done < wanted) {
                requireNotFailed();
                writeGroup();
            }
            requireNotFailed();
        } finally {
            writing.unlock();
        }
    }

    private long lastTicket() {
        queueing.lock();
        try {
            return tickets;
        } finally {
            queueing.unlock();
        }
    }

    /** Whatever goes wrong here, be it for want of heap, leaves a log that has failed. */
    private void writeGroup() throws IOException {
        List<Batch> group = takeGroup();
        IOException cause = null;
        boolean written = false;
        try {
            long before = nextSequence;
            writeOrRefuse(group);
            if (nextSequence > before) {
                copyForward(group);
            }
            written = true;
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

    private List<Batch> takeGroup() {
        queueing.lock();
        try {
            List<Batch> group = new ArrayList<>();
            long size = 0;
            while (!unwritten.isEmpty()) {
                size += Frame.sizeOf(unwritten.peek().payload().length);
                if (size > GROUP && !group.isEmpty()) {
                    break;
                }
                group.add(unwritten.remove());
            }
            return group;
        } finally {
            queueing.unlock();
        }
    }

    private void writeOrRefuse(List<Batch> group) throws IOException {
        List<Batch> accepted = group;
        long size = sizeOf(partsOf(accepted));
        if (!fits(size) && !roll(size)) {
            accepted = withoutGrowing(group);
            size = sizeOf(partsOf(accepted));
            if (!fits(size) && !rollIntoReserve(size)) {
                refuse(accepted);
                return;
            }
        }
        if (!accepted.isEmpty()) {
            write(partsOf(accepted));
        }
    }

    private static List<Part> partsOf(List<Batch> group) {
        List<Part> parts = new ArrayList<>(group.size() + 1);
        for (Batch batch : group) {
            parts.add(new Part(Kind.BATCH, batch.payload()));
        }
        return parts;
    }

    private List<Batch> withoutGrowing(List<Batch> group) {
        List<Batch> accepted = new ArrayList<>();
        List<Batch> refused = new ArrayList<>();
        for (Batch batch : group) {
            (batch.grows() ? refused : accepted).add(batch);
        }
        refuse(refused);
        return accepted;
    }

    private void refuse(List<Batch> group) {
        for (Batch batch : group) {
            batch.failure = new DiskFullException(
                    "There is no room in the journal, and no new file can be made: " + noSpace, noSpace);
        }
    }

    private void copyForward(List<Batch> group) throws IOException {
        long bytes = 0;
        for (Batch batch : group) {
            bytes += batch.payload().length;
        }
        List<Part> parts = new ArrayList<>();
        for (byte[] payload : keeper.copiesForward(bytes)) {
            parts.add(new Part(Kind.BATCH, payload));
        }
        long size = sizeOf(parts);
        // On a full disk this waits for better times.
        if (!parts.isEmpty() && (fits(size) || roll(size))) {
            write(parts);
        }
    }

    private static long sizeOf(List<Part> parts) {
        long size = 0;
        for (Part part : parts) {
            size += Frame.sizeOf(part.payload().length);
        }
        return size;
    }

    private boolean fits(long size) {
        long snapshot = end == Segment.HEADER ? Frame.sizeOf(keeper.snapshot().length) : 0;
        return size + snapshot <= segment.size() - end;
    }

    /** Writes to the last segment, where there is room for it. */
    private void write(List<Part> parts) throws IOException {
        boolean first = end == Segment.HEADER;
        List<Part> all = parts;
        if (first) {
            all = new ArrayList<>(parts.size() + 1);
            all.add(new Part(Kind.SNAPSHOT, keeper.snapshot()));
            all.addAll(parts);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(sizeOf(all)));
        long sequence = nextSequence;
        for (Part part : all) {
            new Frame(epoch, sequence++, durable, part.kind().code, ByteBuffer.wrap(part.payload()))
                    .put(bytes, segment.journal());
        }
        if (synced) {
            file.writeSynced(end, bytes.array());
            durable = sequence - 1;
        } else {
            file.write(end, bytes.array());
        }
        nextSequence = sequence;
        for (Part part : all) {
            if (part.kind() == Kind.BATCH) {
                keeper.apply(ByteBuffer.wrap(part.payload()), segment.number(), end + Frame.HEADER);
            }
            end += (int) Frame.sizeOf(part.payload().length);
        }
        if (first) {
            settle();
        }
        if (synced || first) {
            mark();
        }
        if (first) {
            deleteUnneeded();
        }
    }

    private void mark() throws IOException {
        if (mark != null) {
            mark.write(durable);
        }
    }

    /** Begins the next segment; returns false if there is no space for it, and then nothing has changed. */
    private boolean roll(long needed) throws IOException {
        settle();
        Segment next = next(needed, Math.min(segment.size() * 2, sizes.largest()));
        DiskFile created = create(next);
        if (created == null) {
            next = next(needed, sizes.first());
            created = create(next);
        }
        if (created == null) {
            return false;
        }
        begin(next, prepare(disk, next, created));
        return true;
    }

    private @Nullable DiskFile create(Segment next) {
        try {
            return disk.create(next.fileName(), next.size());
        } catch (IOException e) {
            noSpace = e;
            return null;
        }
    }

    /** Begins the next segment in the file that was kept for that; returns false if it is gone or too small. */
    private boolean rollIntoReserve(long needed) throws IOException {
        if (!disk.list().contains(RESERVE)) {
            return false;
        }
        DiskFile reserve = disk.open(RESERVE);
        Segment next = next(needed, reserve.size());
        if (next.size() > reserve.size()) {
            reserve.close();
            return false;
        }
        settle();
        disk.rename(RESERVE, next.fileName());
        begin(next, prepare(disk, next, reserve));
        return true;
    }

    private Segment next(long needed, long size) {
        long snapshot = Frame.sizeOf(keeper.snapshot().length);
        long enough = Math.max(size, Segment.HEADER + needed + snapshot);
        long number = segment.number() + 1;
        return new Segment(segment.journal(), number, nextSequence, enough, keeper.oldestNeeded(number));
    }

    /** What the next segment says of this one holds only if the device has it, and so do deletions. */
    private void settle() throws IOException {
        if (!synced) {
            file.sync();
            durable = nextSequence - 1;
        }
    }

    private void begin(Segment next, DiskFile created) throws IOException {
        DiskFile before = file;
        olderSegments.add(segment);
        segment = next;
        file = created;
        end = Segment.HEADER;
        before.close();
    }

    /** Should it not work, or not last, it is done when the log is opened. */
    private void deleteUnneeded() throws IOException {
        boolean deleted = false;
        for (Segment first = olderSegments.peek();
                first != null && first.number() < segment.oldest();
                first = olderSegments.peek()) {
            olderSegments.remove();
            DiskFile reader = readers.remove(first.number());
            if (reader != null) {
                reader.close();
            }
            disk.delete(first.fileName());
            deleted = true;
        }
        if (deleted) {
            disk.syncDirectory();
            keepReserve();
        }
    }

    private void keepReserve() throws IOException {
        if (sizes.reserve() == 0 || disk.list().contains(RESERVE)) {
            return;
        }
        try (DiskFile reserve = disk.create(RESERVE, sizes.reserve())) {
            reserve.sync();
            disk.syncDirectory();
        } catch (IOException e) {
            // There is no space for it: the next time there is some, it is made.
            return;
        }
    }

    /** The number of the last segment; for the one who writes. */
    long number() {
        return segment.number();
    }

    /**
     * Reads from a segment.
     *
     * @throws IOException if the segment is gone: then what was there is somewhere else
     */
    byte[] read(long number, int offset, int length) throws IOException {
        return reader(number).read(offset, length);
    }

    private DiskFile reader(long number) throws IOException {
        DiskFile reader = readers.get(number);
        if (reader == null) {
            DiskFile opened = disk.open(Segment.fileName(number));
            reader = readers.putIfAbsent(number, opened);
            if (reader == null) {
                return opened;
            }
            opened.close();
        }
        return reader;
    }

    /** The bytes of the segments from that one on; for the one who writes. */
    long bytes(long first) {
        long bytes = end;
        for (Segment before : olderSegments) {
            bytes += before.number() < first ? 0 : before.size();
        }
        return bytes;
    }

    /** The size of the last segment; for the one who writes. */
    long lastSize() {
        return segment.size();
    }

    /** Frames of a segment that is not written to any more; for the one who writes. */
    FrameReader frames(long number) throws IOException {
        for (Segment older : olderSegments) {
            if (older.number() == number) {
                return new FrameReader(reader(number), older);
            }
        }
        throw new IllegalArgumentException("Segment " + number + " is not an older one.");
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
        writing.lock();
        try {
            if (failure == null) {
                while (done < lastTicket()) {
                    writeGroup();
                }
                writeClosed();
            }
        } finally {
            writing.unlock();
            file.close();
            giveUpMark();
            for (DiskFile reader : readers.values()) {
                reader.close();
            }
        }
    }

    /** Gives up the files of a log that was opened and is of no use. */
    void giveUp() throws IOException {
        file.close();
        giveUpMark();
    }

    private void writeClosed() throws IOException {
        List<Part> parts = List.of(new Part(Kind.CLOSED, new byte[0]));
        if (fits(sizeOf(parts)) || roll(sizeOf(parts)) || rollIntoReserve(sizeOf(parts))) {
            write(parts);
            file.sync();
            durable = nextSequence - 1;
            mark();
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
