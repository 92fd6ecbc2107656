package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.store.journal.SimulatedDisk.Fault;
import org.petrelmq.store.journal.SimulatedDisk.Survival;

class FrameLogTest {
    private static final UUID ID = new UUID(3, 4);
    private static final String FIRST = "0000000000000001.journal";
    private static final String SECOND = "0000000000000002.journal";

    @TempDir
    Path directory;

    private List<String> found = List.of();
    private final SimulatedDisk simulated = new SimulatedDisk(1, Fault.NONE);

    private FrameLog open(Disk disk) throws IOException {
        TestKeeper keeper = new TestKeeper();
        FrameLog log = FrameLog.open(disk, new Sizes(1024, 4096, 0, 4096), ID, true, keeper);
        found = List.copyOf(keeper.batches);
        return log;
    }

    private static void append(FrameLog log, String... batches) throws IOException {
        for (String batch : batches) {
            log.append(batch.getBytes(StandardCharsets.UTF_8));
        }
        log.sync();
    }

    @Test
    void synced_isThereAgain_inOrder() throws IOException {
        Disk disk = new FileDisk(directory);
        try (FrameLog log = open(disk)) {
            assertThat(log.wasClean()).isTrue();
            append(log, "a", "b");
            append(log, "x".repeat(3000), "");
        }
        try (FrameLog log = open(disk)) {
            assertThat(log.wasClean()).isTrue();
            append(log, "c");
        }
        open(disk).close();
        assertThat(found).containsExactly("a", "b", "x".repeat(3000), "", "c");
        assertThat(disk.list()).contains(FIRST, SECOND);
        assertThat(Files.size(directory.resolve(FIRST))).isEqualTo(1024);
    }

    @Test
    void notClosed_isNotClean() throws IOException {
        append(open(simulated), "a");
        simulated.restart(Survival.NOTHING);
        assertThat(open(simulated).wasClean()).isFalse();
        assertThat(found).containsExactly("a");
    }

    @Test
    void failedWrite_isNotTriedAgain_andNothingAfterItSucceeds() throws IOException {
        FrameLog log = open(simulated);
        append(log, "a");
        simulated.failAfter(0);
        assertThatThrownBy(() -> append(log, "b"))
                .isInstanceOf(IOException.class)
                .hasMessage("The disk failed.");
        assertThatThrownBy(log::sync).hasMessageContaining("The disk failed.");
        assertThatThrownBy(() -> append(log, "c")).hasMessageContaining("until it is opened again");
        log.close();
        open(simulated);
        assertThat(found).startsWith("a").doesNotContain("c");
    }

    @Test
    void halted_refusesWhatIsUnwritten_keepsWhatIs_andIsNotClean() throws IOException {
        FrameLog log = open(simulated);
        append(log, "a");
        List<IOException> told = new ArrayList<>();
        log.append(new NoticedBatch() {
            @Override
            void complete() {
                told.add(failure);
            }
        });
        log.halt();
        log.halt();
        assertThat(told).hasSize(1).doesNotContainNull();
        assertThatThrownBy(log::sync).hasMessageContaining("halted");
        assertThatThrownBy(() -> append(log, "c")).hasMessageContaining("halted");
        log.close();
        assertThat(open(simulated).wasClean()).isFalse();
        assertThat(found).containsExactly("a");
    }

