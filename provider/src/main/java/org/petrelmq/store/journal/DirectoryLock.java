package org.petrelmq.store.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a store's directory, which one process has at a time; it ends with the process, however that ends.
 *
 * <p>Within a process, a system property says who has it, so that another copy of these classes sees that, too: it must not
 * even open the file, since a process that closes a file gives up all its locks on it, whoever in it took them.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "lock";
    private static final String PROPERTY = "org.petrelmq.store.lock:";

    private final String property;
    private final RandomAccessFile file;

    private DirectoryLock(String property, RandomAccessFile file) {
        this.property = property;
        this.file = file;
    }

    /**
     * Takes a directory.
     *
     * @throws IOException if somebody else has it, saying who
     */
    static DirectoryLock take(Path directory) throws IOException {
        String property = PROPERTY + directory.toRealPath();
        String pid = Long.toString(ProcessHandle.current().pid());
        if (System.getProperties().putIfAbsent(property, pid) != null) {
            throw inUseHere(pid);
        }
        boolean taken = false;
        try {
            DirectoryLock lock = new DirectoryLock(property, take(directory, pid));
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                System.getProperties().remove(property);
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
        String property = PROPERTY + directory.toRealPath();
        String pid = Long.toString(ProcessHandle.current().pid());
        if (System.getProperties().putIfAbsent(property, pid) != null) {
            throw inUseHere(pid);
        }
        boolean taken = false;
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "r");
            if (file.getChannel().tryLock(0, Long.MAX_VALUE, true) == null) {
                throw inUse(directory);
            }
            taken = true;
            return new DirectoryLock(property, file);
        } finally {
            if (!taken) {
                System.getProperties().remove(property);
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    private static IOException inUse(Path directory) throws IOException {
        return new IOException("it is in use by the process " + ownerOf(directory) + ".");
    }

    private static IOException inUseHere(String pid) {
        return new IOException("it is in use in this very process (" + pid
                + "). If no other broker was opened there, a second copy of Petrel's classes has done it, for example one in"
                + " a web application beside one of the server.");
    }

    private static RandomAccessFile take(Path directory, String pid) throws IOException {
        // An interrupt would close the channel of the lock while it is taken.
        boolean interrupted = Thread.interrupted();
        Path path = directory.resolve(NAME);
        boolean taken = false;
        RandomAccessFile file = null;
        try {
            if (!Files.exists(path)) {
                create(path);
            }
            file = new RandomAccessFile(path.toFile(), "rw");
            if (file.getChannel().tryLock() == null) {
                throw inUse(directory);
            }
            // Written over, not anew: a full disk has no page to give.
            file.write(pid.getBytes(StandardCharsets.US_ASCII));
            file.setLength(pid.length());
            taken = true;
            return file;
        } finally {
            if (!taken && file != null) {
                file.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path, Permissions.ofFile(path));
        } catch (FileAlreadyExistsException e) {
            // Somebody else came first: the lock decides.
            return;
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
        } finally {
            System.getProperties().remove(property);
        }
    }
}
