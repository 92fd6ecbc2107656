package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.StoreReplay;

/**
 * Whatever payload a frame has: it is records, or a {@link DamagedJournalException}. What was read can be told, written as a
 * snapshot and read again.
 */
public final class RecordFuzz {
    private RecordFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
    }

    static void check(byte[] payload) {
        JournalState state = new JournalState();
        try {
            state.at(1, Segment.HEADER + Frame.HEADER);
            RecordReader.read(ByteBuffer.wrap(payload), state);
        } catch (DamagedJournalException e) {
            if (e.getMessage() == null || e.getMessage().length() > 500) {
                throw new AssertionError("a message that does not help", e);
            }
            return;
        }
        envelopes(payload);
        try {
            byte[] snapshot = state.snapshot();
            state.forgetAllButMessages();
            RecordReader.read(ByteBuffer.wrap(snapshot), state);
            if (!java.util.Arrays.equals(snapshot, state.snapshot())) {
                throw new AssertionError("A snapshot that was read is another one.");
            }
            state.replay(IGNORING);
        } catch (IOException | StoreException e) {
            throw new AssertionError("What was read cannot be written.", e);
        }
    }

    /** Those of messages are decoded when somebody wants them. */
    private static void envelopes(byte[] payload) {
        try {
            RecordReader.read(ByteBuffer.wrap(payload), new RecordReader.Visitor() {
                @Override
                public void enqueued(RecordReader.Message message) {
                    try {
                        RecordReader.envelope(ByteBuffer.wrap(payload)
                                .slice(message.envelopeAt(), RecordReader.CHECKSUM + message.length()));
                    } catch (org.petrelmq.message.MalformedEnvelopeException e) {
                        if (e.getMessage() == null) {
                            throw new AssertionError(e);
                        }
                    }
                }
            });
        } catch (DamagedJournalException e) {
            throw new AssertionError("It could be read before.", e);
        }
    }

    private static final StoreReplay IGNORING = new StoreReplay() {
        @Override
        public void queue(QueueAdded queue, long suspectBelow) {
            // Only told.
        }

        @Override
        public void subscription(SubscriptionAdded subscription, long suspectBelow) {
            // Only told.
        }

        @Override
        public void message(Kept message) {
            if (message.place() <= 0) {
                throw new AssertionError(message.toString());
            }
        }

        @Override
        public void prepared(Prepared branch) {
            // Only told.
        }

        @Override
        public void completed(BranchId branch, Outcome outcome) {
            // Only told.
        }
    };
}
