package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreReplay.Kept;
import org.petrelmq.store.journal.RecordReader.Message;
import org.petrelmq.store.journal.RecordWriter.Copy;

/** Writes what was found in a store as a new one. */
final class SalvagedStore {
    /** About so many bytes are written at a time. */
    private static final int BATCH = 256 << 10;

    private SalvagedStore() {}

    /**
     * Writes a store that is sound and closed.
     *
     * @param disk an empty directory
     */
    static void write(Inspection found, Disk disk, Sizes sizes) throws IOException {
        JournalState state = new JournalState();
        StateKeeper keeper = new StateKeeper(state, new Compaction(state));
        try (FrameLog log = FrameLog.open(disk, sizes, UUID.randomUUID(), true, keeper)) {
            log.append(allButMessages(found));
            long unsynced = 0;
            for (List<Kept> message : found.byPlace()) {
                byte[] batch = batch(message, found.encoded(message.get(0)));
                log.append(batch);
                unsynced += batch.length;
                if (unsynced > BATCH) {
                    log.sync();
                    unsynced = 0;
                }
            }
            log.sync();
        }
    }

    private static byte[] allButMessages(Inspection found) {
        RecordWriter out = new RecordWriter(1024);
        counters(found, out);
        found.queues.forEach((id, queue) -> {
            out.write(queue.made);
            if (queue.suspectBelow != 0) {
                out.suspect(id, queue.suspectBelow);
            }
        });
        found.prepared.forEach(out::write);
        found.completed.forEach((branch, outcome) -> out.write(new BranchEnded(branch, outcome)));
        return out.toArray();
    }

    /** No place or ID is given again of which anything is left: a branch must not take another message than the one it had. */
    private static void counters(Inspection found, RecordWriter out) {
        long lastPlace = found.state.lastPlace();
        long lastQueue = found.state.lastQueue();
        for (long queue : found.queues.keySet()) {
            lastQueue = Math.max(lastQueue, queue);
        }
        for (Prepared branch : found.prepared) {
            for (Settled taken : branch.settled()) {
                lastPlace = Math.max(lastPlace, taken.place());
                lastQueue = Math.max(lastQueue, taken.queue());
            }
        }
        out.counters(lastPlace, lastQueue);
    }

    private static byte[] batch(List<Kept> message, byte[] envelope) {
        List<Copy> copies = new ArrayList<>(message.size());
        long deliveryTime = 0;
        for (Kept kept : message) {
            copies.add(new Copy(kept.queue(), kept.released(), kept.sequence() == kept.place() ? 0 : kept.sequence()));
            // It counts where the message is not due yet.
            deliveryTime = Math.max(deliveryTime, kept.deliveryTime());
        }
        Kept first = message.get(0);
        RecordWriter out = new RecordWriter(RecordWriter.expectedSize(envelope.length, copies.size()));
        out.again(
                new Message(
                        first.place(),
                        (byte) first.priority(),
                        first.grouped() ? RecordWriter.GROUPED : 0,
                        first.expiration(),
                        deliveryTime,
                        copies,
                        0,
                        envelope.length),
                copies,
                envelope);
        return out.toArray();
    }
}
