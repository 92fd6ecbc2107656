package org.petrelmq.store.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Due;
import org.petrelmq.store.StoreRecord.HandedOut;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.QueueRemoved;
import org.petrelmq.store.StoreRecord.Released;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.StoreReplay;
import org.petrelmq.store.StoreReplay.Kept;
import org.petrelmq.store.journal.RecordReader.Message;
import org.petrelmq.store.journal.RecordWriter.Copy;

/**
 * What all records of the log so far amount to: the queues, the messages in them and where they are, the prepared branches. It
 * is the same whether the records are read or have just been written. Not thread-safe.
 */
final class JournalState implements RecordReader.Visitor {

    /** What has happened to a message in a queue since it was sent. */
    private record Note(int released, long sequence) {
        static final Note NONE = new Note(0, 0);
    }

    private record InQueue(long place, long queue) {}

    private static final class Queue {
        final StoreRecord made;
        boolean handedOut;
        long suspectBelow;

        Queue(StoreRecord made) {
            this.made = made;
        }
    }

    /** Segments are counted from 1. */
    private static final long NOWHERE = 0;

    private final LiveMessages live = new LiveMessages();
    private final Map<InQueue, Note> notes = new HashMap<>();
    private final Map<Long, Queue> queues = new LinkedHashMap<>();
    private final Map<BranchId, Prepared> prepared = new LinkedHashMap<>();
    private final Map<BranchId, Outcome> completed = new LinkedHashMap<>();

    /** The bytes of live messages by segment, of those that have some. */
    private final TreeMap<Long, Long> liveBytes = new TreeMap<>();

    private long allLiveBytes;
    private long lastPlace;
    private long lastQueue;

    /** Where the payload is that is applied now; nowhere if it is a snapshot. */
    private long segment = NOWHERE;

    private int offset;

    /** Says where the records are that come next. */
    void at(long newSegment, int newOffset) {
        segment = newSegment;
        offset = newOffset;
    }

    // ---- records ----

    @Override
    public void enqueued(Message message) throws DamagedJournalException {
        if (segment == NOWHERE) {
            throw new DamagedJournalException("A snapshot has a message in it, though its checksum is right.");
        }
        for (Copy copy : message.copies()) {
            int slot = live.find(message.place(), copy.queue());
            if (slot < 0) {
                slot = live.add(message.place(), copy.queue());
            } else {
                count(slot, -1);
            }
            live.locate(
                    slot,
                    segment,
                    offset + message.envelopeAt(),
                    message.length(),
                    message.priority(),
                    message.isGrouped());
            live.setTimes(slot, message.expiration(), message.deliveryTime());
            count(slot, 1);
            if (copy.released() != 0 || copy.sequence() != 0) {
                notes.put(new InQueue(message.place(), copy.queue()), new Note(copy.released(), copy.sequence()));
                lastPlace = Math.max(lastPlace, copy.sequence());
            }
        }
        lastPlace = Math.max(lastPlace, message.place());
    }

    @Override
    public void settled(Settled settled) {
        int slot = live.find(settled.place(), settled.queue());
        if (slot >= 0) {
            remove(slot);
        }
    }

    private void remove(int slot) {
        if (!notes.isEmpty()) {
            notes.remove(new InQueue(live.place(slot), live.queue(slot)));
        }
        count(slot, -1);
        live.remove(slot);
    }

    private void count(int slot, int sign) {
        long bytes = sign * (long) (live.length(slot) + Frame.HEADER);
        allLiveBytes += bytes;
        liveBytes.merge(live.segment(slot), bytes, (before, more) -> before + more == 0 ? null : before + more);
    }

    @Override
    public void released(Released released) {
        note(
                released.place(),
                released.queue(),
                note -> new Note(Math.max(note.released(), released.count()), note.sequence()));
    }

    @Override
    public void due(Due due) {
        note(due.place(), due.queue(), note -> new Note(note.released(), due.sequence()));
        lastPlace = Math.max(lastPlace, due.sequence());
    }

    private void note(long place, long queue, java.util.function.UnaryOperator<Note> change) {
        if (live.find(place, queue) >= 0) {
            InQueue key = new InQueue(place, queue);
            notes.put(key, change.apply(notes.getOrDefault(key, Note.NONE)));
        }
    }

    @Override
    public void queueAdded(QueueAdded queue) {
        add(queue.queue(), queue);
    }

    @Override
    public void subscriptionAdded(SubscriptionAdded subscription) {
        add(subscription.queue(), subscription);
    }

    private void add(long queue, StoreRecord made) {
        queues.put(queue, new Queue(made));
        lastQueue = Math.max(lastQueue, queue);
    }

    @Override
    public void queueRemoved(QueueRemoved queue) {
        queues.remove(queue.queue());
    }

    @Override
    public void handedOut(HandedOut queue) {
        Queue found = queues.get(queue.queue());
        if (found != null) {
            found.handedOut = true;
        }
    }

    @Override
    public void suspect(long queue, long below) {
        Queue found = queues.get(queue);
        if (found != null) {
            found.suspectBelow = below;
            found.handedOut = false;
        }
    }

    @Override
    public void prepared(Prepared branch) {
        prepared.put(branch.branch(), branch);
    }

    @Override
    public void branchEnded(BranchEnded ended) {
        prepared.remove(ended.branch());
        switch (ended.outcome()) {
            case HEURISTICALLY_COMMITTED, HEURISTICALLY_ROLLED_BACK -> completed.put(ended.branch(), ended.outcome());
            case COMMITTED, ROLLED_BACK, FORGOTTEN -> completed.remove(ended.branch());
        }
    }

    @Override
    public void counters(long place, long queue) {
        lastPlace = Math.max(lastPlace, place);
        lastQueue = Math.max(lastQueue, queue);
    }

