package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.journal.Disk.DiskFile;

/**
 * The file of the next segment, made while the last one is filled: to write all its zeros takes as long as to write what will
 * be in it, and nobody should wait for that. It is worth nothing until it gets a segment's name. For the one who writes.
 */
final class Ahead {
    private static final String FILE = "segment.new";

    private final Disk disk;
    private @Nullable FutureTask<Void> making;
    private long size;

    Ahead(Disk disk) {
        this.disk = disk;
    }

    /** Removes what an earlier process has not used. */
    void forgetEarlier() throws IOException {
        if (disk.list().contains(FILE)) {
            disk.delete(FILE);
        }
    }

    /** Begins to make the file, unless that has been tried. */
    void make(long bytes) {
        if (making == null) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                try (DiskFile file = disk.create(FILE, bytes)) {
                    file.sync();
                }
                return null;
            });
            making = task;
            size = bytes;
            disk.background(task);
        }
    }

    /** Gives the file its name when it is ready; returns false if there is none of that size. */
    boolean takeFor(Segment next) throws IOException {
        if (making == null) {
            return false;
        }
        boolean fits = isMade() && size == next.size();
        making = null;
        if (fits) {
            disk.rename(FILE, next.fileName());
        } else {
            forgetEarlier();
        }
        return fits;
    }

    /** Waits for it. If it could not be made, the next one will be tried when it is needed, and say why. */
    private boolean isMade() {
        boolean interrupted = false;
        try {
            while (making != null) {
                try {
                    making.get();
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return false;
                }
            }
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives the space back; returns whether there was any. */
    boolean giveUp() throws IOException {
        boolean made = isMade();
        making = null;
        forgetEarlier();
        return made;
    }
}