    /** F20: an Error in the middle leaves a log that has failed, and of the batch nothing or all. */
    @Test
    void noHeapInAWrite_leavesALogThatHasFailed() throws IOException {
        FrameLog log = open(simulated);
        append(log, "a");
        Batch greedy = new NoticedBatch() {
            @Override
            ByteBuffer payload() {
                throw new OutOfMemoryError("as if");
            }
        };
        log.append(greedy);
        assertThatThrownBy(log::sync).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> append(log, "b")).hasMessageContaining("until it is opened again");
        simulated.restart(Survival.EVERYTHING);
        open(simulated);
        assertThat(found).containsExactly("a");
    }

    @Test
    void tornTail_isCutOffAtEveryByte() throws IOException {
        append(open(simulated), "a", "b");
        byte[] whole = simulated.open(FIRST).read(0, 1024);
        int last = endOfContent(whole);
        for (int cut = Segment.HEADER; cut < last; cut++) {
            SimulatedDisk disk = new SimulatedDisk(cut, Fault.NONE);
            byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, cut), 1024);
            try (Disk.DiskFile file = disk.create(FIRST, 1024)) {
                file.write(0, torn);
            }
            try (FrameLog log = open(disk)) {
                assertThat(List.of("a", "b").subList(0, found.size())).isEqualTo(found);
                append(log, "c");
            }
            List<String> expected = new ArrayList<>(found);
            expected.add("c");
            open(disk).close();
            assertThat(found).isEqualTo(expected);
        }
    }

    private static int endOfContent(byte[] bytes) {
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /** Every bit of a log of three groups: what comes after it proves the first two, so nothing of them is lost silently. */
    @Test
    void flippedBit_isRefusedOrHarmless_wrongBytesNever() throws IOException {
        FrameLog log = open(simulated);
        append(log, "first");
        append(log, "second");
        append(log, "third");
        int bits = 8 * endOfContent(simulated.open(FIRST).read(0, 1024));
        int refused = 0;
        for (int bit = 0; bit < bits; bit++) {
            SimulatedDisk disk = new SimulatedDisk(bit, Fault.NONE);
            try (Disk.DiskFile copy = disk.create(FIRST, 1024)) {
                copy.write(0, simulated.open(FIRST).read(0, 1024));
            }
            disk.flip(FIRST, bit);
            try (FrameLog again = open(disk)) {
                assertThat(again.wasClean()).isFalse();
                assertThat(List.of("first", "second", "third").subList(0, found.size()))
                        .isEqualTo(found);
                assertThat(found).as("bit %d", bit).hasSizeGreaterThanOrEqualTo(2);
            } catch (DamagedJournalException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(bits / 2);
    }

    @Test
    void damage_isNamedWithFileOffsetAndSequence() throws IOException {
        FrameLog log = open(simulated);
        append(log, "first");
        append(log, "second");
        append(log, "third");
        simulated.flip(FIRST, 8 * (Segment.HEADER + 2 * 40 + 4));
        assertThatThrownBy(() -> open(simulated))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContaining(FIRST)
                .hasMessageContaining("offset " + (Segment.HEADER + 2 * 40))
                .hasMessageContaining("sequence 3 was durable when the frame at offset");
    }

    @Test
    void missingSegment_isRefused() throws IOException {
        FrameLog log = open(simulated);
        for (int i = 0; i < 5; i++) {
            append(log, "x".repeat(900));
        }
        simulated.delete(SECOND);
        assertThatThrownBy(() -> open(simulated))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContaining(SECOND + " is missing");
    }

    @Test
    void laterFormat_isRefused() throws IOException {
        byte[] header = new byte[1024];
        try (Disk.DiskFile file = simulated.create(FIRST, 1024)) {
            new Segment(ID, 1, 1, 1024, 1).writeTo(file);
            System.arraycopy(file.read(0, Segment.HEADER), 0, header, 0, Segment.HEADER);
            header[11] = 2;
            java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
            checksum.update(header, 0, 60);
            java.nio.ByteBuffer.wrap(header).putInt(60, (int) checksum.getValue());
            file.write(0, header);
        }
        assertThatThrownBy(() -> open(simulated))
                .hasMessageContaining("format 2")
                .hasMessageContaining("reads format 1");
    }

    @Test
    void batchThatLooksLikeFrames_isNotTakenForThem() throws IOException {
        FrameLog log = open(simulated);
        java.nio.ByteBuffer forged = java.nio.ByteBuffer.allocate(4 + 48);
        forged.position(4);
        new Frame(9, 5, 4, 3, java.nio.ByteBuffer.allocate(8)).put(forged, new UUID(0, 0));
        log.append(forged.array());
        log.sync();
        simulated.restart(Survival.NOTHING);
        open(simulated);
        assertThat(found).hasSize(1);
    }

    @Test
    void interruptedCallers_doNotCloseTheFile() throws Exception {
        try (FrameLog log = open(new FileDisk(directory))) {
            for (int i = 0; i < 50; i++) {
                Thread.currentThread().interrupt();
                append(log, "x".repeat(500));
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        open(new FileDisk(directory)).close();
        assertThat(found).hasSize(50);
    }

    private static class NoticedBatch extends Batch {
        volatile boolean completed;

        @Override
        void complete() {
            completed = true;
        }

        @Override
        void queued() {
            // Its place does not matter.
        }

        @Override
        ByteBuffer payload() {
            return ByteBuffer.allocate(100);
        }

        @Override
        boolean grows() {
            return true;
        }
    }

    @Test
    void completionThatThrows_doesNotKeepOthersFromTheirs() throws IOException {
        try (FrameLog log = open(simulated)) {
            log.append(new NoticedBatch() {
                @Override
                void complete() {
                    throw new IllegalStateException("a mistake");
                }
            });
            NoticedBatch other = new NoticedBatch();
            log.append(other);
            assertThatThrownBy(log::sync).hasMessage("a mistake");
            assertThat(other.completed).isTrue();
            append(log, "a");
        }
        open(simulated);
        assertThat(found).endsWith("a");
    }

    @Test
    void manyThreads_eachFindsItsOwnDurable() throws Exception {
        int threads = 8;
        CountDownLatch done = new CountDownLatch(threads);
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (FrameLog log = open(new FileDisk(directory))) {
            for (int t = 0; t < threads; t++) {
                new Thread(() -> {
                            try {
                                for (int i = 0; i < 50; i++) {
                                    NoticedBatch batch = new NoticedBatch();
                                    log.append(batch);
                                    log.sync();
                                    assertThat(batch.completed).isTrue();
                                    assertThat(batch.failure).isNull();
                                }
                            } catch (IOException | AssertionError e) {
                                failures.add(e);
                            } finally {
                                done.countDown();
                            }
                        })
                        .start();
            }
            done.await();
        }
        assertThat(failures).isEmpty();
        open(new FileDisk(directory)).close();
        assertThat(found).hasSize(threads * 50);
    }
}
