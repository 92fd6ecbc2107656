package org.petrelmq.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tools and rights of the machine. A test that needs what is not there is skipped, and says what is missing. */
final class Machine {
    private Machine() {}

    /** Skips the test where a program is not on the path. */
    static void assumeTool(String name) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        assumeTrue(there, "The program '" + name + "' is not installed.");
    }

    /** Whether this process may do everything. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Skips the test for users that cannot mount. */
    static void assumeRoot() {
        assumeTrue(isRoot(), "File systems can only be mounted by root.");
    }

    /** Runs a program. */
    static void run(String... command) throws IOException, InterruptedException {
        Result result = tryRun(command);
        if (result.code() != 0) {
            throw new IOException(List.of(command) + " ended with " + result.code() + ": " + result.output());
        }
    }

    /** Skips the test if a program does not work here. */
    static void assumeRun(String... command) throws IOException, InterruptedException {
        Result result = tryRun(command);
        assumeTrue(result.code() == 0, "Not possible here: " + List.of(command) + ": " + result.output());
    }

    private record Result(int code, String output) {}

    private static Result tryRun(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /**
     * A file system that is mounted until it is closed.
     *
     * @param at where
     */
    record Mount(Path at) implements AutoCloseable {

        /** Skips the test if it cannot be mounted. */
        static Mount of(Path at, String... options) throws IOException, InterruptedException {
            assumeRoot();
            Files.createDirectories(at);
            String[] command = Stream.of(Stream.of("mount"), Stream.of(options), Stream.of(at.toString()))
                    .flatMap(words -> words)
                    .toArray(String[]::new);
            assumeRun(command);
            return new Mount(at);
        }

        @Override
        public void close() throws IOException, InterruptedException {
            run("umount", at.toString());
        }
    }
}
