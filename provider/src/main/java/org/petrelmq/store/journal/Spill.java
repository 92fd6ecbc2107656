package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.EnvelopeCodec;
import org.petrelmq.message.MalformedEnvelopeException;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * Messages that are not kept and have no room in the heap: files that grow at their end, of which each goes when its last
 * message is discarded, and all with the process. Nothing is synced. Thread-safe.
 */
final class Spill implements AutoCloseable {
    private static final String SUFFIX = ".spill";
    private static final int HEADER = 8;

    private static final class File {
        final long number;
        final DiskFile file;
        int end;
        int messages;

        File(long number, DiskFile file) {
            this.number = number;
            this.file = file;
        }
    }

    private final Disk disk;
    private final int fileSize;
    private final Map<Long, File> files = new HashMap<>();
    private @Nullable File current;
    private long lastNumber;

    /** Forgets what an earlier process left. */
    Spill(Disk disk, int fileSize) throws IOException {
        this.disk = disk;
        this.fileSize = fileSize;
        for (String name : disk.list()) {
            if (name.endsWith(SUFFIX)) {
                disk.delete(name);
            }
        }
    }

    private static String name(long number) {
        return String.format(Locale.ROOT, "%016d%s", number, SUFFIX);
    }

    /** Writes a message; returns its location. */
    synchronized long write(Envelope envelope) throws IOException {
        byte[] encoded = EnvelopeCodec.encode(envelope);
        File file = current;
        if (file == null || file.end > fileSize - HEADER - encoded.length) {
            file = next();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(encoded);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + encoded.length);
        bytes.putInt(encoded.length).putInt((int) checksum.getValue()).put(encoded);
        file.file.write(file.end, bytes.array());
        long location = file.number << 32 | file.end;
        file.end += bytes.capacity();
        file.messages++;
        return location;
    }

    private File next() throws IOException {
        File before = current;
        lastNumber++;
        File file = new File(lastNumber, disk.create(name(lastNumber), 0));
        files.put(file.number, file);
        current = file;
        if (before != null && before.messages == 0) {
            remove(before);
        }
        return file;
    }

    synchronized Envelope read(long location) throws IOException, MalformedEnvelopeException {
        File file = files.get(location >>> 32);
        if (file == null) {
            throw new IOException("There is no message at location " + location + ".");
        }
        int at = (int) location;
        int length = ByteBuffer.wrap(file.file.read(at, HEADER)).getInt();
        if (length < 0 || length > file.end - at - HEADER) {
            throw new IOException("The message at location " + location + " has been damaged.");
        }
        return RecordReader.envelope(ByteBuffer.wrap(file.file.read(at + 4, 4 + length)));
    }

    synchronized void discard(long location) {
        File file = files.get(location >>> 32);
        if (file != null && --file.messages == 0 && file != current) {
            remove(file);
        }
    }

    /** A file that cannot be removed is removed when the store is opened the next time. */
    private void remove(File file) {
        files.remove(file.number);
        try {
            file.file.close();
            disk.delete(name(file.number));
        } catch (IOException e) {
            System.getLogger("org.petrelmq.store")
                    .log(System.Logger.Level.WARNING, "The file " + name(file.number) + " could not be removed.", e);
        }
    }

    @Override
    public synchronized void close() {
        current = null;
        for (File file : java.util.List.copyOf(files.values())) {
            remove(file);
        }
    }
}
