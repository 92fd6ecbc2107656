package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrelmq.crash.Machine.Mount;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.history.Violation;
import org.petrelmq.crash.process.Child;
import org.petrelmq.crash.worker.Teller;
import org.petrelmq.crash.worker.Worker;

/**
 * F05: a power cut on a real file system. The store is in an ext4 image, which is copied while it is mounted: the copy has what
 * the device had been given, and nothing that was only in the memory of the kernel. Everything that was acknowledged is in the
 * copy; with syncing switched off the same test loses something.
 */
@Tag("crash")
final class PowerCutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CUTS = Integer.getInteger("petrel.crash.cuts", 10);

    private Path scratch = Path.of("unset");

    @BeforeEach
    void requireTools() {
        Machine.assumeRoot();
        Machine.assumeTool("mkfs.ext4");
        scratch = Scratch.directory("power-cut");
    }

    @Test
    void nothing_is_lost() throws Exception {
        for (int cut = 0; cut < CUTS; cut++) {
            assertThat(cut("", cut)).as("cut " + cut).isEmpty();
        }
    }

    /** Tests the test. */
    @Test
    void without_syncing_something_is_lost() throws Exception {
        int violations = 0;
        for (int cut = 0; cut < CUTS && violations == 0; cut++) {
            violations += cut("?sync=losesOnPowerFailure", cut).size();
        }
        assertThat(violations).isPositive();
    }

    private List<Violation> cut(String options, long seed) throws Exception {
        Path image = scratch.resolve("image");
        Path copy = scratch.resolve("copy");
        Files.deleteIfExists(image);
        Machine.run("truncate", "-s", "512m", image.toString());
        Machine.run("mkfs.ext4", "-q", "-F", image.toString());
        History history = new History();
        try (Mount mount = mount(image, "mounted")) {
            Child worker = start(history, mount.at(), options, "1", "work");
            worker.await(Teller.READY, PATIENCE);
            history.awaitMore(1_000 + new Random(seed).nextInt(10_000), PATIENCE);
            // A copy takes longer than a power cut. So nothing changes meanwhile: what is under way ends, nothing
            // begins.
            worker.freeze(PATIENCE);
            Machine.run("cp", "--sparse=always", image.toString(), copy.toString());
            worker.kill();
        }
        try (Mount mount = mount(copy, "after")) {
            Child last = start(history, mount.at(), "", "2", "drain");
            if (last.awaitEnd(PATIENCE) != 0) {
                return List.of(new Violation("C1", "the store does not open: " + last.errors(), 0));
            }
        }
        return new Checker().check(history);
    }

    /** Without the file system's own commits every five seconds, which would save what nobody synced. */
    private Mount mount(Path image, String at) throws IOException, InterruptedException {
        return Mount.of(scratch.resolve(at), "-o", "loop,commit=300", image.toString());
    }

    private Child start(History history, Path mounted, String options, String process, String what) throws IOException {
        return new Child.Command(scratch.resolve("errors.txt"))
                .java()
                .run(history, Worker.class, Scratch.url(mounted.resolve("store")) + options, process, "1", what);
    }
}
