package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;
import org.petrelmq.store.journal.FrameWriter.Kind;

/**
 * Reads a journal from its first needed frame to its last, and judges what comes after the last: the rest of a write that the
 * power cut off, which nobody was told of, or damage to something that was durable. For one thread, once.
 */
final class Recovery {
    private final Disk disk;
    private final Keeper keeper;

    /** The segments that count, oldest first. */
    final List<Segment> segments = new ArrayList<>();

    /** The number of the oldest segment that is needed, as the last frame says that tells of it; 0 if none does. */
    private long freed;

    /** The files that go, once it is sure that the log opens. */
    private final List<String> unneeded = new ArrayList<>();

    /** The last epoch. Its first frame was durable before its second was written, so none of a later one is left anywhere. */
    long epoch;

    /** The sequence of the next frame, and where in the last segment it goes. */
    long next = 1;

    int end = Segment.HEADER;

    /** Whether the last frame says that the journal was closed. */
    boolean clean = true;

    private long durable;

    /** Where in the last segment the frames begin that nobody is known to have synced. */
    private int tailFrom = Segment.HEADER;

    Recovery(Disk disk, Keeper keeper) {
        this.disk = disk;
        this.keeper = keeper;
    }

    /** The last segment; null if there is none. */
    @Nullable
    Segment last() {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }

