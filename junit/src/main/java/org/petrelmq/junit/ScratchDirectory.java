package org.petrelmq.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a test's broker, in the place for temporary files. */
record ScratchDirectory(Path path) {

    static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("petrel-junit-"));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no directory for the broker of the test.", e);
        }
    }

    void delete() {
        if (Files.notExists(path)) {
            // The test has done it.
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of the broker of the test could not be removed.", e);
        }
    }
}
