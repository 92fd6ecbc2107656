package org.petrelmq.store.journal;

import java.io.IOException;
import java.util.List;

/** Another disk, for tests that change some of what it does. */
class ForwardingDisk implements Disk {
    private final Disk disk;

    ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public DiskFile create(String name, long size) throws IOException {
        return disk.create(name, size);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return disk.open(name);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return disk.openToRead(name);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void background(Runnable task) {
        disk.background(task);
    }

    @Override
    public void syncDirectory() throws IOException {
        disk.syncDirectory();
    }
}
