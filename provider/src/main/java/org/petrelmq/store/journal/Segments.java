package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * The files of a log: the segment that is written to, those before it, and the reserve. Only {@link #read} is for any thread;
 * everything else is for the one who writes.
 *
 * <p>A new segment is a file of zeros with its header, synced, its name synced; only then does it become the one that is written
 * to. What its header says is not needed any more is deleted once it has a frame.
 */
final class Segments implements AutoCloseable {
    /** Where the file waits that is used when the disk is full. */
    static final String RESERVE = "reserve";

    private static final String NEW_RESERVE = "reserve.new";

    private final Disk disk;
    private final Sizes sizes;

    /** The segments that are there beside the last one, oldest first. */
    private final Deque<Segment> older = new ArrayDeque<>();

    private final Map<Long, DiskFile> readers = new ConcurrentHashMap<>();

    private final ReadAhead readAhead = new ReadAhead();

    /** Also looked at by those who read. */
    private volatile Segment last;

    private DiskFile file;

    private final Ahead ahead;

    private long reserveSize;

    /** The size of the reserve that was last tried to be made. */
    private long triedFor;

    /** Why the last file could not be made. */
    private @Nullable IOException noSpace;

    private Segments(Disk disk, Sizes sizes, Segment last, DiskFile file) {
        this.disk = disk;
        this.sizes = sizes;
        this.last = last;
        this.file = file;
        this.ahead = new Ahead(disk);
    }

    /** The files that were found; their tail is durable when this returns. */
    static Segments open(Disk disk, Sizes sizes, Recovery found, Segment last) throws IOException {
        DiskFile file = disk.open(last.fileName());
        boolean done = false;
        try {
            found.rewriteTail(file);
            Segments segments = new Segments(disk, sizes, last, file);
            segments.findReserve();
            segments.older.addAll(found.segments);
            segments.older.removeLast();
            done = true;
            return segments;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /** The first file. */
    static Segments create(Disk disk, Sizes sizes, Segment first) throws IOException {
        DiskFile file = prepare(disk, first, disk.create(first.fileName(), first.size()));
        Segments segments = new Segments(disk, sizes, first, file);
        segments.findReserve();
        return segments;
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

    /** The segment that is written to. */
    Segment last() {
        return last;
    }

    /** The file of the segment that is written to. */
    DiskFile file() {
        return file;
    }

    /** The file that says how far the log is durable; null if there is no space for it. */
    DurableMark.@Nullable Writer openMark() throws IOException {
        return DurableMark.Writer.open(disk, last.journal());
    }

    /** Why a file could not be made the last time. */
    @Nullable
    IOException noSpace() {
        return noSpace;
    }

    // ---- the next one ----

    /** Takes a file that cannot be made for one that has no space, unless there is no directory to make it in. */
    private void noteNoSpace(IOException cause) throws IOException {
        if (cause instanceof NoSuchFileException) {
            // Fails, too, if it is the directory: then what is written to the files that are open is lost with them.
            disk.list();
        }
        noSpace = cause;
    }

    /** Begins a segment; returns false if there is no space for it, and then nothing has changed. */
    boolean begin(Segment next) throws IOException {
        DiskFile created;
        try {
            DiskFile ready = ahead.takeFor(next);
            created = ready == null ? disk.create(next.fileName(), next.size()) : ready;
        } catch (IOException e) {
            noteNoSpace(e);
            return false;
        }
        begin(next, prepare(disk, next, created));
        return true;
    }

    /** The last segment is about to be full. */
    void makeAhead() {
        long size = Math.min(last.size() * 2, sizes.largest());
        if (size >= sizes.ahead()) {
            ahead.make(size);
        }
    }

    /** The size of the file that is kept for a full disk; 0 if it is used up. */
    long reserveSize() {
        return reserveSize;
    }

    /** Begins a segment in the file that is kept for a full disk, whose size it has. */
    void beginInReserve(Segment next) throws IOException {
        reserveSize = 0;
        disk.rename(RESERVE, next.fileName());
        begin(next, prepare(disk, next, disk.open(next.fileName())));
    }

    private void begin(Segment next, DiskFile created) throws IOException {
        DiskFile before = file;
        older.add(last);
        last = next;
        file = created;
        before.close();
    }

    /** Deletes what a durable frame says is not needed. Should it not last, opening does it again. */
    void deleteBefore(long needed) throws IOException {
        boolean deleted = false;
        for (Segment first = older.peek(); first != null && first.number() < needed; first = older.peek()) {
            older.remove();
            DiskFile reader = readers.remove(first.number());
            if (reader != null) {
                reader.close();
            }
            disk.delete(first.fileName());
            deleted = true;
        }
        if (deleted) {
            disk.syncDirectory();
        }
    }

    /**
     * Sees to it that the file for a full disk is there, and about half as large as the last segment: acknowledging what is in
     * one takes less, and then that one goes.
     *
     * @return false if it is used up and cannot be made again: then the disk is full
     */
    boolean keepReserve() throws IOException {
        long wanted = Math.max(sizes.reserve(), last.size() / 2);
        boolean fits = reserveSize >= wanted && reserveSize <= 4 * wanted;
        if (sizes.reserve() == 0 || fits || (reserveSize > 0 && triedFor == wanted)) {
            return true;
        }
        triedFor = wanted;
        // What is made ahead is not worth the reserve.
        return makeReserve(wanted)
                || (ahead.giveUp() && makeReserve(wanted))
                || reserveSize > 0
                || makeReserve(sizes.reserve());
    }

    /** Whether the file for a full disk is there. */
    boolean hasReserve() {
        return reserveSize > 0 || sizes.reserve() == 0;
    }

    /** The one that is there is given up when the larger one is there. */
    private boolean makeReserve(long size) throws IOException {
        DiskFile made;
        try {
            if (disk.list().contains(NEW_RESERVE)) {
                disk.delete(NEW_RESERVE);
            }
            made = disk.create(NEW_RESERVE, size);
        } catch (IOException e) {
            noteNoSpace(e);
            return false;
        }
        try (made) {
            made.sync();
        }
        if (reserveSize > 0) {
            disk.delete(RESERVE);
        }
        disk.rename(NEW_RESERVE, RESERVE);
        disk.syncDirectory();
        reserveSize = size;
        return true;
    }

    /** What an earlier process has left for a full disk, and what it has not got ready. */
    private void findReserve() throws IOException {
        List<String> names = disk.list();
        if (names.contains(NEW_RESERVE)) {
            disk.delete(NEW_RESERVE);
        }
        ahead.forgetEarlier();
        if (names.contains(RESERVE)) {
            try (DiskFile reserve = disk.open(RESERVE)) {
                reserveSize = reserve.size();
            }
        }
    }

    // ---- what they have ----

    /** The bytes of the segments from that number on but for the last one. */
    long olderBytes(long from) {
        long bytes = 0;
        for (Segment before : older) {
            bytes += before.number() < from ? 0 : before.size();
        }
        return bytes;
    }

    /**
     * Reads from a segment.
     *
     * @throws IOException if the segment is gone: then what was there is somewhere else
     */
    ByteBuffer read(long number, int offset, int length) throws IOException {
        DiskFile reader = reader(number);
        return number < last.number()
                ? readAhead.read(number, reader, offset, length)
                : ByteBuffer.wrap(reader.read(offset, length));
    }

    private DiskFile reader(long number) throws IOException {
        DiskFile reader = readers.get(number);
        if (reader == null) {
            DiskFile opened = disk.openToRead(Segment.fileName(number));
            reader = readers.putIfAbsent(number, opened);
            if (reader == null) {
                return opened;
            }
            opened.close();
        }
        return reader;
    }

    /** The frames of a segment before the last one. */
    FrameReader frames(long number) throws IOException {
        for (Segment before : older) {
            if (before.number() == number) {
                return new FrameReader(reader(number), before);
            }
        }
        throw new IllegalArgumentException("Segment " + number + " is not an older one.");
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            ahead.giveUp();
            for (DiskFile reader : readers.values()) {
                reader.close();
            }
        }
    }
}
