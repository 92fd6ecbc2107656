package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.store.journal.Disk.DiskFile;

@Timeout(60)
class AheadTest {
    private static final int SIZE = 4096;
    private static final Segment NEXT = new Segment(new UUID(1, 2), 2, 1, SIZE, 1);

    @TempDir
    Path directory;

    /** A disk whose background work is done in another way. */
    private static final class Other extends ForwardingDisk {
        private final Consumer<Runnable> runs;

        Other(Disk disk, Consumer<Runnable> runs) {
            super(disk);
            this.runs = runs;
        }

        @Override
        public void background(Runnable task) {
            runs.accept(task);
        }
    }

    private Disk disk() {
        return new FileDisk(directory);
    }

    @Test
    void madeOnAThread_getsItsName() throws IOException {
        Ahead ahead = new Ahead(disk());
        ahead.make(SIZE);
        try (DiskFile file = ahead.takeFor(NEXT)) {
            assertThat(file).isNotNull();
            assertThat(file.size()).isEqualTo(SIZE);
        }
        assertThat(disk().list()).containsExactly(NEXT.fileName());
    }

    @Test
    void ofAnotherSize_isGivenBack() throws IOException {
        Ahead ahead = new Ahead(disk());
        ahead.make(2 * SIZE);
        assertThat(ahead.takeFor(NEXT)).isNull();
        assertThat(disk().list()).isEmpty();
    }

    @Test
    void givenUpWhileItIsMade_leavesNothing() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        Ahead ahead = new Ahead(new Other(
                disk(),
                task -> new Thread(() -> {
                            awaitQuietly(asked);
                            task.run();
                        })
                        .start()));
        ahead.make(SIZE);
        asked.countDown();
        assertThat(ahead.giveUp()).isTrue();
        assertThat(disk().list()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noThreadToBeHad_isNoFailure() throws IOException {
        Ahead ahead = new Ahead(new Other(disk(), task -> {
            throw new OutOfMemoryError("as if");
        }));
        ahead.make(SIZE);
        assertThat(ahead.takeFor(NEXT)).isNull();
        assertThat(ahead.giveUp()).isFalse();
    }

    @Test
    void fileThatCannotBeMade_isNotTriedAgainForTheSameSegment() throws IOException {
        int[] tries = new int[1];
        Ahead ahead = new Ahead(new Other(disk(), task -> {
            tries[0]++;
            task.run();
        }));
        disk().create("segment.new", 1).close();
        ahead.make(SIZE);
        ahead.make(SIZE);
        assertThat(ahead.giveUp()).isFalse();
        ahead.make(SIZE);
        assertThat(tries[0]).isEqualTo(1);
        assertThat(ahead.takeFor(NEXT)).isNull();
        ahead.make(SIZE);
        try (DiskFile file = ahead.takeFor(NEXT)) {
            assertThat(file).isNotNull();
        }
    }
}
