package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.Event;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.history.Violation;
import org.petrelmq.crash.process.KillLoop;
import org.petrelmq.crash.worker.Worker;

/**
 * F01: {@code kill -9} under concurrent sends, receives, transactions, distributed transactions, durable subscriptions and
 * dead letters, on the same directory again and again; C1 to C9 hold. Also F24, since consumers of each acknowledgement mode
 * are killed in the middle of what they received.
 *
 * <p>{@code -Dpetrel.crash.cycles} says how often, {@code -Dpetrel.crash.seed} repeats a run, as far as threads and the moment
 * of a kill can be repeated. The history is kept: {@code Checker} judges it again.
 */
@Tag("crash")
final class KillLoopTest {
    private static final int CYCLES = Integer.getInteger("petrel.crash.cycles", 300);
    private static final int CYCLES_OF_A_STORE = Integer.getInteger("petrel.crash.cycles.store", 100);
    private static final long SEED = Long.getLong("petrel.crash.seed", System.nanoTime());

    /** Now and then with a new store, since the files of a new one are small: more of them begin and end. */
    @Test
    void nothing_is_lost_or_doubled() throws Exception {
        for (int done = 0; done < CYCLES; done += CYCLES_OF_A_STORE) {
            Path scratch = Scratch.directory("kill-loop");
            int cycles = Math.min(CYCLES_OF_A_STORE, CYCLES - done);
            assertThat(violations(Worker.class, Scratch.url(scratch.resolve("store")), scratch, SEED + done, cycles))
                    .isEmpty();
        }
    }

    /** Tests the test: a broker that keeps nothing. */
    @Test
    void a_broker_in_memory_loses_messages() throws Exception {
        KillLoop loop = new KillLoop(Worker.class, "petrel:mem:kill-loop", Scratch.directory("kill-loop-memory"), SEED);

        assertThat(new Checker().check(loop.run(3))).extracting(Violation::rule).contains("C1", "C7", "C8", "C9");
    }

    /** Tries the loop itself; what Artemis promises less, the checker reports. Run it by -Dpetrel.crash.artemis=true. */
    @Test
    @EnabledIfSystemProperty(named = "petrel.crash.artemis", matches = "true")
    void artemis_for_comparison() throws Exception {
        Path scratch = Scratch.directory("kill-loop-artemis");
        Map<String, Integer> counts = new TreeMap<>();
        violations(ArtemisWorker.class, scratch.resolve("store").toString(), scratch, SEED, CYCLES)
                .forEach(violation -> counts.merge(violation.rule(), 1, Integer::sum));
        System.out.println("Artemis: " + counts);
        assertThat(counts).doesNotContainKeys("C1", "C7");
    }

    private static List<Violation> violations(Class<?> worker, String url, Path scratch, long seed, int cycles)
            throws IOException, InterruptedException {
        System.out.println("Seed " + seed + ", " + cycles + " cycles.");
        KillLoop loop = new KillLoop(worker, url, scratch, seed);
        Path file = scratch.resolve("history.txt");
        try {
            loop.run(cycles);
        } finally {
            loop.history().write(file);
        }
        History history = loop.history();
        List<Violation> violations = new Checker().check(history);
        Files.write(
                scratch.resolve("violations.txt"),
                violations.stream().map(Violation::toString).toList());
        System.out.println(count(history, Event.Killed.class) + " kills, " + count(history, Event.Started.class)
                + " calls, " + count(history, Event.Received.class) + " deliveries, " + violations.size()
                + " violations, see " + scratch);
        return violations;
    }

    private static long count(History history, Class<? extends Event> kind) {
        return history.events().stream().filter(kind::isInstance).count();
    }
}
