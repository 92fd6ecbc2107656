package org.petrelmq.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Remembers batches as text, and needs all of them for ever. */
final class TestKeeper implements Keeper {
    final List<String> batches = new ArrayList<>();

    static String text(ByteBuffer payload) {
        return StandardCharsets.UTF_8.decode(payload).toString();
    }

    @Override
    public void apply(ByteBuffer payload, long segment, int offset) {
        batches.add(text(payload));
    }

    @Override
    public void snapshot(ByteBuffer payload) {
        // There is nothing to be known beside the batches.
    }

    @Override
    public void closed() {
        // Nothing depends on it.
    }

    @Override
    public byte[] snapshot() {
        return new byte[0];
    }

    @Override
    public long oldestNeeded(long last) {
        return 1;
    }

    @Override
    public List<byte[]> copiesForward(long bytes) {
        return List.of();
    }
}
