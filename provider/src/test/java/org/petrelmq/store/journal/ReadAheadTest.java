package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.petrelmq.store.journal.Disk.DiskFile;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

class ReadAheadTest {
    private static final int SIZE = 200_000;

    private final byte[] content = new byte[SIZE];
    private final SimulatedDisk disk = new SimulatedDisk(1, Fault.NONE);
    private final ReadAhead ahead = new ReadAhead();

    private int reads;
    private boolean failing;

    /** The file of a segment whose reads are counted and may fail. */
    private DiskFile file() throws IOException {
        new Random(7).nextBytes(content);
        DiskFile file = disk.create("file", SIZE);
        file.write(0, content);
        return new DiskFile() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public byte[] read(long offset, int length) throws IOException {
                reads++;
                if (failing) {
                    throw new IOException("as if");
                }
                return file.read(offset, length);
            }

            @Override
            public void write(long offset, byte[] bytes, int length) {
                throw new AssertionError("written to");
            }

            @Override
            public void writeSynced(long offset, byte[] bytes, int length) {
                throw new AssertionError("written to");
            }

            @Override
            public void sync() {
                throw new AssertionError("synced");
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    private void assertReads(DiskFile file, int offset, int length) throws IOException {
        ByteBuffer read = ahead.read(1, file, offset, length);
        assertThat(read).isEqualTo(ByteBuffer.wrap(content, offset, Math.min(length, SIZE - offset)));
    }

    @Test
    void inARow_takesAReadForMany() throws IOException {
        DiskFile file = file();
        for (int at = 0; at + 1000 < SIZE; at += 1100) {
            assertReads(file, at, 1000);
        }
        assertThat(reads).isLessThan(6);
    }

    @Test
    void hereAndThere_readsNoMoreThanWasAskedFor() throws IOException {
        DiskFile file = file();
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            assertReads(file, random.nextInt(SIZE), 1 + random.nextInt(5000));
        }
        for (int at = SIZE - 4000; at < SIZE; at += 100) {
            assertReads(file, at, 100);
        }
        assertReads(file, 0, SIZE);
        assertReads(file, 10, SIZE);
    }

    @Test
    void anotherSegment_isNotTakenForTheLastOne() throws IOException {
        DiskFile file = file();
        assertReads(file, 0, 100);
        assertReads(file, 100, 100);
        disk.delete("file");
        new Random(8).nextBytes(content);
        DiskFile other = disk.create("other", SIZE);
        other.write(0, content);
        assertThat(ahead.read(2, other, 200, 100)).isEqualTo(ByteBuffer.wrap(content, 200, 100));
    }

    /** What was read before is not taken for what could not be read. */
    @Test
    void afterAReadThatFailed_theSameIsReadAgain() throws IOException {
        DiskFile file = file();
        assertReads(file, 0, 1000);
        failing = true;
        assertThatThrownBy(() -> ahead.read(1, file, 50_000, 1000)).hasMessage("as if");
        failing = false;
        assertReads(file, 50_000, 1000);
    }
}
