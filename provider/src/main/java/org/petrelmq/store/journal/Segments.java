package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private final Disk disk;
    private final Sizes sizes;

    /** The segments that are there beside the last one, oldest first. */
    private final Deque<Segment> older = new ArrayDeque<>();

    private final Map<Long, DiskFile> readers = new ConcurrentHashMap<>();

    private Segment last;
    private DiskFile file;

    /** Why the last file could not be made. */
    private @Nullable IOException noSpace;

    private Segments(Disk disk, Sizes sizes, Segment last, DiskFile file) {
        this.disk = disk;
        this.sizes = sizes;
        this.last = last;
        this.file = file;
    }

    /** The files that were found; their tail is durable when this returns. */
    static Segments open(Disk disk, Sizes sizes, Recovery found, Segment last) throws IOException {
        DiskFile file = disk.open(last.fileName());
        boolean done = false;
        try {
            found.rewriteTail(file);
            Segments segments = new Segments(disk, sizes, last, file);
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
        return new Segments(disk, sizes, first, prepare(disk, first, disk.create(first.fileName(), first.size())));
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

    /** Why a file could not be made the last time. */
    @Nullable
    IOException noSpace() {
        return noSpace;
    }

    // ---- the next one ----

    /** Begins a segment; returns false if there is no space for it, and then nothing has changed. */
    boolean begin(Segment next) throws IOException {
        DiskFile created;
        try {
            created = disk.create(next.fileName(), next.size());
        } catch (IOException e) {
            noSpace = e;
            return false;
        }
        begin(next, prepare(disk, next, created));
        return true;
    }

    /** The size of the file that is kept for a full disk; 0 if it is gone. */
    long reserveSize() throws IOException {
        if (!disk.list().contains(RESERVE)) {
            return 0;
        }
        try (DiskFile reserve = disk.open(RESERVE)) {
            return reserve.size();
        }
    }

    /** Begins a segment in the file that is kept for a full disk, whose size it has. */
    void beginInReserve(Segment next) throws IOException {
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

    /** Deletes what the last segment, which has a frame now, says is not needed. Should it not last, opening does it again. */
    void deleteUnneeded() throws IOException {
        boolean deleted = false;
        for (Segment first = older.peek(); first != null && first.number() < last.oldest(); first = older.peek()) {
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
            keepReserve();
        }
    }

    void keepReserve() throws IOException {
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
        file.close();
        for (DiskFile reader : readers.values()) {
            reader.close();
        }
    }
}
