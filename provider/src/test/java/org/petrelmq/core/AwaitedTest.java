package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.petrelmq.store.ForwardingStore;
import org.petrelmq.store.MemoryStore;
import org.petrelmq.store.StoreException;

/** A batch is kept or not as the store has told of it, whatever fails besides. */
class AwaitedTest {
    private final StoreException broken = new StoreException("The device is broken.", null);

    /** A batch from which something follows that fails. */
    private static final class Unlucky extends Awaited {
        @Override
        void kept() {
            throw new IllegalStateException("What follows fails.");
        }
    }

    private static final class Quiet extends Awaited {
        @Override
        void kept() {}
    }

    /** Whose device fails at each sync, after it has told a batch how it has ended. */
    private final class BrokenStore extends ForwardingStore {
        private final Runnable telling;

        BrokenStore(Runnable telling) {
            super(new MemoryStore());
            this.telling = telling;
        }

        @Override
        public void sync() throws StoreException {
            telling.run();
            throw broken;
        }
    }

    @Test
    void batch_whatFollowsFromItFails_isKept() {
        Awaited batch = new Unlucky();
        assertThatThrownBy(batch::stored).hasMessage("What follows fails.");
        assertThatCode(() -> batch.await(new BrokenStore(() -> {}))).doesNotThrowAnyException();
    }

    @Test
    void batch_thatIsKeptWhenTheDeviceFails_isKept() {
        Awaited batch = new Quiet();
        assertThatCode(() -> batch.await(new BrokenStore(batch::stored))).doesNotThrowAnyException();
    }

    @Test
    void batch_thatIsNotKept_orOfWhichNobodyKnows_fails() {
        Awaited told = new Quiet();
        assertThatThrownBy(() -> told.await(new BrokenStore(() -> told.failed(broken))))
                .isSameAs(broken);
        Awaited untold = new Quiet();
        assertThatThrownBy(() -> untold.await(new BrokenStore(() -> {}))).isSameAs(broken);
    }
}
