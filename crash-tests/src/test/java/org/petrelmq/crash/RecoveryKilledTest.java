package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.Event.Received;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.process.Child;
import org.petrelmq.crash.worker.Holder;
import org.petrelmq.crash.worker.Teller;
import org.petrelmq.crash.worker.Worker;

/** F02: killed during recovery, five times: what is found then is what one recovery without a kill finds. */
@Tag("crash")
final class RecoveryKilledTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path scratch = Scratch.directory("recovery-killed");
    private final Path store = scratch.resolve("store");
    private final Path copy = scratch.resolve("copy");

    @RepeatedTest(5)
    void five_kills_change_nothing(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        History history = new History();
        for (int process = 0; process < 3; process++) {
            Child worker = start(history, Worker.class, store, Integer.toString(process), "work");
            worker.await(Teller.READY, PATIENCE);
            history.awaitMore(4_000, PATIENCE);
            worker.kill();
        }
        copyStore();

        long millis = millisToOpen(copyOf(copy, "timed"));
        for (int kill = 0; kill < 5; kill++) {
            Child opening = start(history, Holder.class, store);
            opening.await(Holder.OPENING, PATIENCE);
            opening.letLive(Duration.ofNanos(1_000L * random.nextInt((int) (millis * 1_200) + 1)));
            opening.kill();
        }
        int before = history.events().size();
        start(history, Worker.class, store, "last", "drain").stop(PATIENCE);

        History clean = new History();
        start(clean, Worker.class, copy, "last", "drain").stop(PATIENCE);
        assertThat(received(history, before)).isEqualTo(received(clean, 0));
        assertThat(new Checker().check(history)).isEmpty();
    }

    /** Which messages, in which order, with which mark. */
    private static List<String> received(History history, int from) {
        return history.events().stream()
                .skip(from)
                .filter(Received.class::isInstance)
                .map(Received.class::cast)
                .map(what -> what.message() + " " + what.count() + " " + what.redelivered())
                .toList();
    }

    private long millisToOpen(Path directory) throws IOException, InterruptedException {
        Child child = start(new History(), Holder.class, directory);
        child.await(Holder.OPENING, PATIENCE);
        long begin = System.nanoTime();
        child.await(Teller.READY, PATIENCE);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        child.stop(PATIENCE);
        return millis;
    }

    private Child start(History history, Class<?> program, Path directory, String... more) throws IOException {
        String[] arguments = program == Worker.class
                ? new String[] {Scratch.url(directory), more[0], "2", more[1]}
                : new String[] {Scratch.url(directory)};
        return new Child.Command(scratch.resolve("errors.txt")).java().run(history, program, arguments);
    }

    private void copyStore() throws IOException {
        Scratch.delete(copy);
        copyOf(store, "copy");
    }

    private Path copyOf(Path directory, String name) throws IOException {
        Path target = scratch.resolve(name);
        Scratch.delete(target);
        Files.createDirectory(target);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }
}
