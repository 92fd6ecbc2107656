package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * Reads a log that may be damaged: every frame that is valid by itself, in order, and where something was that is not there
 * any more. Where {@link Recovery} refuses, this goes on behind the damage. It changes nothing. For one thread, once.
 */
final class LogScan {
    /**
     * Something that was durable and cannot be read.
     *
     * @param file the name of the file
     * @param offset where in it
     * @param first the first sequence that is lost; 0 if that is not known
     * @param last the last sequence that is lost; 0 if that is not known, or none is
     * @param what is wrong, to be read behind the file and the offset
     */
    record Damage(String file, long offset, long first, long last, String what) {}

    /** A segment that is there, and what is in it. */
    static final class Part {
        final String name;
        final Segment segment;

        /** False if the header is damaged: then the segment is what can be told without it. */
        final boolean hasHeader;

        long frames;

        Part(String name, Segment segment, boolean hasHeader) {
            this.name = name;
            this.segment = segment;
            this.hasHeader = hasHeader;
        }
    }

    /** Told of frames and damages in the order of the log. */
    interface Reader {
        void frame(Frame frame, Segment segment, int offset);

        /** Damage which comes before the next frame. */
        void damaged(Damage damage);
    }

    private static final long UNKNOWN = 0;

    private final Disk disk;
    private final Reader into;

    /** The segments that count, oldest first. */
    final List<Part> parts = new ArrayList<>();

    /** The ID of the log; null if there is nothing. */
    @Nullable
    UUID journal;

    /** The sequence of the next frame. */
    long next = UNKNOWN;

    /** Whether the last frame says that the log was closed. */
    boolean closed;

    /** Where the frames end in the last segment; behind it may be what the power cut off. */
    private int end = Segment.HEADER;

    private String lastName = Segment.fileName(1);
    private long epoch;

    /** The sequence up to which everything was durable, says the mark. */
    private long marked;

    LogScan(Disk disk, Reader into) {
        this.disk = disk;
        this.into = into;
    }

    /**
     * Reads everything.
     *
     * @throws DamagedJournalException if it is of a version that came after this code
     */
    void run() throws IOException {
        DurableMark mark = DurableMark.read(disk);
        List<Part> found = find(mark);
        if (mark != null && mark.journal().equals(journal)) {
            marked = mark.sequence();
        }
        if (!found.isEmpty()) {
            long oldest = oldestOf(found);
            if (!isWhole(found, oldest)) {
                oldest = Math.max(oldest, freedIn(found));
            }
            for (Part part : found) {
                if (part.segment.number() >= oldest) {
                    parts.add(part);
                }
            }
            readAll(oldest);
        }
        if (marked >= next && marked > 0) {
            into.damaged(new Damage(
                    lastName,
                    end,
                    Math.max(1, next),
                    marked,
                    "ends, and what followed had been durable, says the file " + DurableMark.FILE));
        }
    }

    // ---- files ----

