package org.petrelmq.servers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The log of a server that tells only there what it has done. */
final class LogFile {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path file;
    private long begin;

    LogFile(Path file) {
        this.file = file;
    }

    /** From here on it is read. */
    void mark() throws IOException {
        begin = Files.exists(file) ? Files.size(file) : 0;
    }

    /** Waits until the text has been written behind the mark. */
    void await(String text) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!written().contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("There is no " + text + " in " + written());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private String written() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, open.length() - begin)];
            open.seek(begin);
            open.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
