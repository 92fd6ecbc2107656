package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to the last of the segments, and begins the next one when it is full. For one thread at a time.
 */
final class FrameWriter implements AutoCloseable {

    /** What is in a frame. */
    enum Kind {
        /** A journal was opened; a new epoch. */
        OPENED(1),
        /** A journal was closed: what comes after a crash does not begin like this. */
        CLOSED(2),
        /** A batch. */
        BATCH(3),
        /** The first frame of a segment: what has to be known beside the messages. */
        SNAPSHOT(4),
        /** The number of the oldest segment that is needed from here on. */
        FREED(5);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** A frame to be; nobody moves the payload, which is from 0 to the limit. */
    record Part(Kind kind, ByteBuffer payload) {
        static Part of(Kind kind, byte[] payload) {
            return new Part(kind, ByteBuffer.wrap(payload));
        }

        long size() {
            return Frame.sizeOf(payload.limit());
        }
    }

    /** Larger groups get a buffer of their own. */
    private static final int BUFFER = 1 << 18;

    private final Segments segments;
    private final Sizes sizes;
    private final Keeper keeper;
    private final boolean synced;

    /** What is left in each segment for the frames that no batch is in: so a store opens and closes on a full disk. */
    private final long slack;

    private final long epoch;
    private long nextSequence;

    /** Where the next frame goes. */
    private int end;

    /** Where the first one of this epoch went in the last segment: who only looks makes nothing ahead. */
    private int opened;

    /** The last sequence that the device is known to have. */
    private long durable;

    private final byte[] buffer = new byte[BUFFER];

    /** Null while there is no space for it. */
    private DurableMark.@Nullable Writer mark;

    /**
     * Goes on where what was found ends.
     *
     * @param synced whether {@link #write} waits for the device
     */
    FrameWriter(Segments segments, Sizes sizes, Keeper keeper, boolean synced, Recovery found) {
        this.segments = segments;
        this.sizes = sizes;
        this.keeper = keeper;
        this.synced = synced;
        this.slack = Math.min(1024, sizes.first() / 8);
        this.epoch = found.epoch + 1;
        this.nextSequence = found.next;
        this.end = found.end;
        this.opened = found.end;
        this.durable = found.next - 1;
    }

    /** Durable before anything else: no frame of this epoch can be taken for one of another. */
    void begin() throws IOException {
        List<Part> parts = List.of(Part.of(Kind.OPENED, new byte[0]));
        if (!hasRoom(sizeOf(parts)) && !makeRoomAtAnyCost(sizeOf(parts))) {
            throw new IOException("The disk is full, and the journal's reserve is used up.", segments.noSpace());
        }
        write(parts);
        settle();
        mark = segments.openMark();
        mark();
        segments.keepReserve();
        shed();
    }

    private void mark() throws IOException {
        if (mark != null) {
            mark.write(durable);
        }
    }

    static long sizeOf(List<Part> parts) {
        long size = 0;
        for (Part part : parts) {
            size += part.size();
        }
        return size;
    }

    /** Makes room for so many bytes; returns false if there is no space, and then nothing has changed. */
    boolean makeRoom(long size) throws IOException {
        return fits(size) || roll(size) || (free() && roll(size));
    }

    /** As {@link #makeRoom}, with the reserve too. */
    boolean makeRoomAtAnyCost(long size) throws IOException {
        return makeRoom(size) || rollIntoReserve(size);
    }

    private boolean fits(long size) {
        long snapshot = end == Segment.HEADER ? Frame.sizeOf(keeper.snapshot().length) : 0;
        return size + snapshot + slack <= segments.last().size() - end;
    }

    /** Deletes the segments before the oldest one in which something is needed; returns whether there are any. */
    boolean free() throws IOException {
        long needed = keeper.oldestNeeded(segments.last().number());
        boolean any = segments.olderBytes(0) > segments.olderBytes(needed);
        if (any && hasRoom(Frame.sizeOf(Long.BYTES))) {
            byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(needed).array();
            write(List.of(Part.of(Kind.FREED, number)));
            requireDurable();
            segments.deleteBefore(needed);
            return true;
        }
        return false;
    }

