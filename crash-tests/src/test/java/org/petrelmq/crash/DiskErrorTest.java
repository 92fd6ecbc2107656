package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.Event;
import org.petrelmq.crash.history.Event.Failed;
import org.petrelmq.crash.history.Event.Returned;
import org.petrelmq.crash.history.Event.Started;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.history.Kind;
import org.petrelmq.crash.process.Child;
import org.petrelmq.crash.worker.Sender;
import org.petrelmq.crash.worker.Worker;

/**
 * F12: a system call on the journal fails, once or from then on; {@code strace} makes it fail. From the failure on nothing is
 * acknowledged, every call fails soon, and the next process finds everything that was acknowledged before.
 */
@Tag("crash")
final class DiskErrorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path scratch = Scratch.directory("disk-error");
    private final String url = Scratch.url(scratch.resolve("store"));
    private final History history = new History();

    /** Which call, and when: "40" is the 40th only, "40+" it and those after it. */
    @ParameterizedTest
    @CsvSource({"write,40", "write,40+", "write,1+", "pwrite64,40+", "fsync,2", "fsync,2+", "fdatasync,40+"})
    void nothing_is_acknowledged_after_a_failure(String systemCall, String when) throws Exception {
        send(systemCall, when, journal());

        assertThat(acknowledgedAfterAFailure()).isEmpty();
        judge();
    }

    /** What is acknowledged is there, whatever becomes of the others. */
    @ParameterizedTest
    @CsvSource({"write,1", "write,1+", "write,6+", "fsync,1", "fsync,1+", "openat,1", "openat,1+"})
    void a_new_file_fails(String systemCall, String when) throws Exception {
        send(systemCall, when, next());

        judge();
    }

    /** The directory cannot be synced. */
    @ParameterizedTest
    @CsvSource({"fsync,1", "fsync,1+", "fsync,2+"})
    void the_directory_fails(String systemCall, String when) throws Exception {
        send(systemCall, when, List.of(scratch.resolve("store")));

        judge();
    }

    private void send(String systemCall, String when, List<Path> files) throws IOException, InterruptedException {
        Machine.assumeTool("strace");
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq"));
        strace.addAll(List.of("-o", scratch.resolve("strace.txt").toString()));
        strace.addAll(List.of("-e", "trace=" + systemCall, "-e", "inject=" + systemCall + ":error=EIO:when=" + when));
        for (Path file : files) {
            strace.addAll(List.of("-P", file.toString()));
        }
        Child sender = new Child.Command(scratch.resolve("errors.txt"))
                .under(strace.toArray(String[]::new))
                .java()
                .run(history, Sender.class, url, "2", "1", "200");
        int code = sender.awaitEnd(PATIENCE);
        assumeTrue(
                Files.readString(scratch.resolve("strace.txt")).contains("INJECTED"),
                "The journal does not call " + systemCall + " that often.");
        if (code == 0) {
            String[] times = sender.await(Sender.CLOSED, PATIENCE).split(" ", -1);
            assertThat(Long.parseLong(times[1])).as("the slowest failing call").isLessThan(1_000);
            assertThat(Long.parseLong(times[2])).as("closing").isLessThan(5_000);
        } else {
            // Opening failed, which is a failure early enough.
            assertThat(sender.errors()).contains("JMSException").containsAnyOf("Input/output error", "sync failed");
            history.add(new Event.Killed());
        }
    }

    private void judge() throws IOException, InterruptedException {
        start(Worker.class, "3", "drain").stop(PATIENCE);
        assertThat(new Checker().check(history)).isEmpty();
    }

    private Child start(Class<?> program, String process, String what) throws IOException {
        return new Child.Command(scratch.resolve("errors.txt")).java().run(history, program, url, process, "1", what);
    }

    private List<Path> journal() throws IOException, InterruptedException {
        start(Worker.class, "1", "drain").stop(PATIENCE);
        try (Stream<Path> files = Files.list(scratch.resolve("store"))) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    /** The files that will come after those that are there. */
    private List<Path> next() throws IOException, InterruptedException {
        Path last = journal().stream()
                .filter(file -> file.toString().endsWith(".journal"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String name = String.valueOf(last.getFileName()).replace(".journal", "");
        List<Path> next = new ArrayList<>();
        for (long number = 1; number <= 3; number++) {
            next.add(last.resolveSibling("%016d.journal".formatted(Long.parseLong(name) + number)));
        }
        return next;
    }

    /** Sends and acknowledgements that returned after another one had failed. */
    private List<Event> acknowledgedAfterAFailure() {
        Set<Long> calls = new HashSet<>();
        List<Event> late = new ArrayList<>();
        boolean failed = false;
        for (Event event : history.events()) {
            if (event instanceof Event.Booted) {
                calls.clear();
            } else if (event instanceof Started started
                    && (started.kind() == Kind.SEND || started.kind() == Kind.ACKNOWLEDGE)) {
                calls.add(started.call());
            } else if (event instanceof Failed) {
                failed = true;
            } else if (failed && event instanceof Returned returned && calls.contains(returned.call())) {
                late.add(event);
            }
        }
        return late;
    }
}
