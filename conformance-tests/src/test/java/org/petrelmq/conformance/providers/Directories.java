package org.petrelmq.conformance.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directories in which providers keep their files, below {@code target}. */
final class Directories {
    private Directories() {}

    /** A new, empty one. */
    static Path create(String name) throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "stores"));
        return Files.createTempDirectory(parent, name + "-").toAbsolutePath();
    }

    /** Deletes it with all that is in it. */
    static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
