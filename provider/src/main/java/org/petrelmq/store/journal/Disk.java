package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.List;

/**
 * One directory and its files: everything that the journal asks of a file system. What is not synced may be lost, in part and
 * in any order, when the power fails. Thread-safe.
 */
interface Disk {

    /** The names of the files, in no order. */
    List<String> list() throws IOException;

    /** Makes a file of zeros; neither it nor its name is durable before both have been synced. */
    DiskFile create(String name, long size) throws IOException;

    /** Opens a file that is there. */
    DiskFile open(String name) throws IOException;

    /** Opens a file that is there, and may be removed at the same moment, for reading alone. */
    DiskFile openToRead(String name) throws IOException;

    /** Removes a file; durable after {@link #syncDirectory}. */
    void delete(String name) throws IOException;

    /** Gives a file another name, which none has; durable after {@link #syncDirectory}. */
    void rename(String from, String to) throws IOException;

    /** Runs something that nobody waits for now, and that uses this disk, on a thread of its own. */
    void background(Runnable task);

    /** Makes what was created, renamed and removed durable. */
    void syncDirectory() throws IOException;

    /** A file, opened. An interrupt of the caller leaves it open. */
    interface DiskFile extends AutoCloseable {

        /** Its size in bytes. */
        long size() throws IOException;

        /** Reads that many bytes, fewer only where the file ends. */
        byte[] read(long offset, int length) throws IOException;

        /** Writes the first bytes of an array, not durable yet. */
        void write(long offset, byte[] bytes, int length) throws IOException;

        /** Writes the first bytes of an array and returns when those are durable; what was written otherwise may not be. */
        void writeSynced(long offset, byte[] bytes, int length) throws IOException;

        /** Writes bytes, not durable yet. */
        default void write(long offset, byte[] bytes) throws IOException {
            write(offset, bytes, bytes.length);
        }

        /** Writes bytes and returns when those are durable. */
        default void writeSynced(long offset, byte[] bytes) throws IOException {
            writeSynced(offset, bytes, bytes.length);
        }

        /** Makes everything that was written durable. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }
}
