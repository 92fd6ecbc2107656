package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * What follows what was read last: messages that left the heap come back in the order in which they were written, and a system
 * call for each costs more than the copy. Only of segments that nobody writes to any more. Thread-safe.
 */
final class ReadAhead {
    private static final int BYTES = 64 << 10;

    /** A read that begins within so many bytes behind the last one goes on with it. */
    private static final int NEAR = 4 << 10;

    private long segment;
    private int from;
    private byte[] bytes = {};

    /** Where the last read ended. */
    private int lastEnd;

    /** Reads bytes, fewer only where the file ends; nobody writes to them. */
    synchronized ByteBuffer read(long number, DiskFile file, int offset, int length) throws IOException {
        boolean goesOn = number == segment && offset >= lastEnd && offset - lastEnd < NEAR;
        if (number != segment || offset < from || offset + length > from + bytes.length) {
            // First read, then remembered: a read may fail.
            byte[] read = file.read(offset, goesOn ? Math.max(BYTES, length) : length);
            if (length > BYTES) {
                return ByteBuffer.wrap(read);
            }
            segment = number;
            from = offset;
            bytes = read;
        }
        lastEnd = offset + length;
        int at = offset - from;
        return ByteBuffer.wrap(bytes, at, Math.min(length, bytes.length - at));
    }
}
