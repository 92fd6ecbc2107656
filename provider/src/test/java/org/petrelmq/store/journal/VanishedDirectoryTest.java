package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.message.Envelopes;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.QueueAdded;

/** Somebody removes the directory of a store that is open. */
class VanishedDirectoryTest {
    /** More than the files that are open have room for. */
    private static final int ENOUGH = 1_000;

    private final List<StoreException> failures = new ArrayList<>();
    private final StoreCompletion completion = new StoreCompletion() {
        @Override
        public void stored() {}

        @Override
        public void failed(StoreException cause) {
            failures.add(cause);
        }
    };

    /** That a new file cannot be made is not for want of space: what is promised from now on would be lost. */
    @ParameterizedTest
    @ValueSource(ints = {32 << 10, Integer.MAX_VALUE})
    void store_fails_andIsNotFull(int ahead, @TempDir Path parent) throws Exception {
        Path directory = Files.createDirectory(parent.resolve("store"));
        try (JournalStore store = JournalStore.open(
                new FileDisk(directory), new Sizes(16 << 10, 64 << 10, 16 << 10, ahead), true, new UUID(1, 2), null)) {
            store.append(List.<StoreRecord>of(new QueueAdded(1, "q")), completion);
            store.sync();
            remove(directory);
            for (int i = 0; i < ENOUGH && failures.isEmpty(); i++) {
                store.append(new Enqueued(Envelopes.text("x".repeat(500)), 1), completion);
                trySync(store);
            }
            assertThat(failures).isNotEmpty();
            assertThat(failures.get(0).isFull()).isFalse();
            assertThat(failures.get(0)).hasMessageContaining(directory.toString());
        }
    }

    private static void trySync(JournalStore store) {
        try {
            store.sync();
        } catch (StoreException e) {
            // The completion is told, too.
            return;
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