    /** Whether there is room in the last segment, with what is left for the end. */
    private boolean hasRoom(long size) {
        return end > Segment.HEADER && size <= segments.last().size() - end;
    }

    /** Writes to the last segment, where there is room for it. */
    void write(List<Part> parts) throws IOException {
        Segment segment = segments.last();
        boolean first = end == Segment.HEADER;
        List<Part> all = parts;
        if (first) {
            all = new ArrayList<>(parts.size() + 1);
            all.add(Part.of(Kind.SNAPSHOT, keeper.snapshot()));
            all.addAll(parts);
        }
        int size = Math.toIntExact(sizeOf(all));
        byte[] target = size > BUFFER ? new byte[size] : buffer;
        ByteBuffer bytes = ByteBuffer.wrap(target);
        long sequence = nextSequence;
        for (Part part : all) {
            new Frame(epoch, sequence++, durable, part.kind().code, part.payload()).put(bytes, segment.journal());
        }
        if (synced) {
            segments.file().writeSynced(end, target, size);
            durable = sequence - 1;
        } else {
            segments.file().write(end, target, size);
        }
        nextSequence = sequence;
        for (Part part : all) {
            if (part.kind() == Kind.BATCH) {
                keeper.apply(part.payload().duplicate(), segment.number(), end + Frame.HEADER);
            }
            end += (int) part.size();
        }
        if (end > segment.size() / 2 && end - opened > segment.size() / 8) {
            segments.makeAhead();
        }
        if (first) {
            requireDurable();
        }
        if (first || synced) {
            mark();
        }
        if (first) {
            segments.deleteBefore(segment.oldest());
        }
    }

    /** Begins the next segment; returns false if there is no space for it, and then nothing has changed. */
    private boolean roll(long needed) throws IOException {
        long size = Math.min(segments.last().size() * 2, sizes.largest());
        return rollTo(next(needed, size)) || rollTo(next(needed, sizes.first()));
    }

    private boolean rollTo(Segment next) throws IOException {
        requireDurable();
        if (!segments.begin(next)) {
            return false;
        }
        end = Segment.HEADER;
        opened = end;
        return true;
    }

    /** Begins the next segment in the file that was kept for that; returns false if it is gone or too small. */
    private boolean rollIntoReserve(long needed) throws IOException {
        long reserve = segments.reserveSize();
        Segment next = next(needed, reserve);
        if (next.size() > reserve) {
            return false;
        }
        requireDurable();
        segments.beginInReserve(next);
        end = Segment.HEADER;
        opened = end;
        return true;
    }

    private Segment next(long needed, long size) {
        long snapshot = Frame.sizeOf(keeper.snapshot().length);
        long enough = Math.max(size, Segment.HEADER + needed + snapshot + slack);
        Segment last = segments.last();
        long number = last.number() + 1;
        return new Segment(last.journal(), number, nextSequence, enough, keeper.oldestNeeded(number));
    }

    /** What the next segment says of those before it holds only if the device has them, and it. */
    private void requireDurable() throws IOException {
        if (!synced) {
            settle();
        }
    }

    private void settle() throws IOException {
        segments.file().sync();
        durable = nextSequence - 1;
    }

    /** The bytes of the segments from that one on. */
    long bytes(long first) {
        return end + segments.olderBytes(first);
    }

    /**
     * Gives back the space of what is needed no more, without waiting for the next segment to be full: it is worth a small
     * one. On a full disk nothing happens.
     */
    private void shed() throws IOException {
        Segment last = segments.last();
        long needed = keeper.oldestNeeded(last.number() + 1);
        long unneeded = segments.olderBytes(0) - segments.olderBytes(needed);
        if (needed > last.number()) {
            unneeded += last.size();
        }
        if (unneeded > 2L * sizes.first() && rollTo(next(0, sizes.first()))) {
            write(List.of());
            segments.keepReserve();
        }
    }

    void writeClosed() throws IOException {
        shed();
        List<Part> parts = List.of(Part.of(Kind.CLOSED, new byte[0]));
        if (hasRoom(sizeOf(parts)) || makeRoomAtAnyCost(sizeOf(parts))) {
            write(parts);
            settle();
            mark();
        }
    }

    @Override
    public void close() throws IOException {
        if (mark != null) {
            mark.close();
        }
    }
}
