package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;
import org.petrelmq.store.journal.FrameLog.Kind;

/**
 * Reads a journal from its first frame to its last, and judges what comes after the last: the rest of a write that the power
 * cut off, which nobody was told of, or damage to something that was durable. For one thread, once.
 */
final class Recovery {
    private final Disk disk;
    private final FrameLog.Replay replay;

    /** The last segment that counts; null if there is none. */
    @Nullable
    Segment last;

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

    private byte[] lastBytes = {};

    Recovery(Disk disk, FrameLog.Replay replay) {
        this.disk = disk;
        this.replay = replay;
    }

    void run() throws IOException {
        List<String> names =
                disk.list().stream().filter(Segment::isName).sorted().toList();
        for (int i = 0; i < names.size(); i++) {
            read(names.get(i), i == names.size() - 1);
        }
        if (last != null) {
            judgeRest(ByteBuffer.wrap(lastBytes), last);
        }
    }

    private void read(String name, boolean isLast) throws IOException {
        byte[] bytes = bytesOf(name);
        Segment segment = Segment.of(bytes, name);
        if (segment == null) {
            if (!isLast || hasContent(bytes)) {
                throw new DamagedJournalException(name + " has no valid header, sequence " + next
                        + " was to follow: what was durable there is damaged.");
            }
            // Made, and cut off before its first frame was written.
            disk.delete(name);
            disk.syncDirectory();
            return;
        }
        requireNext(segment, name);
        last = segment;
        lastBytes = bytes;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        end = Segment.HEADER;
        tailFrom = end;
        Frame frame;
        while ((frame = validAt(buffer, segment)) != null) {
            take(frame, segment);
        }
    }

    private byte[] bytesOf(String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            return file.read(0, Math.toIntExact(file.size()));
        }
    }

    private static boolean hasContent(byte[] bytes) {
        for (int i = Segment.HEADER; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void requireNext(Segment segment, String name) throws DamagedJournalException {
        Segment before = last;
        long number = before == null ? 1 : before.number() + 1;
        boolean sameJournal = before == null || before.journal().equals(segment.journal());
        if (segment.number() != number || segment.firstSequence() != next || !sameJournal) {
            String where = before == null ? "The journal's beginning" : before.fileName() + " at offset " + end;
            throw new DamagedJournalException(where + ": sequence " + next + " of segment " + number
                    + " was to follow, and " + name + " begins with " + segment.firstSequence() + ".");
        }
    }

    private @Nullable Frame validAt(ByteBuffer buffer, Segment segment) {
        Frame frame = Frame.at(buffer, end, segment.journal());
        boolean valid = frame != null && frame.sequence() == next && frame.epoch() >= epoch;
        return valid ? frame : null;
    }

    private void take(Frame frame, Segment segment) {
        if (frame.durable() > durable) {
            durable = frame.durable();
            tailFrom = end;
        }
        clean = frame.kind() == Kind.CLOSED.code;
        if (frame.kind() == Kind.BATCH.code) {
            replay.batch(frame.sequence(), segment.number(), end, frame.payload());
        }
        epoch = frame.epoch();
        next = frame.sequence() + 1;
        end += frame.size();
    }

    /** A frame that was written when this place was known to be durable proves that something is missing here. */
    private void judgeRest(ByteBuffer buffer, Segment segment) throws DamagedJournalException {
        for (int at = end + Frame.ALIGNMENT; at + Frame.HEADER <= buffer.limit(); at += Frame.ALIGNMENT) {
            // Nothing is as far ahead as there are bytes.
            long ahead = Frame.sequenceAt(buffer, at) - next;
            Frame frame = ahead < 0 || ahead > buffer.limit() ? null : Frame.at(buffer, at, segment.journal());
            if (frame != null && frame.durable() >= next) {
                throw new DamagedJournalException(segment.fileName() + " is damaged at offset " + end + ": sequence "
                        + next + " was durable when sequence " + frame.sequence() + " at offset " + at
                        + " was written.");
            }
        }
    }

    /**
     * Makes durable what was read: it may have come from the cache of an operating system whose write had failed, and then
     * only writing it again takes it to the device.
     */
    void rewriteTail(DiskFile file) throws IOException {
        Objects.requireNonNull(last, "there is a segment");
        if (end > tailFrom) {
            byte[] tail = new byte[end - tailFrom];
            System.arraycopy(lastBytes, tailFrom, tail, 0, tail.length);
            file.writeSynced(tailFrom, tail);
        }
        file.sync();
        disk.syncDirectory();
    }
}
