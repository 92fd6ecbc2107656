package org.petrelmq.store.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A directory in which nothing is changed, whatever is asked for: what the file system allows is not tried. */
final class ReadOnlyDisk implements Disk {
    private final Path directory;

    ReadOnlyDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new OpenFile(new RandomAccessFile(directory.resolve(name).toFile(), "r"));
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return open(name);
    }

    @Override
    public DiskFile create(String name, long size) {
        throw refused();
    }

    @Override
    public void delete(String name) {
        throw refused();
    }

    @Override
    public void rename(String from, String to) {
        throw refused();
    }

    @Override
    public void syncDirectory() {
        throw refused();
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("The store is only read.");
    }

    private static final class OpenFile implements DiskFile {
        private final RandomAccessFile file;

        OpenFile(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(length, file.length() - offset))];
            file.seek(offset);
            int count = 0;
            while (count < bytes.length) {
                int more = file.read(bytes, count, bytes.length - count);
                if (more < 0) {
                    return Arrays.copyOf(bytes, count);
                }
                count += more;
            }
            return bytes;
        }

        @Override
        public void write(long offset, byte[] bytes) {
            throw refused();
        }

        @Override
        public void writeSynced(long offset, byte[] bytes) {
            throw refused();
        }

        @Override
        public void sync() {
            throw refused();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
