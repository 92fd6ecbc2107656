package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.petrelmq.store.journal.FrameWriter.Kind;
import org.petrelmq.store.journal.FrameWriter.Part;

/**
 * Writes a group of batches at a time, and what goes with it: segments that are not needed any more go, and what lives in old ones
 * is repeated. On a full disk it tells what grows, which is refused, from what makes room, which is written as long as there
 * is any. For one thread at a time.
 */
final class GroupWriter {
    private final Segments segments;
    private final FrameWriter writer;
    private final Keeper keeper;

    GroupWriter(Segments segments, FrameWriter writer, Keeper keeper) {
        this.segments = segments;
        this.writer = writer;
        this.keeper = keeper;
    }

    /** Writes a group; a batch that is refused gets its failure. */
    void write(List<Batch> group) throws IOException {
        writeOrRefuse(group);
        writer.free();
        copyForward(group);
    }

    private void writeOrRefuse(List<Batch> group) throws IOException {
        List<Batch> accepted = group;
        // What is left when the reserve has been begun is for what makes room.
        if (!segments.keepReserve() || !writer.makeRoom(sizeOf(group))) {
            accepted = withoutGrowing(group);
        }
        if (accepted.isEmpty()) {
            return;
        }
        if (!writer.makeRoomAtAnyCost(sizeOf(accepted))) {
            // Somebody may count on it without waiting.
            throw new IOException("The disk is full, and the journal's reserve is used up.", segments.noSpace());
        }
        writer.write(partsOf(accepted));
    }

    private static long sizeOf(List<Batch> group) {
        return FrameWriter.sizeOf(partsOf(group));
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
                    "There is no room in the journal, and no new file can be made: " + segments.noSpace(),
                    segments.noSpace());
        }
    }

    /** Repeats some of what old segments have, in proportion to what has been written. */
    private void copyForward(List<Batch> group) throws IOException {
        if (!segments.hasReserve()) {
            // On a full disk this waits for better times.
            return;
        }
        long bytes = 0;
        for (Batch batch : group) {
            bytes += batch.payload().limit();
        }
        List<Part> parts = new ArrayList<>();
        for (byte[] payload : keeper.copiesForward(bytes)) {
            parts.add(Part.of(Kind.BATCH, payload));
        }
        if (!parts.isEmpty() && writer.makeRoom(FrameWriter.sizeOf(parts))) {
            writer.write(parts);
        }
    }
}
