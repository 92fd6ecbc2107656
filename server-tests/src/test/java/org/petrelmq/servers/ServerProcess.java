package org.petrelmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process that a server runs in, with the scripts around it. What it writes goes to a file. It never outlives the JVM that started
 * it.
 */
final class ServerProcess {
    private static final long PATIENCE_SECONDS = 60;

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<ProcessHandle> found = new ArrayList<>();
    private @Nullable Process process;
    private int starts;

    /**
     * Nothing yet.
     *
     * @param directory the working directory, where the logs go, too
     */
    ServerProcess(Path directory) {
        this.directory = directory;
        environment.put("JAVA_HOME", Settings.jdk().toString());
        environment.put("JRE_HOME", Settings.jdk().toString());
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill " + directory.getFileName()));
    }

    void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    /** Starts the server. */
    void start(List<String> command) throws IOException {
        starts++;
        process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("console-" + starts + ".log").toFile())
                .start();
    }

    /** The command's standard input. */
    Process running() {
        if (process == null) {
            throw new IllegalStateException("It was not started.");
        }
        return process;
    }

    /** Runs a tool to its end, which must be a good one. */
    String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "tool", ".log");
        Process tool = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            end(tool.toHandle());
            throw new IOException(command + " does not end: " + Files.readString(output));
        }
        String said = Files.readString(output);
        if (tool.exitValue() != 0) {
            throw new IOException(command + " failed: " + said);
        }
        return said;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN") || name.startsWith("JAVA"));
        builder.environment().putAll(environment);
        return builder;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Asks the JVM of the server to stop, as an operator's signal does, and waits until everything has ended. */
    void stop(long pid) throws InterruptedException, IOException {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        if (!running().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The server does not stop.");
        }
    }

    /** Kills the JVM of the server, then everything else. */
    void kill(long pid) throws InterruptedException {
        ProcessHandle.of(pid).ifPresent(ServerProcess::end);
        kill();
        running().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Kills everything that was started. */
    void kill() {
        Process current = process;
        if (current != null) {
            try (Stream<ProcessHandle> descendants = current.descendants()) {
                descendants.forEach(found::add);
            }
            found.forEach(ServerProcess::end);
            end(current.toHandle());
        }
    }

    private static void end(ProcessHandle handle) {
        handle.destroyForcibly();
    }
}
