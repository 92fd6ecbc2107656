package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * A file of the journal: a header, then frames. Its name is its number.
 *
 * <pre>
 *    0          8         12                 28         36              44         52         60      64
 *   ┌──────────┬─────────┬──────────────────┬──────────┬───────────────┬──────────┬──────────┬───────┐
 *   │"PETRELJN"│ version │   journal's ID   │  number  │first sequence │   size   │  oldest  │ CRC32C│
 *   └──────────┴─────────┴──────────────────┴──────────┴───────────────┴──────────┴──────────┴───────┘
 * </pre>
 *
 * @param journal the ID that all segments of a journal share
 * @param number from 1, without gaps; it fits into 31 bits
 * @param firstSequence of the first frame that it has or will have
 * @param size of the file, in bytes
 * @param oldest the number of the oldest segment that was needed when this one was made; it counts once this one has a frame
 */
record Segment(UUID journal, long number, long firstSequence, long size, long oldest) {
    static final int HEADER = 64;

    private static final int VERSION = 1;
    private static final long MAGIC = 0x50455452454C4A4EL;
    private static final int CHECKSUM_AT = 60;
    private static final String SUFFIX = ".journal";

    String fileName() {
        return fileName(number);
    }

    static String fileName(long number) {
        return String.format(Locale.ROOT, "%016d%s", number, SUFFIX);
    }

    /** The number in a name that is one of a segment. */
    static long numberOf(String name) {
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    static boolean isNumber(long number) {
        return number >= 1 && number <= Integer.MAX_VALUE;
    }

    static boolean isName(String name) {
        return name.matches("\\d{16}\\.journal");
    }

    /** Writes the header of a new file. */
    void writeTo(DiskFile file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putLong(MAGIC)
                .putInt(VERSION)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putLong(number)
                .putLong(firstSequence)
                .putLong(size)
                .putLong(oldest)
                .putInt(checksum(header));
        file.write(0, header.array());
    }

    /**
     * Reads a header; null if it is none, be it that the file never became durable.
     *
     * @param file its first bytes
     * @param length of the file
     * @throws DamagedJournalException if it is of a version that came after this code
     */
    static @Nullable Segment of(byte[] file, long length, String name) throws DamagedJournalException {
        if (length < HEADER) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(file);
        if (header.getLong(0) != MAGIC || header.getInt(CHECKSUM_AT) != checksum(header)) {
            return null;
        }
        int version = header.getInt(8);
        if (version != VERSION) {
            throw new DamagedJournalException(
                    name + " is of format " + version + "; this version of Petrel reads format " + VERSION + ".");
        }
        UUID journal = new UUID(header.getLong(12), header.getLong(20));
        Segment segment =
                new Segment(journal, header.getLong(28), header.getLong(36), header.getLong(44), header.getLong(52));
        return segment.isOf(name, length) ? segment : null;
    }

    private boolean isOf(String name, long length) {
        return isNumber(number)
                && fileName().equals(name)
                && size == length
                && firstSequence >= 1
                && oldest >= 1
                && oldest <= number;
    }

    private static int checksum(ByteBuffer header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header.duplicate().position(0).limit(CHECKSUM_AT));
        return (int) checksum.getValue();
    }
}
