package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrelmq.crash.Machine.Mount;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.process.Child;
import org.petrelmq.crash.worker.FewFiles;
import org.petrelmq.crash.worker.Peer;

/** F15: a directory that cannot be used, or no more files for the process: a clear error when the store is opened. */
@Tag("crash")
final class RefusedDirectoryTest {
    private final Path scratch = Scratch.directory("refused");

    @Test
    void a_file_system_that_is_read_only() throws Exception {
        Path store = scratch.resolve("read-only/store");
        try (Mount mount = Mount.of(scratch.resolve("read-only"), "-t", "tmpfs", "-o", "size=8m", "tmpfs")) {
            open(store);
            Machine.run("mount", "-o", "remount,ro", mount.at().toString());
            assertThatThrownBy(() -> open(store))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining(store.toString())
                    .hasMessageContaining("Read-only file system");
            assertThatThrownBy(() -> open(mount.at().resolve("other")))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("other");
            Machine.run("mount", "-o", "remount,rw", mount.at().toString());
            open(store);
        }
    }

    @Test
    void a_directory_without_permission() throws Exception {
        assumeFalse(Machine.isRoot(), "Permissions do not hold for root.");
        Path directory = Files.createDirectory(
                scratch.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void a_file_where_the_directory_should_be() throws Exception {
        Path file = Files.createFile(scratch.resolve("file"));
        assertThatThrownBy(() -> open(file)).isInstanceOf(JMSException.class).hasMessageContaining(file.toString());
    }

    @Test
    void no_more_files() throws Exception {
        Child child = new Child.Command(scratch.resolve("errors.txt"))
                .under("sh", "-c", "ulimit -n 300; exec \"$0\" \"$@\"")
                .java("-XX:-MaxFDLimit")
                .run(
                        new History(),
                        FewFiles.class,
                        Scratch.url(scratch.resolve("few")),
                        Scratch.url(scratch.resolve("before")));
        assertThat(child.await(FewFiles.REFUSED, Duration.ofSeconds(30))).contains("Too many open files");
        child.await(FewFiles.OPENED, Duration.ofSeconds(30));
        assertThat(child.awaitEnd(Duration.ofSeconds(30))).as(child.errors()).isZero();
        open(scratch.resolve("few"));
    }

    private static void open(Path directory) throws JMSException {
        try (Connection connection =
                Peer.petrel(Scratch.url(directory)).connections().createConnection()) {
            connection.start();
        }
    }
}
