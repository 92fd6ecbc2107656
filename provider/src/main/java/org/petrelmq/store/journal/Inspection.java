package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.MalformedEnvelopeException;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.QueueRemoved;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.StoreReplay;
import org.petrelmq.store.journal.Disk.DiskFile;
import org.petrelmq.store.journal.JournalState.Location;
import org.petrelmq.store.journal.LogScan.Damage;

/**
 * What a store amounts to that may be damaged: all that its valid frames say, what is wrong, and what cannot be told because
 * of it. Changes nothing. For one thread.
 */
final class Inspection implements AutoCloseable {

    /** A queue or subscription, and what is in it. */
    static final class FoundQueue {
        final StoreRecord made;

        /** Whether nothing says that the queue was made, so that its name is a guess. */
        final boolean guessed;

        /** Messages before that sequence may have been delivered. */
        long suspectBelow;

        final List<StoreReplay.Kept> messages = new ArrayList<>();

        FoundQueue(StoreRecord made, boolean guessed, long suspectBelow) {
            this.made = made;
            this.guessed = guessed;
            this.suspectBelow = suspectBelow;
        }

        String name() {
            if (made instanceof SubscriptionAdded subscription) {
                String clientId = subscription.clientId();
                return (clientId == null ? "" : clientId + ".") + subscription.name();
            }
            return ((QueueAdded) made).name();
        }
    }

    final JournalState state = new JournalState();
    final LogScan scan;
    final List<Damage> damages = new ArrayList<>();
    final Map<Long, FoundQueue> queues = new LinkedHashMap<>();
    final List<Prepared> prepared = new ArrayList<>();
    final Map<BranchId, Outcome> completed = new LinkedHashMap<>();

    long frames;
    long messages;

    /** How many messages may have been taken, should that be among what is lost. */
    long doubtful;

    private final Disk disk;
    private final Map<String, DiskFile> files = new LinkedHashMap<>();
    private final Set<Long> removed = new HashSet<>();

    /** Whether frames are lost that come after the last one that was read. */
    private boolean lostSince;

    /** The last place before the last damage; where the first frame is behind it. */
    private long placeBefore;

    private long resumedSegment;
    private int resumedAt;

    private Inspection(Disk disk) {
        this.disk = disk;
        this.scan = new LogScan(disk, new Frames());
    }

    /**
     * Looks at everything in a store that nobody has open.
     *
     * @throws DamagedJournalException if it is of a version that came after this code
     */
    static Inspection of(Disk disk) throws IOException {
        Inspection inspection = new Inspection(disk);
        boolean done = false;
        try {
            inspection.run();
            done = true;
            return inspection;
        } finally {
            if (!done) {
                inspection.close();
            }
        }
    }

    boolean isSound() {
        return damages.isEmpty();
    }

    /** Whether the last thing that is known of the store is that it was closed. */
    boolean isClosed() {
        return scan.closed && !lostSince;
    }

    Collection<FoundQueue> queues() {
        return queues.values();
    }

    // ---- frames ----

    private final class Frames implements LogScan.Reader {
        @Override
        public void frame(Frame frame, Segment segment, int offset) {
            frames++;
            if (lostSince) {
                lostSince = false;
                resumedSegment = segment.number();
                resumedAt = offset;
            }
            try {
                apply(frame, segment.number(), offset + Frame.HEADER);
            } catch (DamagedJournalException e) {
                damaged(new Damage(
                        segment.fileName(), offset, frame.sequence(), frame.sequence(), "is wrong: " + e.getMessage()));
            }
        }

        @Override
        public void damaged(Damage damage) {
            damages.add(damage);
            lostSince = true;
            placeBefore = state.lastPlace();
        }
    }

    private void apply(Frame frame, long segment, int at) throws DamagedJournalException {
        if (frame.kind() == FrameWriter.Kind.CLOSED.code) {
            state.closed();
        } else if (frame.kind() == FrameWriter.Kind.SNAPSHOT.code) {
            state.forgetAllButMessages();
            RecordReader.read(frame.payload(), state);
        } else if (frame.kind() == FrameWriter.Kind.BATCH.code) {
            ByteBuffer payload = frame.payload();
            RecordReader.read(payload.duplicate(), new RecordReader.Visitor() {
                @Override
                public void queueRemoved(QueueRemoved queue) {
                    removed.add(queue.queue());
                }
            });
            state.at(segment, at);
            RecordReader.read(payload, state);
        }
    }

    // ---- what they amount to ----

    private void run() throws IOException {
        scan.run();
        if (lostSince) {
            resumedSegment = Long.MAX_VALUE;
        }
        byte @Nullable [] suspicions = isClosed() ? null : state.suspicions();
        if (suspicions != null) {
            RecordReader.read(ByteBuffer.wrap(suspicions), state);
        }
        collect();
        readMessages();
        suspect();
    }

