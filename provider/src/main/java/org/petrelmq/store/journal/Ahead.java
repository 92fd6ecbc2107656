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
    private @Nullable FutureTask<DiskFile> making;
    private long size;

    /** Whether it has been tried for the segment that is being filled. */
    private boolean tried;

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
        if (tried) {
            return;
        }
        tried = true;
        FutureTask<DiskFile> task = new FutureTask<>(() -> made(bytes));
        try {
            disk.background(task);
            making = task;
            size = bytes;
        } catch (OutOfMemoryError e) {
            // There is no thread to be had: the segment will be made when it is needed.
            task.cancel(false);
        }
    }

    private DiskFile made(long bytes) throws IOException {
        DiskFile file = disk.create(FILE, bytes);
        boolean done = false;
        try {
            file.sync();
            done = true;
            return file;
        } finally {
            if (!done) {
                file.close();
                disk.delete(FILE);
            }
        }
    }

    /** Gives the file its name and returns it; null if there is none of that size. */
    @Nullable
    DiskFile takeFor(Segment next) throws IOException {
        tried = false;
        DiskFile file = await();
        if (file == null) {
            return null;
        }
        boolean taken = false;
        try {
            if (size == next.size()) {
                disk.rename(FILE, next.fileName());
                taken = true;
            }
        } finally {
            if (!taken) {
                file.close();
                forgetEarlier();
            }
        }
        return taken ? file : null;
    }

    /** Gives the space back; returns whether there was any. */
    boolean giveUp() throws IOException {
        DiskFile file = await();
        if (file != null) {
            file.close();
        }
        forgetEarlier();
        return file != null;
    }

    /** The file, for once. If it could not be made, it will be tried when it is needed, and say why. */
    private @Nullable DiskFile await() {
        FutureTask<DiskFile> task = making;
        making = null;
        boolean interrupted = false;
        try {
            while (task != null) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return null;
                }
            }
            return null;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
