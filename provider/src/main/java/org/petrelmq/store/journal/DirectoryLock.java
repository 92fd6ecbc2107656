package org.petrelmq.store.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The right to use a store's directory, which one process has at a time; it ends with the process, however that ends. */
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final RandomAccessFile file;

    private DirectoryLock(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Takes a directory.
     *
     * @throws IOException if somebody else has it, saying who
     */
    static DirectoryLock take(Path directory) throws IOException {
        // An interrupt would close the channel of the lock while it is taken.
        boolean interrupted = Thread.interrupted();
        Path path = directory.resolve(NAME);
        if (!Files.exists(path)) {
            create(path);
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        boolean taken = false;
        try {
            if (tryLock(file, directory, false) == null) {
                throw inUse(directory);
            }
            file.setLength(0);
            file.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            taken = true;
            return new DirectoryLock(file);
        } finally {
            if (!taken) {
                file.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Keeps owners away without becoming one: nothing is written, so whoever comes meanwhile is told of the last owner.
     *
     * @return null if nobody ever had the directory
     * @throws IOException if somebody has it, saying who
     */
    static @Nullable DirectoryLock share(Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        if (!Files.exists(path)) {
            return null;
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        boolean taken = false;
        try {
            if (tryLock(file, directory, true) == null) {
                throw inUse(directory);
            }
            taken = true;
            return new DirectoryLock(file);
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    private static IOException inUse(Path directory) throws IOException {
        return new IOException("it is in use by the process " + ownerOf(directory) + ".");
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path, Permissions.ofFile(path));
        } catch (FileAlreadyExistsException e) {
            // Somebody else came first: the lock decides.
            return;
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file, Path directory, boolean shared)
            throws IOException {
        try {
            FileChannel channel = file.getChannel();
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            throw new IOException(
                    "it is in use in this very process (" + ownerOf(directory)
                            + "). If no other broker was opened there, a second copy of Petrel's classes has done it, for"
                            + " example one in a web application beside one of the server.",
                    e);
        }
    }

    private static String ownerOf(Path directory) throws IOException {
        String pid = Files.readString(directory.resolve(NAME), StandardCharsets.US_ASCII);
        return pid.isEmpty() ? "that has just locked it" : pid;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            System.getLogger("org.petrelmq.store")
                    .log(System.Logger.Level.WARNING, "The lock of a store could not be given up.", e);
        }
    }
}
