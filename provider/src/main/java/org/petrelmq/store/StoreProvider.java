package org.petrelmq.store;

import java.nio.file.Path;

/** Opens stores in directories; found by the service loader. */
public interface StoreProvider {

    /** What {@link MessageStore#sync} waits for. */
    enum Sync {
        /** Until the device has it: nothing is lost. */
        ALWAYS,
        /** Until the operating system has it: nothing is lost when the process is killed. */
        LOSES_ON_POWER_FAILURE
    }

    /**
     * Makes a directory for a store unless it is there.
     *
     * @param directory where
     * @return its real path: the same for all its names
     * @throws StoreException if it cannot be made
     */
    Path prepare(Path directory) throws StoreException;

    /**
     * Opens a store, which belongs to the caller alone until it is closed.
     *
     * @param directory that was prepared
     * @param sync what a sync waits for
     * @return the store
     * @throws StoreException if another process or broker has it, or what it kept is damaged, or the directory cannot be used
     */
    MessageStore open(Path directory, Sync sync) throws StoreException;
}
