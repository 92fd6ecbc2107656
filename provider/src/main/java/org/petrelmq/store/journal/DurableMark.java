package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * How far the log is known to have been durable, in a file of its own. Frames prove only what comes before them, so nothing in
 * the segments tells a damaged end from a write that the power cut off. The mark is written after each group and waits for no
 * device: after a power cut it may be an older one, never one that says too much. It is written to two places in turn, so one
 * of them is always whole.
 *
 * <pre>
 *    0          8                  24         32      36
 *   ┌──────────┬──────────────────┬──────────┬───────┐
 *   │"PETRELMK"│   journal's ID   │ sequence │ CRC32C│   and the same at 512
 *   └──────────┴──────────────────┴──────────┴───────┘
 * </pre>
 *
 * @param journal the ID of the log
 * @param sequence all frames up to that one were durable
 */
record DurableMark(UUID journal, long sequence) {
    static final String FILE = "mark";

    private static final long MAGIC = 0x50455452454C4D4BL;
    private static final int LENGTH = 36;
    private static final int CHECKSUM_AT = 32;
    private static final long PLACE = 512;
    private static final int PLACES = 2;

    /** The last mark that can be read; null if there is none. */
    static @Nullable DurableMark read(Disk disk) throws IOException {
        if (!disk.list().contains(FILE)) {
            return null;
        }
        DurableMark last = null;
        try (DiskFile file = disk.openToRead(FILE)) {
            for (int place = 0; place < PLACES; place++) {
                boolean isThere = file.size() >= place * PLACE + LENGTH;
                DurableMark mark = isThere ? of(ByteBuffer.wrap(file.read(place * PLACE, LENGTH))) : null;
                if (mark != null && (last == null || mark.sequence > last.sequence)) {
                    last = mark;
                }
            }
        }
        return last;
    }

    private static @Nullable DurableMark of(ByteBuffer bytes) {
        if (bytes.getLong(0) != MAGIC || bytes.getInt(CHECKSUM_AT) != checksum(bytes)) {
            return null;
        }
        return new DurableMark(new UUID(bytes.getLong(8), bytes.getLong(16)), bytes.getLong(24));
    }

    private byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        bytes.putLong(MAGIC)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putLong(sequence)
                .putInt(checksum(bytes));
        return bytes.array();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().position(0).limit(CHECKSUM_AT));
        return (int) checksum.getValue();
    }

    /** Writes marks. For the one who writes the log. */
    static final class Writer implements AutoCloseable {
        private final UUID journal;
        private final DiskFile file;
        private int place;

        private Writer(UUID journal, DiskFile file) {
            this.journal = journal;
            this.file = file;
        }

        /** Opens the file, or makes it; null if there is no space for it: the next opening tries again. */
        static @Nullable Writer open(Disk disk, UUID journal) throws IOException {
            if (disk.list().contains(FILE)) {
                return new Writer(journal, disk.open(FILE));
            }
            DiskFile file;
            try {
                file = disk.create(FILE, PLACE * PLACES);
            } catch (IOException e) {
                // It only proves more: a store without one opens, too.
                return null;
            }
            Writer writer = new Writer(journal, file);
            boolean made = false;
            try {
                file.sync();
                disk.syncDirectory();
                made = true;
                return writer;
            } finally {
                if (!made) {
                    file.close();
                }
            }
        }

        void write(long sequence) throws IOException {
            file.write(place * PLACE, new DurableMark(journal, sequence).toBytes());
            place = (place + 1) % PLACES;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
