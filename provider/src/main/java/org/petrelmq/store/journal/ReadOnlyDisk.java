package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.List;

/** A disk on which nothing is changed, whatever is asked for: what the file system allows is not tried. */
final class ReadOnlyDisk implements Disk {
    private final Disk disk;

    ReadOnlyDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return disk.openToRead(name);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return disk.openToRead(name);
    }

    @Override
    public DiskFile create(String name, long size) throws IOException {
        throw refused();
    }

    @Override
    public void delete(String name) throws IOException {
        throw refused();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        throw refused();
    }

    @Override
    public void background(Runnable task) {
        throw new IllegalStateException("Nothing is made ahead in a store that is only read.");
    }

    @Override
    public void syncDirectory() throws IOException {
        throw refused();
    }

    private static IOException refused() {
        return new IOException("The store is only read.");
    }
}
