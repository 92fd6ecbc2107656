package org.petrelmq.crash.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.petrelmq.crash.history.Event;
import org.petrelmq.crash.history.Event.Killed;
import org.petrelmq.crash.history.History;

/** A JVM of its own that runs a program and tells what it does: events go to a history, other lines to who waits for them. */
public final class Child {
    private static final String GONE = "(the process has ended)";

    private final Process process;
    private final Path errors;
    private final History history;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Thread reader;

    private Child(Process process, Path errors, History history) {
        this.process = process;
        this.errors = errors;
        this.history = history;
        this.reader = new Thread(this::read, "child " + process.pid());
        this.reader.setDaemon(true);
    }

    /** How a child is started. */
    public static final class Command {
        private final List<String> words = new ArrayList<>();
        private final Path errors;

        /**
         * Begins with nothing.
         *
         * @param errors the file that gets its standard error
         */
        public Command(Path errors) {
            this.errors = errors;
        }

        /** Adds words as they are: a program that runs the JVM. */
        public Command under(String... program) {
            words.addAll(List.of(program));
            return this;
        }

        /** Adds this JVM, with options. */
        public Command java(String... options) {
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // Most of its life is start-up, and there are many.
            words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
            words.addAll(List.of(options));
            words.add("-cp");
            words.add(System.getProperty("java.class.path"));
            return this;
        }

        /** Adds a program and its arguments, and starts. */
        public Child run(History history, Class<?> program, String... arguments) throws IOException {
            words.add(program.getName());
            words.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(words).redirectError(errors.toFile()).start();
            Child child = new Child(process, errors, history);
            child.reader.start();
            return child;
        }
    }

    // ---- what it says ----

    /** Only whole lines: a line that was cut off did not happen. */
    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                take(line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The child cannot be read.", e);
        } finally {
            said.add(GONE);
        }
    }

    private void take(String line) {
        if (line.contains("\t") || Event.STATES.contains(line)) {
            history.add(Event.parse(line));
        } else {
            said.add(line);
        }
    }

    /** Waits for a line that begins like that; the lines before it are dropped. */
    public String await(String beginning, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            String line = said.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(GONE)) {
                throw new IllegalStateException("No '" + beginning + "' came from the child"
                        + (line == null ? " in " + timeout : ", which ended with " + process.waitFor())
                        + ": " + Files.readString(errors));
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    /** Its process ID. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it wrote to its standard error. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /**
     * Lets it live for a while: what it does then tells nothing that could be waited for. The one place where the moment of a
     * kill is a matter of time.
     */
    public void letLive(Duration time) throws IOException, InterruptedException {
        if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(
                    "The child had ended by itself with " + process.exitValue() + ": " + errors());
        }
    }

    /** Stops it in its tracks, and returns when what each of its threads was doing in the kernel is done. */
    public void freeze(Duration timeout) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-STOP", Long.toString(pid()))
                .start()
                .waitFor();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (code != 0 || !isFrozen()) {
            if (code != 0 || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The child was not stopped in " + timeout + ", kill said " + code + ".");
            }
            letLive(Duration.ofMillis(1));
        }
    }

    private boolean isFrozen() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                // The state follows the name, which is in parentheses.
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        }
    }

    // ---- its end ----

    /** Kills it; what it had said before still comes. Fails if it had ended by itself. */
    public void kill() throws IOException, InterruptedException {
        boolean alive = process.isAlive();
        // Not Process.destroyForcibly, which closes the pipe with what is in it.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        int code = process.waitFor();
        reader.join();
        history.add(new Killed());
        if (!alive) {
            throw new IllegalStateException("The child had ended by itself with " + code + ": " + errors());
        }
    }

    /** Closes its standard input, which tells it to stop. */
    public void tellToStop() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits until it ends. Kills it when it does not. */
    public int awaitEnd(Duration timeout) throws IOException, InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IllegalStateException("The child did not end in " + timeout + ": " + errors());
        }
        reader.join();
        return process.exitValue();
    }

    /** Tells it to stop, and waits until it has stopped without an error. */
    public void stop(Duration timeout) throws IOException, InterruptedException {
        tellToStop();
        int code = awaitEnd(timeout);
        if (code != 0) {
            throw new IllegalStateException("The child ended with " + code + ": " + errors());
        }
    }
}
