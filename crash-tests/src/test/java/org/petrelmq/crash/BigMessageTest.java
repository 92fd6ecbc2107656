package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.process.Child;
import org.petrelmq.crash.worker.BigSender;
import org.petrelmq.crash.worker.Holder;
import org.petrelmq.crash.worker.Teller;
import org.petrelmq.crash.worker.Worker;

/** F30: killed while a message of 256 MB is written. It is there whole or not at all, and its space comes back. */
@Tag("crash")
final class BigMessageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MEGABYTE = 1 << 20;
    private static final int SIZE = Integer.getInteger("petrel.crash.megabytes", 256);

    private final Path scratch = Scratch.directory("big-message");
    private final Path store = scratch.resolve("store");

    @RepeatedTest(5)
    void whole_or_not_at_all(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        String url = Scratch.url(store) + "?maxMessageSize=1g&memoryLimit=2g";
        History history = new History();
        Child sender = command().run(history, BigSender.class, url, "1", Long.toString(SIZE * MEGABYTE));
        sender.await(Teller.READY, PATIENCE);
        sender.letLive(Duration.ofMillis(200 + random.nextInt(5 * SIZE)));
        sender.kill();

        command().run(history, Worker.class, url, "2", "1", "drain").stop(PATIENCE);

        assertThat(new Checker().check(history)).isEmpty();
        // Some segments go when the next one begins.
        command().run(new History(), Holder.class, url).stop(PATIENCE);
        assertThat(bytes()).isLessThan((SIZE + 2 * 64) * MEGABYTE);
    }

    private Child.Command command() {
        return new Child.Command(scratch.resolve("errors.txt")).java("-Xmx4g");
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