    void run() throws IOException {
        List<String> names =
                disk.list().stream().filter(Segment::isName).sorted().toList();
        List<Segment> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Segment segment = headerOf(names.get(i), i == names.size() - 1);
            if (segment != null) {
                found.add(segment);
            }
        }
        DurableMark mark = DurableMark.read(disk);
        if (!found.isEmpty()) {
            readAll(found);
        }
        requireAllDurable(mark);
    }

    private void readAll(List<Segment> found) throws IOException {
        forgetUnused(found);
        requireOneJournal(found);
        int first = firstOfWhole(found);
        long oldest = Math.max(oldestOf(found), found.get(first).number());
        for (Segment segment : found) {
            if (segment.number() < oldest) {
                unneeded.add(segment.fileName());
            } else {
                read(segment, segment.equals(found.get(found.size() - 1)));
            }
        }
        requireFreed(oldestOf(found), oldest);
        while (segments.size() > 1 && segments.get(0).number() < freed) {
            unneeded.add(segments.remove(0).fileName());
        }
    }

    /** What was durable at the end of the log has no frame behind it that says so. */
    private void requireAllDurable(@Nullable DurableMark mark) throws DamagedJournalException {
        Segment last = last();
        if (mark == null
                || mark.sequence() < next
                || (last != null && !mark.journal().equals(last.journal()))) {
            return;
        }
        throw new DamagedJournalException(
                last == null
                        ? "All segments are missing: sequence " + mark.sequence() + " was durable, says the file "
                                + DurableMark.FILE + ". To begin anew, delete that, too."
                        : last.fileName() + " is damaged at offset " + end + ", or what follows is missing: sequence "
                                + next + " does not follow, and " + mark.sequence() + " was durable, says the file "
                                + DurableMark.FILE + ".");
    }

    private static void requireOneJournal(List<Segment> found) throws DamagedJournalException {
        for (Segment segment : found) {
            if (!segment.journal().equals(found.get(0).journal())) {
                throw new DamagedJournalException(segment.fileName() + " is of another journal than "
                        + found.get(0).fileName() + ".");
            }
        }
    }

    /** Where those begin that follow each other without a gap up to the last. */
    private static int firstOfWhole(List<Segment> found) {
        int first = found.size() - 1;
        while (first > 0 && found.get(first - 1).number() == found.get(first).number() - 1) {
            first--;
        }
        return first;
    }

    /** Segments may be missing at the beginning, if the log says that they were not needed any more. */
    private void requireFreed(long needed, long first) throws DamagedJournalException {
        if (first > Math.max(needed, freed)) {
            throw new DamagedJournalException(Segment.fileName(first - 1) + " is missing, and was needed: "
                    + Segment.fileName(first) + " follows.");
        }
    }

    private @Nullable Segment headerOf(String name, boolean isLast) throws IOException {
        long length;
        boolean empty;
        try (DiskFile file = disk.openToRead(name)) {
            length = file.size();
            Segment segment = Segment.of(file.read(0, Segment.HEADER), length, name);
            if (segment != null) {
                return segment;
            }
            empty = isLast && isEmpty(file);
        }
        if (!empty) {
            throw new DamagedJournalException(
                    name + " has no valid header: what was durable there is damaged (" + length + " bytes).");
        }
        // Made, and cut off before its first frame was written.
        unneeded.add(name);
        return null;
    }

    /** A last segment that was made and never written to is of no use: the one before may have been written to since. */
    private void forgetUnused(List<Segment> found) throws IOException {
        Segment last = found.get(found.size() - 1);
        boolean unused;
        try (DiskFile file = disk.openToRead(last.fileName())) {
            unused = found.size() > 1 && isEmpty(file);
        }
        if (unused) {
            unneeded.add(last.fileName());
            found.remove(last);
        }
    }

    static boolean isEmpty(DiskFile file) throws IOException {
        int chunk = 1 << 16;
        for (long at = Segment.HEADER; at < file.size(); at += chunk) {
            for (byte b : file.read(at, chunk)) {
                if (b != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What is needed, as the last segment says that has a frame: before its first frame was durable, nothing was deleted. */
    private long oldestOf(List<Segment> found) throws IOException {
        for (int i = found.size() - 1; i > 0; i--) {
            Segment segment = found.get(i);
            try (DiskFile file = disk.openToRead(segment.fileName())) {
                Frame first = new FrameReader(file, segment).at(Segment.HEADER);
                if (first != null && first.sequence() == segment.firstSequence()) {
                    return segment.oldest();
                }
            }
        }
        return found.get(0).oldest();
    }

    private void read(Segment segment, boolean isLast) throws IOException {
        Segment before = last();
        if (before == null) {
            next = segment.firstSequence();
        } else if (segment.firstSequence() != next) {
            throw new DamagedJournalException(before.fileName() + " at offset " + end + ": sequence " + next
                    + " was to follow, and " + segment.fileName() + " begins with " + segment.firstSequence() + ".");
        }
        segments.add(segment);
        end = Segment.HEADER;
        tailFrom = end;
        try (DiskFile file = disk.openToRead(segment.fileName())) {
            FrameReader reader = new FrameReader(file, segment);
            Frame frame;
            while ((frame = validAt(reader)) != null) {
                take(frame, segment);
            }
            if (isLast) {
                // What another one follows has ended where that one begins, or it is damaged.
                judgeRest(reader, segment);
            }
        }
        // The first segment of all begins with nothing; those before another were deleted when its first frame was
        // durable.
        if (before == null && end == Segment.HEADER && segment.number() > 1) {
            throw new DamagedJournalException(segment.fileName() + " is damaged at offset " + end + ": sequence " + next
                    + " was durable when the segments before were deleted.");
        }
    }

    private @Nullable Frame validAt(FrameReader reader) throws IOException {
        Frame frame = reader.at(end);
        boolean valid = frame != null && frame.sequence() == next && frame.epoch() >= epoch;
        return valid ? frame : null;
    }

    private void take(Frame frame, Segment segment) throws IOException {
        if (frame.durable() > durable) {
            durable = frame.durable();
            tailFrom = end;
        }
        int size = frame.size();
        clean = frame.kind() == Kind.CLOSED.code;
        if (frame.kind() == Kind.CLOSED.code) {
            keeper.closed();
        } else if (frame.kind() == Kind.SNAPSHOT.code) {
            keeper.snapshot(frame.payload());
        } else if (frame.kind() == Kind.FREED.code) {
            freed = frame.number();
        } else if (frame.kind() == Kind.BATCH.code) {
            keeper.apply(frame.payload(), segment.number(), end + Frame.HEADER);
        }
        epoch = frame.epoch();
        next = frame.sequence() + 1;
        end += size;
    }

    /** A frame that was written when this place was known to be durable proves that something is missing here. */
    private void judgeRest(FrameReader reader, Segment segment) throws IOException {
        int at = reader.findWrittenAfter(end + Frame.ALIGNMENT, next);
        if (at >= 0) {
            throw new DamagedJournalException(segment.fileName() + " is damaged at offset " + end + ": sequence " + next
                    + " was durable when the frame at offset " + at + " was written.");
        }
    }

    /**
     * Makes durable what was read: it may have come from the cache of an operating system whose write had failed, and then
     * only writing it again takes it to the device.
     */
    void rewriteTail(DiskFile file) throws IOException {
        if (end > tailFrom) {
            file.writeSynced(tailFrom, file.read(tailFrom, end - tailFrom));
        }
        file.sync();
        disk.syncDirectory();
        deleteUnneeded();
    }

    /**
     * Deletions that a crash undid are done again, and files that were made and not used go: not before what this follows from
     * is durable.
     */
    void deleteUnneeded() throws IOException {
        for (String name : unneeded) {
            disk.delete(name);
        }
        if (!unneeded.isEmpty()) {
            disk.syncDirectory();
        }
    }
}
