package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

/** The files of a store as bytes, to be damaged and put on a disk in memory. */
final class StoreFiles {
    final TreeMap<String, byte[]> files = new TreeMap<>();

    /** The journal's files in a directory. */
    static StoreFiles of(Path directory) throws IOException {
        StoreFiles result = new StoreFiles();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (Segment.isName(name) || name.equals(DurableMark.FILE)) {
                    result.files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return result;
    }

    /** The files of a disk. */
    static StoreFiles of(Disk disk) throws IOException {
        StoreFiles result = new StoreFiles();
        for (String name : disk.list()) {
            if (Segment.isName(name) || name.equals(DurableMark.FILE)) {
                try (Disk.DiskFile file = disk.open(name)) {
                    result.files.put(name, file.read(0, (int) file.size()));
                }
            }
        }
        return result;
    }

    StoreFiles copy() {
        StoreFiles result = new StoreFiles();
        files.forEach((name, bytes) -> result.files.put(name, bytes.clone()));
        return result;
    }

    /** The last segment with a frame. */
    String lastSegment() {
        String last = "";
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (Segment.isName(file.getKey()) && end(file.getKey()) > Segment.HEADER) {
                last = file.getKey();
            }
        }
        return last;
    }

    /** Where the bytes of a file end that are not zero. */
    int end(String name) {
        byte[] bytes = files.get(name);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    Disk disk() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1, Fault.NONE);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try (Disk.DiskFile made = disk.create(file.getKey(), file.getValue().length)) {
                made.write(0, file.getValue());
            }
        }
        return disk;
    }

    void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }
}