    private void collect() {
        try {
            state.replay(new StoreReplay() {
                @Override
                public void queue(QueueAdded queue, long suspectBelow) {
                    queues.put(queue.queue(), new FoundQueue(queue, false, suspectBelow));
                }

                @Override
                public void subscription(SubscriptionAdded subscription, long suspectBelow) {
                    queues.put(subscription.queue(), new FoundQueue(subscription, false, suspectBelow));
                }

                @Override
                public void message(Kept message) {
                    FoundQueue queue = queueOf(message);
                    if (queue != null) {
                        queue.messages.add(message);
                    }
                }

                @Override
                public void prepared(Prepared branch) {
                    prepared.add(branch);
                }

                @Override
                public void completed(BranchId branch, Outcome outcome) {
                    completed.put(branch, outcome);
                }
            });
        } catch (StoreException e) {
            throw new IllegalStateException("Nothing in here throws it.", e);
        }
    }

    /** Messages of a queue that was removed have been settled, too. If a queue is not known because of damage, they stay. */
    private @Nullable FoundQueue queueOf(StoreReplay.Kept message) {
        FoundQueue queue = queues.get(message.queue());
        if (queue == null && !isSound() && !removed.contains(message.queue())) {
            queue = new FoundQueue(new QueueAdded(message.queue(), guess(message)), true, 0);
            queues.put(message.queue(), queue);
        }
        return queue;
    }

    /** A queue has the name that its messages were sent to; what a subscription was is not known. */
    private String guess(StoreReplay.Kept message) {
        Address destination = destinationOf(message);
        String name = destination instanceof Address.Queue ? destination.name() : "salvaged." + message.queue();
        boolean taken = queues.values().stream()
                .anyMatch(other ->
                        other.made instanceof QueueAdded && other.name().equals(name));
        return taken ? name + ".salvaged." + message.queue() : name;
    }

    private @Nullable Address destinationOf(StoreReplay.Kept message) {
        try {
            return envelope(message).stamp().destination();
        } catch (IOException e) {
            // The message is judged when all are read.
            return null;
        }
    }

    /** Every message is read: its bytes have a checksum of their own. */
    private void readMessages() throws IOException {
        for (FoundQueue queue : queues.values()) {
            Set<StoreReplay.Kept> unreadable = new HashSet<>();
            for (StoreReplay.Kept message : queue.messages) {
                try {
                    envelope(message);
                } catch (DamagedJournalException e) {
                    Location location = locate(message);
                    damages.add(new Damage(
                            Segment.fileName(location.segment()),
                            location.offset(),
                            0,
                            0,
                            "has a message of " + queue.name() + " that cannot be read: " + e.getCause()));
                    unreadable.add(message);
                }
            }
            queue.messages.removeAll(unreadable);
            messages += queue.messages.size();
        }
    }

    private void suspect() {
        if (isSound()) {
            return;
        }
        long below = isClosed() ? placeBefore + 1 : state.lastPlace() + 1;
        for (FoundQueue queue : queues.values()) {
            queue.suspectBelow = Math.max(queue.suspectBelow, below);
            for (StoreReplay.Kept message : queue.messages) {
                Location location = locate(message);
                boolean before = location.segment() < resumedSegment
                        || (location.segment() == resumedSegment && location.offset() < resumedAt);
                doubtful += before ? 1 : 0;
            }
        }
    }

    // ---- messages ----

    private Location locate(StoreReplay.Kept message) {
        Location location = state.locate(message.place(), message.queue());
        if (location == null) {
            throw new IllegalStateException("The message at place " + message.place() + " has left.");
        }
        return location;
    }

    /** The messages, in the order of their places: in each the same message in all queues where it is. */
    Collection<List<StoreReplay.Kept>> byPlace() {
        TreeMap<Long, List<StoreReplay.Kept>> places = new TreeMap<>();
        for (FoundQueue queue : queues.values()) {
            for (StoreReplay.Kept message : queue.messages) {
                places.computeIfAbsent(message.place(), any -> new ArrayList<>(1))
                        .add(message);
            }
        }
        return places.values();
    }

    private Envelope envelope(StoreReplay.Kept message) throws IOException {
        try {
            return RecordReader.envelope(ByteBuffer.wrap(bytes(message)));
        } catch (MalformedEnvelopeException e) {
            throw new DamagedJournalException("A message is damaged.", e);
        }
    }

    /** The envelope of a message that was read before. */
    byte[] encoded(StoreReplay.Kept message) throws IOException {
        try {
            return RecordReader.checked(ByteBuffer.wrap(bytes(message)));
        } catch (MalformedEnvelopeException e) {
            throw new DamagedJournalException("A message has been damaged since it was read.", e);
        }
    }

    private byte[] bytes(StoreReplay.Kept message) throws IOException {
        Location location = locate(message);
        String name = Segment.fileName(location.segment());
        DiskFile file = files.get(name);
        if (file == null) {
            file = disk.openToRead(name);
            files.put(name, file);
        }
        return file.read(location.offset(), RecordReader.CHECKSUM + location.length());
    }

    @Override
    public void close() throws IOException {
        for (DiskFile file : files.values()) {
            file.close();
        }
    }
}
