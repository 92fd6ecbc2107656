package org.petrelmq.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that last as long as a benchmark. */
public final class Scratch {
    private Scratch() {}

    /**
     * Makes a directory, in that of the system property {@code benchmark.directory}: on the device that is to be measured.
     *
     * @return a directory with nothing in it
     * @throws IOException if it cannot be made
     */
    public static Path directory() throws IOException {
        Path parent = Files.createDirectories(Path.of(System.getProperty("benchmark.directory", "target")));
        return Files.createTempDirectory(parent, "micro");
    }

    /**
     * Deletes a directory and what is in it.
     *
     * @param directory that was made here
     * @throws IOException if something stays
     */
    public static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
