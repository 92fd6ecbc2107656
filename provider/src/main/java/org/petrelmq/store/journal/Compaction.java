package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.MalformedEnvelopeException;
import org.petrelmq.store.journal.RecordReader.Message;
import org.petrelmq.store.journal.RecordWriter.Copy;

/**
 * Keeps the journal's size in proportion to what is live: while it is larger than twice that, the live messages of its oldest
 * segment are written again at its end, a few with each group, so that nobody waits for all of it. For the one who writes.
 *
 * <p>A copy is made of what is live when everything before it in the log has been applied; so it never repeats what has been
 * settled, even if the settlement itself is gone with its segment some day.
 */
final class Compaction {
    /** So many copied bytes for each that is written: the oldest segment is done before the journal has grown by it. */
    private static final int PACE = 2;

    private static final int LEAST = 16 << 10;

    private final JournalState state;
    private @Nullable FrameLog log;

    private @Nullable FrameReader reader;
    private long segment;
    private int at;

    /** Whether anything of the segment has been copied. */
    private boolean copied;

    /** The number of a segment of which nothing can be copied any more; 0 if there is none. */
    private long stuck;

    Compaction(JournalState state) {
        this.state = state;
    }

    void use(FrameLog newLog) {
        log = newLog;
    }

    /** The next batches to be written again, of about as many bytes as those that have been written justify. */
    List<byte[]> next(long written) throws IOException {
        FrameLog journal = log;
        if (journal == null) {
            return List.of();
        }
        synchronized (state) {
            long oldest = state.oldestLive(journal.number());
            boolean worthwhile = journal.bytes(oldest) > 2 * state.liveBytes() + 2L * journal.lastSize();
            if (oldest == journal.number() || oldest == stuck || !worthwhile) {
                return List.of();
            }
            if (reader == null || segment != oldest) {
                reader = journal.frames(oldest);
                segment = oldest;
                at = Segment.HEADER;
                copied = false;
            }
            return copies(reader, Math.max(LEAST, PACE * written));
        }
    }

    private List<byte[]> copies(FrameReader frames, long wanted) throws IOException {
        List<byte[]> copies = new ArrayList<>();
        long bytes = 0;
        // Frames in which nothing lives cost time, too.
        for (long looked = 0; bytes < wanted && looked < 8 * wanted; ) {
            Frame frame = frames.at(at);
            if (frame == null) {
                endOfSegment(copies.isEmpty() && !copied);
                return copies;
            }
            int size = frame.size();
            byte[] copy = copyOf(frame);
            if (copy.length > 0) {
                copied = true;
                copies.add(copy);
                bytes += copy.length;
            }
            at += size;
            looked += size;
        }
        return copies;
    }

    /**
     * Copies that found no room on a full disk are made again. If there were none though something lives here, it lies behind
     * damage: there it stays, and whoever reads it is told.
     */
    private void endOfSegment(boolean nothingCopied) {
        stuck = nothingCopied ? segment : 0;
        reader = null;
    }

    private byte[] copyOf(Frame frame) throws IOException {
        if (frame.kind() != FrameWriter.Kind.BATCH.code) {
            return new byte[0];
        }
        ByteBuffer payload = frame.payload();
        RecordWriter out = new RecordWriter(1024);
        int payloadAt = at + Frame.HEADER;
        RecordReader.read(payload.duplicate(), new RecordReader.Visitor() {
            @Override
            public void enqueued(Message message) throws DamagedJournalException {
                List<Copy> copies = state.liveCopies(message, segment, payloadAt);
                if (!copies.isEmpty()) {
                    out.again(message, copies, envelopeOf(message, payload));
                }
            }
        });
        return out.toArray();
    }

    private static byte[] envelopeOf(Message message, ByteBuffer payload) throws DamagedJournalException {
        try {
            return RecordReader.checked(payload.slice(message.envelopeAt(), RecordReader.CHECKSUM + message.length()));
        } catch (MalformedEnvelopeException e) {
            throw new DamagedJournalException("A message cannot be copied: it has been damaged.", e);
        }
    }
}
