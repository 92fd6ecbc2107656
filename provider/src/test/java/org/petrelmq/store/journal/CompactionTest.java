package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.message.Envelopes;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.Settled;

/** Old segments go though something lives in them, and what lives can be read all the time. */
class CompactionTest {
    private static final StoreCompletion IGNORED = new StoreCompletion() {
        @Override
        public void stored() {
            // What is looked at is what can be read.
        }

        @Override
        public void failed(StoreException cause) {
            throw new AssertionError(cause);
        }
    };

    @TempDir
    Path directory;

    private JournalStore open() throws IOException {
        return JournalStore.open(
                new FileDisk(directory), new Sizes(16 << 10, 64 << 10, 16 << 10, 32 << 10), true, new UUID(1, 2), null);
    }

    private static Enqueued send(JournalStore store, String text) throws StoreException {
        Enqueued message = new Enqueued(Envelopes.text(text), 1);
        store.append(message, IGNORED);
        store.sync();
        return message;
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Segment.isName(file.getFileName().toString()))
                    .count();
        }
    }

    /** F29: messages are read back by several threads while their segments are copied forward and deleted. */
    @Test
    void messagesOfOldSegments_canBeReadWhileTheyAreMoved() throws Exception {
        try (JournalStore store = open()) {
            store.append(List.<StoreRecord>of(new QueueAdded(1, "q")), IGNORED);
            List<Enqueued> living = new ArrayList<>();
            AtomicBoolean done = new AtomicBoolean();
            for (int i = 0; i < 100; i++) {
                living.add(send(store, "living " + i));
            }
            List<CompletableFuture<Long>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                CompletableFuture<Long> result = new CompletableFuture<>();
                readers.add(result);
                new Thread(() -> read(store, living, done, result), "reader-" + reader).start();
            }
            for (int i = 0; i < 3_000; i++) {
                Enqueued passing = send(store, "passing " + "x".repeat(500));
                store.append(List.<StoreRecord>of(new Settled(1, passing.place())), IGNORED);
            }
            done.set(true);
            for (CompletableFuture<Long> reader : readers) {
                assertThat(reader.get(1, TimeUnit.MINUTES)).isGreaterThan(100);
            }
            // Two megabytes have passed.
            assertThat(segments()).isLessThan(10);
        }
        try (JournalStore store = open()) {
            assertThat(store.read(1, 1)).isEqualTo(Envelopes.text("living 0"));
            assertThat(store.read(1, 100)).isEqualTo(Envelopes.text("living 99"));
        }
        assertThat(directory.resolve(Segment.fileName(1))).doesNotExist();
    }

    private static void read(
            JournalStore store, List<Enqueued> living, AtomicBoolean done, CompletableFuture<Long> result) {
        long count = 0;
        try {
            while (!done.get()) {
                for (Enqueued message : living) {
                    assertThat(store.read(1, message.place())).isEqualTo(message.envelope());
                    count++;
                }
            }
            result.complete(count);
        } catch (StoreException | AssertionError e) {
            result.completeExceptionally(e);
        }
    }
}
