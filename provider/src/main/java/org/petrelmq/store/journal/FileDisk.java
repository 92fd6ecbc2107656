package org.petrelmq.store.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.petrelmq.util.DaemonThread;

/**
 * A directory of the file system. Files are random access files and not channels, since a channel is closed under everybody
 * when one of its callers is interrupted.
 */
final class FileDisk implements Disk {
    private static final byte[] ZEROS = new byte[1 << 16];

    private final Path directory;

    /** A directory that is there. */
    FileDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Override
    public DiskFile create(String name, long size) throws IOException {
        // A file that cannot become whole is not begun: filling a disk to its last byte and giving up is slow.
        long usable = directory.toFile().getUsableSpace();
        if (usable > 0 && usable < size) {
            throw new IOException("No space is left in " + directory + " for " + name + " of " + size + " bytes.");
        }
        Path path = Files.createFile(directory.resolve(name), Permissions.ofFile(directory));
        OpenFile file = null;
        boolean done = false;
        try {
            file = new OpenFile(path);
            // Blocks that are written, not only promised: an append then changes no metadata, and finds its space.
            for (long at = 0; at < size; at += ZEROS.length) {
                file.write(at, ZEROS, (int) Math.min(ZEROS.length, size - at));
            }
            done = true;
            return file;
        } finally {
            if (!done) {
                giveUp(path, file);
            }
        }
    }

    /** What could not be made whole is not left in the way of the next attempt. */
    private static void giveUp(Path path, @Nullable OpenFile file) throws IOException {
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new OpenFile(directory.resolve(name));
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return new ReadFile(new RandomAccessFile(directory.resolve(name).toFile(), "r"));
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void background(Runnable task) {
        DaemonThread.create(task, "petrel-journal").start();
    }

    /** A directory can only be opened as a channel, which an interrupt closes: then once more, without. */
    @Override
    public void syncDirectory() throws IOException {
        boolean interrupted = Thread.interrupted();
        boolean synced = false;
        try {
            while (!synced) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    synced = true;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static byte[] readFrom(RandomAccessFile file, long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(offset);
        int count = 0;
        while (count < length) {
            int more = file.read(bytes, count, length - count);
            if (more < 0) {
                return Arrays.copyOf(bytes, count);
            }
            count += more;
        }
        return bytes;
    }

    /** A file that is only read: opened in another way, it would be made anew if it has just been removed. */
    private record ReadFile(RandomAccessFile file) implements DiskFile {

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            synchronized (file) {
                return readFrom(file, offset, length);
            }
        }

        @Override
        public void write(long offset, byte[] bytes, int length) throws IOException {
            throw new IOException("The file was opened for reading.");
        }

        @Override
        public void writeSynced(long offset, byte[] bytes, int length) throws IOException {
            throw new IOException("The file was opened for reading.");
        }

        @Override
        public void sync() throws IOException {
            throw new IOException("The file was opened for reading.");
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /**
     * Twice the same file: once each write waits for the device, once none does. Both are opened at once, since the file may
     * have another name later.
     */
    private static final class OpenFile implements DiskFile {
        private final RandomAccessFile cached;
        private final RandomAccessFile synced;

        OpenFile(Path path) throws IOException {
            this.cached = new RandomAccessFile(path.toFile(), "rw");
            boolean opened = false;
            try {
                this.synced = new RandomAccessFile(path.toFile(), "rwd");
                opened = true;
            } finally {
                if (!opened) {
                    cached.close();
                }
            }
        }

        @Override
        public synchronized long size() throws IOException {
            return cached.length();
        }

        @Override
        public synchronized byte[] read(long offset, int length) throws IOException {
            return readFrom(cached, offset, length);
        }

        @Override
        public synchronized void write(long offset, byte[] bytes, int length) throws IOException {
            cached.seek(offset);
            cached.write(bytes, 0, length);
        }

        @Override
        public synchronized void writeSynced(long offset, byte[] bytes, int length) throws IOException {
            synced.seek(offset);
            synced.write(bytes, 0, length);
        }

        @Override
        public synchronized void sync() throws IOException {
            cached.getFD().sync();
        }

        @Override
        public synchronized void close() throws IOException {
            try {
                cached.close();
            } finally {
                synced.close();
            }
        }
    }
}
