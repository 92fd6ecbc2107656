package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.EnvelopeCodec;
import org.petrelmq.message.MalformedEnvelopeException;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreReplay;
import org.petrelmq.store.journal.JournalState.Location;

/**
 * The store of a broker on disk: batches of records in a {@link FrameLog}, and what they amount to in a {@link JournalState}.
 * Only persistent messages in queues that outlive the process are kept. Thread-safe.
 */
final class JournalStore implements MessageStore {

    /** A batch of records, and who is told when it is kept. */
    private final class Pending extends Batch {
        private final ByteBuffer payload;
        private final int[] placesAt;
        private final List<StoreRecord> records;
        private final StoreCompletion completion;
        private final boolean grows;

        Pending(RecordWriter written, List<StoreRecord> records, boolean grows, StoreCompletion completion) {
            this.placesAt = written.placesAt();
            this.payload = written.written();
            this.records = records;
            this.grows = grows;
            this.completion = completion;
        }

        /** The order of places is the order in the log. */
        @Override
        void queued() {
            int kept = 0;
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i) instanceof Enqueued message) {
                    long place = nextPlace();
                    boolean isKept = isKept(message);
                    message.assign(place, isKept);
                    if (isKept) {
                        payload.putLong(placesAt[kept++], place);
                    }
                }
            }
        }

        @Override
        ByteBuffer payload() {
            return payload;
        }

        @Override
        boolean grows() {
            return grows;
        }

        @Override
        void complete() {
            IOException cause = failure;
            if (cause == null) {
                completion.stored();
            } else {
                completion.failed(asStoreException(cause));
            }
        }
    }

    private final JournalState state = new JournalState();
    private final AtomicLong places = new AtomicLong();
    private final Spill spill;
    private final FrameLog log;
    private final @Nullable AutoCloseable ownership;

    /**
     * Opens a store.
     *
     * @param ownership closed last; null if there is nothing to give up
     */
    private JournalStore(
            Disk disk,
            Sizes sizes,
            boolean synced,
            UUID id,
            @Nullable AutoCloseable ownership,
            UnaryOperator<Keeper> seam)
            throws IOException {
        this.ownership = ownership;
        this.spill = new Spill(disk, sizes.largest());
        Compaction compaction = new Compaction(state);
        Keeper keeper = seam.apply(new StateKeeper(state, compaction));
        this.log = FrameLog.open(disk, sizes, id, synced, keeper);
        compaction.use(log);
        places.set(state.lastPlace());
    }

    static JournalStore open(Disk disk, Sizes sizes, boolean synced, UUID id, @Nullable AutoCloseable ownership)
            throws IOException {
        return open(disk, sizes, synced, id, ownership, UnaryOperator.identity());
    }

    /** As {@link #open(Disk, Sizes, boolean, UUID, AutoCloseable)}, with a seam at which a test can plant mistakes. */
    static JournalStore open(
            Disk disk,
            Sizes sizes,
            boolean synced,
            UUID id,
            @Nullable AutoCloseable ownership,
            UnaryOperator<Keeper> seam)
            throws IOException {
        JournalStore store = new JournalStore(disk, sizes, synced, id, ownership, seam);
        boolean opened = false;
        try {
            store.beginEpoch();
            opened = true;
            return store;
        } finally {
            if (!opened) {
                store.log.giveUp();
            }
        }
    }

    private void beginEpoch() throws IOException {
        byte @Nullable [] suspicions;
        synchronized (state) {
            state.dropOrphans();
            suspicions = log.wasClean() ? null : state.suspicions();
        }
        if (suspicions != null) {
            log.append(suspicions);
            log.sync();
        }
    }

    // ---- records ----

    @Override
    public void append(List<StoreRecord> batch, StoreCompletion completion) {
        boolean anything = false;
        boolean grows = false;
        int size = 0;
        for (int i = 0; i < batch.size(); i++) {
            StoreRecord record = batch.get(i);
            boolean message = record instanceof Enqueued;
            anything |= !message || isKept((Enqueued) record);
            grows |= message || record instanceof Prepared;
            size += message ? sizeOf((Enqueued) record) : 64;
        }
        if (anything) {
            append(batch, size, grows && !endsBranch(batch), completion);
            return;
        }
        for (StoreRecord record : batch) {
            ((Enqueued) record).assign(nextPlace(), false);
        }
        completion.stored();
    }

    private static int sizeOf(Enqueued message) {
        return RecordWriter.expectedSize(EnvelopeCodec.expectedSize(message.envelope()), message.queueCount());
    }

    /** What was promised has to succeed as long as anything does. */
    private static boolean endsBranch(List<StoreRecord> batch) {
        return batch.get(0) instanceof BranchEnded;
    }

    private void append(List<StoreRecord> batch, int size, boolean grows, StoreCompletion completion) {
        RecordWriter out = new RecordWriter(size);
        for (int i = 0; i < batch.size(); i++) {
            StoreRecord record = batch.get(i);
            if (!(record instanceof Enqueued message) || isKept(message)) {
                out.write(record);
            }
        }
        try {
            log.append(new Pending(out, batch, grows, completion));
        } catch (IOException e) {
            completion.failed(asStoreException(e));
        }
    }

    private boolean isKept(Enqueued message) {
        return message.queueCount() > 0 && mayKeep(message.envelope());
    }

    @Override
    public boolean mayKeep(Envelope message) {
        return message.stamp().persistent();
    }

    @Override
    public void sync() throws StoreException {
        try {
            log.sync();
        } catch (IOException e) {
            throw asStoreException(e);
        }
    }

    private static StoreException asStoreException(IOException e) {
        return e instanceof DiskFullException
                ? StoreException.full(String.valueOf(e.getMessage()), e)
                : new StoreException(String.valueOf(e.getMessage()), e);
    }

    @Override
    public long nextPlace() {
        return places.incrementAndGet();
    }

    // ---- messages ----

    @Override
    public Envelope read(long queue, long place) throws StoreException {
        Location before = null;
        IOException failed = null;
        while (true) {
            Location location;
            synchronized (state) {
                location = state.locate(place, queue);
            }
            if (location == null || location.equals(before)) {
                throw new StoreException(
                        "The message at place " + place + " of queue " + queue
                                + (location == null ? " is not there." : " cannot be read."),
                        failed);
            }
            try {
                return read(location);
            } catch (IOException e) {
                // It may have been copied forward meanwhile, and its old place be gone.
                before = location;
                failed = e;
            }
        }
    }

    private Envelope read(Location location) throws IOException {
        ByteBuffer bytes = log.read(location.segment(), location.offset(), RecordReader.CHECKSUM + location.length());
        try {
            return RecordReader.envelope(bytes);
        } catch (MalformedEnvelopeException e) {
            throw new DamagedJournalException(
                    Segment.fileName(location.segment()) + " is damaged at offset " + location.offset() + ".", e);
        }
    }

    @Override
    public long pageOut(Envelope envelope) throws StoreException {
        try {
            return spill.write(envelope);
        } catch (IOException e) {
            throw StoreException.full("A message cannot be written out of the heap: " + e.getMessage(), e);
        }
    }

    @Override
    public Envelope readPaged(long location) throws StoreException {
        try {
            return spill.read(location);
        } catch (IOException | MalformedEnvelopeException e) {
            throw new StoreException("The message at location " + location + " cannot be read.", e);
        }
    }

    @Override
    public void discard(long location) {
        spill.discard(location);
    }

    // ---- begin and end ----

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void replay(StoreReplay into) throws StoreException {
        synchronized (state) {
            state.replay(into);
        }
    }

    @Override
    public long lastQueue() {
        synchronized (state) {
            return state.lastQueue();
        }
    }

    @Override
    public void halt() {
        log.halt();
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            System.getLogger("org.petrelmq.store")
                    .log(System.Logger.Level.ERROR, "The journal could not be closed cleanly.", e);
        }
        spill.close();
        giveUpOwnership();
    }

    private void giveUpOwnership() {
        if (ownership != null) {
            try {
                ownership.close();
            } catch (Exception e) {
                System.getLogger("org.petrelmq.store")
                        .log(System.Logger.Level.ERROR, "The store's directory could not be given up.", e);
            }
        }
    }
}