    /** The log was closed here: whatever was handed out has been settled or has come back. */
    void closed() {
        for (Queue queue : queues.values()) {
            queue.handedOut = false;
        }
    }

    // ---- what they amount to ----

    /** All but the messages, as records. */
    byte[] snapshot() {
        RecordWriter out = new RecordWriter(64 + 64 * queues.size());
        out.counters(lastPlace, lastQueue);
        queues.forEach((id, queue) -> {
            out.write(queue.made);
            if (queue.suspectBelow != 0) {
                out.suspect(id, queue.suspectBelow);
            }
            if (queue.handedOut) {
                out.write(new HandedOut(id));
            }
        });
        prepared.values().forEach(out::write);
        completed.forEach((branch, outcome) -> out.write(new BranchEnded(branch, outcome)));
        return out.toArray();
    }

    /** Forgets all but the messages: a snapshot follows. */
    void forgetAllButMessages() {
        queues.clear();
        prepared.clear();
        completed.clear();
        segment = NOWHERE;
    }

    /** What has to be written after a crash: messages of these queues may have been delivered. Null if there are none. */
    byte @Nullable [] suspicions() {
        RecordWriter out = new RecordWriter(64);
        boolean any = false;
        for (Map.Entry<Long, Queue> queue : queues.entrySet()) {
            if (queue.getValue().handedOut) {
                out.suspect(queue.getKey(), lastPlace + 1);
                any = true;
            }
        }
        return any ? out.toArray() : null;
    }

    /** Forgets messages of queues that are gone, whose settlements a crash may have cut off. */
    void dropOrphans() {
        List<InQueue> orphans = new ArrayList<>();
        for (int slot = 0; slot < live.slots(); slot++) {
            if (live.isUsed(slot) && !queues.containsKey(live.queue(slot))) {
                orphans.add(new InQueue(live.place(slot), live.queue(slot)));
            }
        }
        for (InQueue orphan : orphans) {
            settled(new Settled(orphan.queue(), orphan.place()));
        }
    }

    /** The number of the oldest segment with a live message; that of the last if none has one. */
    long oldestLive(long last) {
        return liveBytes.isEmpty() ? last : Math.min(last, liveBytes.firstKey());
    }

    long liveBytes() {
        return allLiveBytes;
    }

    long lastPlace() {
        return lastPlace;
    }

    long lastQueue() {
        return lastQueue;
    }

    /** Where a live message is; null if it has left. */
    @Nullable
    Location locate(long place, long queue) {
        int slot = live.find(place, queue);
        return slot < 0 ? null : new Location(live.segment(slot), live.offset(slot), live.length(slot));
    }

    /**
     * Where an envelope is.
     *
     * @param segment the segment's number
     * @param offset in its file, of the checksum
     * @param length without the checksum
     */
    record Location(long segment, int offset, int length) {}

    /** The queues where a message still is that was found there, and what has happened to it. */
    List<Copy> liveCopies(Message message, long inSegment, int payloadAt) {
        List<Copy> copies = new ArrayList<>(1);
        for (Copy copy : message.copies()) {
            int slot = live.find(message.place(), copy.queue());
            boolean here = slot >= 0
                    && live.segment(slot) == inSegment
                    && live.offset(slot) == payloadAt + message.envelopeAt();
            if (here) {
                Note note = notes.getOrDefault(new InQueue(message.place(), copy.queue()), Note.NONE);
                copies.add(new Copy(copy.queue(), note.released(), note.sequence()));
            }
        }
        return copies;
    }

    /** Tells of everything. What only this needs is forgotten then. */
    void replay(StoreReplay into) throws StoreException {
        for (Queue queue : queues.values()) {
            if (queue.made instanceof QueueAdded added) {
                into.queue(added, queue.suspectBelow);
            } else if (queue.made instanceof SubscriptionAdded added) {
                into.subscription(added, queue.suspectBelow);
            }
        }
        prepared.values().forEach(into::prepared);
        completed.forEach(into::completed);
        replayMessages(into);
        live.forgetTimes();
    }

    /** In the order in which they stand: nearly all stand where their place is. */
    private void replayMessages(StoreReplay into) throws StoreException {
        TreeMap<Long, List<Kept>> moved = new TreeMap<>();
        for (Map.Entry<InQueue, Note> note : notes.entrySet()) {
            if (note.getValue().sequence() != 0) {
                Kept kept = kept(live.find(note.getKey().place(), note.getKey().queue()));
                moved.computeIfAbsent(kept.sequence(), any -> new ArrayList<>(1))
                        .add(kept);
            }
        }
        for (int slot : live.inOrder()) {
            Kept kept = kept(slot);
            while (!moved.isEmpty() && moved.firstKey() < kept.sequence()) {
                tell(into, moved.pollFirstEntry().getValue());
            }
            if (kept.sequence() == kept.place()) {
                into.message(kept);
            }
        }
        while (!moved.isEmpty()) {
            tell(into, moved.pollFirstEntry().getValue());
        }
    }

    private static void tell(StoreReplay into, List<Kept> messages) throws StoreException {
        for (Kept message : messages) {
            into.message(message);
        }
    }

    private Kept kept(int slot) {
        long place = live.place(slot);
        long queue = live.queue(slot);
        Note note = notes.isEmpty() ? Note.NONE : notes.getOrDefault(new InQueue(place, queue), Note.NONE);
        boolean due = note.sequence() != 0;
        return new Kept(
                queue,
                place,
                due ? note.sequence() : place,
                live.priority(slot),
                live.expiration(slot),
                due ? 0 : live.deliveryTime(slot),
                note.released(),
                live.isGrouped(slot));
    }
}
