package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What a log asks and tells, all under its own lock: its records are those of a state, whose monitor is held for it. */
final class StateKeeper implements Keeper {
    private final JournalState state;
    private final Compaction compaction;

    StateKeeper(JournalState state, Compaction compaction) {
        this.state = state;
        this.compaction = compaction;
    }

    @Override
    public void apply(ByteBuffer payload, long segment, int offset) throws DamagedJournalException {
        synchronized (state) {
            state.at(segment, offset);
            RecordReader.read(payload, state);
        }
    }

    @Override
    public void snapshot(ByteBuffer payload) throws DamagedJournalException {
        synchronized (state) {
            state.forgetAllButMessages();
            RecordReader.read(payload, state);
        }
    }

    @Override
    public void closed() {
        synchronized (state) {
            state.closed();
        }
    }

    @Override
    public byte[] snapshot() {
        synchronized (state) {
            return state.snapshot();
        }
    }

    @Override
    public long oldestNeeded(long last) {
        synchronized (state) {
            return state.oldestLive(last);
        }
    }

    @Override
    public List<byte[]> copiesForward(long bytes) throws IOException {
        return compaction.next(bytes);
    }
}
