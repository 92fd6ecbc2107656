package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/** Reads the frames of one segment, some of its bytes at a time. For one thread. */
final class FrameReader {
    private static final int CHUNK = 1 << 20;

    private final DiskFile file;
    private final Segment segment;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private int chunkAt;

    FrameReader(DiskFile file, Segment segment) {
        this.file = file;
        this.segment = segment;
    }

    /** The frame that begins there; null if none does. Its payload is good until the next call. */
    @Nullable
    Frame at(int offset) throws IOException {
        if (!cover(offset, Frame.HEADER)) {
            return null;
        }
        int length = Frame.lengthAt(chunk, offset - chunkAt);
        if (length < 0 || !cover(offset, Frame.HEADER + (long) length)) {
            return null;
        }
        return Frame.at(chunk, offset - chunkAt, segment.journal());
    }

    /** The sequence of what may be a frame there; there is room for a header. */
    private long sequenceAt(int offset) throws IOException {
        return cover(offset, Frame.HEADER) ? Frame.sequenceAt(chunk, offset - chunkAt) : -1;
    }

    /** Where in the file the first frame begins, behind that place, that was written when that sequence was durable; or -1. */
    int findWrittenAfter(int offset, long sequence) throws IOException {
        for (int at = offset; at + Frame.HEADER <= segment.size(); at += Frame.ALIGNMENT) {
            // Nothing is as far ahead as there are bytes.
            long ahead = sequenceAt(at) - sequence;
            if (ahead >= 0 && ahead <= segment.size()) {
                Frame frame = at(at);
                if (frame != null && frame.durable() >= sequence) {
                    return at;
                }
            }
        }
        return -1;
    }

    /**
     * The first place from there on where a frame begins that a log could go on with.
     *
     * @param offset a multiple of the alignment
     * @param epoch the frame's is at least that
     * @param from its sequence is at least that
     * @param below its sequence is less than that
     * @return -1 if there is none
     */
    int find(int offset, long epoch, long from, long below) throws IOException {
        for (int at = offset; at + Frame.HEADER <= segment.size(); at += Frame.ALIGNMENT) {
            long sequence = sequenceAt(at);
            if (sequence >= from && sequence < below && cover(at, Frame.HEADER) && Frame.mayBeAt(chunk, at - chunkAt)) {
                Frame frame = at(at);
                if (frame != null && frame.epoch() >= epoch) {
                    return at;
                }
            }
        }
        return -1;
    }

    private boolean cover(int offset, long length) throws IOException {
        if (offset + length > segment.size()) {
            return false;
        }
        if (offset < chunkAt || offset + length > chunkAt + (long) chunk.limit()) {
            long wanted = Math.min(Math.max(CHUNK, length), segment.size() - offset);
            chunk = ByteBuffer.wrap(file.read(offset, (int) wanted));
            chunkAt = offset;
        }
        return chunk.limit() >= length;
    }
}
