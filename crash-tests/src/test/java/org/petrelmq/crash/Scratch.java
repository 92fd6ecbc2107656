package org.petrelmq.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories of the tests. They stay when a test has ended, for whoever wants to look, until it runs again. */
final class Scratch {
    private static final Path ROOT = Path.of(System.getProperty("petrel.crash.directory", "target/crash"));

    private Scratch() {}

    /** An empty directory. */
    static Path directory(String name) {
        Path directory = ROOT.resolve(name).toAbsolutePath();
        try {
            delete(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be made.", e);
        }
    }

    /** The URL of a broker with its store there. */
    static String url(Path directory) {
        return "petrel:file:"
                + URLEncoder.encode(directory.toString(), StandardCharsets.UTF_8)
                        .replace("%2F", "/")
                        .replace("+", "%20");
    }

    /** Deletes a directory with everything in it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