    private List<Part> find(@Nullable DurableMark mark) throws IOException {
        List<String> names =
                disk.list().stream().filter(Segment::isName).sorted().toList();
        List<@Nullable Segment> headers = new ArrayList<>();
        for (String name : names) {
            Segment segment = headerOf(name);
            headers.add(segment);
            if (segment != null && journal == null) {
                journal = segment.journal();
            }
        }
        if (journal == null && mark != null) {
            journal = mark.journal();
        }
        int count = names.size();
        while (count > 0 && (count > 1 || headers.get(0) == null) && isUnused(names.get(count - 1))) {
            count--;
        }
        List<Part> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Part part = partOf(names.get(i), headers.get(i));
            if (part != null) {
                found.add(part);
            }
        }
        return found;
    }

    private @Nullable Segment headerOf(String name) throws IOException {
        try (DiskFile file = disk.openToRead(name)) {
            return Segment.of(file.read(0, Segment.HEADER), file.size(), name);
        }
    }

    private boolean isUnused(String name) throws IOException {
        try (DiskFile file = disk.openToRead(name)) {
            return Recovery.isEmpty(file);
        }
    }

    private @Nullable Part partOf(String name, @Nullable Segment header) throws IOException {
        if (header != null && header.journal().equals(journal)) {
            return new Part(name, header, true);
        }
        if (header != null) {
            into.damaged(new Damage(name, 0, 0, 0, "is of another journal, " + header.journal()));
            return null;
        }
        long number = Segment.numberOf(name);
        if (!Segment.isNumber(number)) {
            into.damaged(new Damage(name, 0, 0, 0, "has no valid header, and no name of a segment"));
            return null;
        }
        try (DiskFile file = disk.openToRead(name)) {
            into.damaged(new Damage(name, 0, 0, 0, "has no valid header"));
            UUID id = journal == null ? idIn(file.read(0, Segment.HEADER)) : journal;
            journal = id;
            return new Part(name, new Segment(id, number, UNKNOWN, file.size(), 0), false);
        }
    }

    /** What a damaged header says; if that is the damage, no frame is valid. */
    private static UUID idIn(byte[] header) {
        ByteBuffer bytes = ByteBuffer.allocate(Segment.HEADER).put(header);
        return new UUID(bytes.getLong(12), bytes.getLong(20));
    }

    private long oldestOf(List<Part> found) throws IOException {
        for (int i = found.size() - 1; i > 0; i--) {
            Part part = found.get(i);
            if (part.hasHeader && firstSequenceOf(part) != UNKNOWN) {
                return part.segment.oldest();
            }
        }
        return Math.max(1, found.get(0).segment.oldest());
    }

    // ---- frames ----

    private static boolean isWhole(List<Part> found, long oldest) {
        long needed = found.get(found.size() - 1).segment.number() - oldest + 1;
        return needed
                == found.stream()
                        .filter(part -> part.segment.number() >= oldest)
                        .count();
    }

    /** The oldest segment that is needed, as the last frame says that tells of it: those before it may be missing. */
    private long freedIn(List<Part> found) throws IOException {
        long freed = 0;
        long sequence = 0;
        for (Part part : found) {
            try (DiskFile file = disk.openToRead(part.name)) {
                FrameReader reader = new FrameReader(file, part.segment);
                int at = Segment.HEADER;
                while ((at = reader.find(at, 0, sequence + 1, Long.MAX_VALUE)) >= 0) {
                    Frame frame = Objects.requireNonNull(reader.at(at));
                    sequence = frame.sequence();
                    freed = frame.kind() == FrameWriter.Kind.FREED.code ? frame.number() : freed;
                    at += frame.size();
                }
            }
        }
        return Math.min(freed, found.get(found.size() - 1).segment.number());
    }

    private void readAll(long oldest) throws IOException {
        long number = oldest;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            long first = part.hasHeader ? part.segment.firstSequence() : firstSequenceOf(part);
            if (number < part.segment.number()) {
                missing(number, part.segment.number() - 1, next, first - 1);
            }
            number = part.segment.number() + 1;
            if (next == UNKNOWN) {
                next = first;
            } else if (first > next) {
                into.damaged(new Damage(
                        lastName, end, next, first - 1, "ends before " + part.name + " begins with sequence " + first));
                next = first;
            }
            boolean last = i == parts.size() - 1;
            read(part, last ? Long.MAX_VALUE : firstAfter(i), last);
        }
    }

    private void missing(long from, long to, long first, long last) {
        boolean any = last >= Math.max(1, first);
        String what = from == to ? "is missing" : "is missing, and all up to " + Segment.fileName(to);
        into.damaged(new Damage(Segment.fileName(from), 0, any ? first : 0, any ? last : 0, what));
        if (any && first != UNKNOWN) {
            next = last + 1;
        }
    }

    private long firstAfter(int index) {
        for (Part part : parts.subList(index + 1, parts.size())) {
            if (part.hasHeader) {
                return part.segment.firstSequence();
            }
        }
        return Long.MAX_VALUE;
    }

    private long firstSequenceOf(Part part) throws IOException {
        try (DiskFile file = disk.openToRead(part.name)) {
            FrameReader reader = new FrameReader(file, part.segment);
            int at = reader.find(Segment.HEADER, 0, 1, Long.MAX_VALUE);
            Frame first = at < 0 ? null : reader.at(at);
            return first == null ? UNKNOWN : first.sequence();
        }
    }

    private void read(Part part, long below, boolean last) throws IOException {
        lastName = part.name;
        end = Segment.HEADER;
        try (DiskFile file = disk.openToRead(part.name)) {
            FrameReader reader = new FrameReader(file, part.segment);
            while (true) {
                Frame frame = reader.at(end);
                if (frame != null && frame.sequence() == next && frame.epoch() >= epoch) {
                    take(part, frame);
                    continue;
                }
                boolean begins = part == parts.get(0) && end == Segment.HEADER && part.segment.number() > 1;
                int resumed = nextIn(reader, below, last && !begins);
                frame = resumed < 0 ? null : reader.at(resumed);
                if (frame == null) {
                    if (begins) {
                        into.damaged(new Damage(part.name, end, next, next, "is damaged"));
                        next++;
                    }
                    return;
                }
                into.damaged(new Damage(
                        part.name, end, next, frame.sequence() - 1, "is damaged as far as offset " + resumed));
                end = resumed;
                take(part, frame);
            }
        }
    }

    /** In the last segment, what nobody is known to have synced is no part of the log. */
    private int nextIn(FrameReader reader, long below, boolean last) throws IOException {
        boolean isTail = last && marked < next && reader.findWrittenAfter(end + Frame.ALIGNMENT, next) < 0;
        return isTail ? -1 : reader.find(end, epoch, next + 1, below);
    }

    private void take(Part part, Frame frame) {
        int size = frame.size();
        epoch = frame.epoch();
        next = frame.sequence() + 1;
        closed = frame.kind() == FrameWriter.Kind.CLOSED.code;
        part.frames++;
        into.frame(frame, part.segment, end);
        end += size;
    }
}
