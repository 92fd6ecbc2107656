package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.process.Child;
import org.petrelmq.crash.worker.Holder;
import org.petrelmq.crash.worker.Peer;
import org.petrelmq.crash.worker.Teller;

/** F17: a directory has one owner. Another process, or another copy of the classes, is refused and told who has it. */
@Tag("crash")
final class OwnershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path scratch = Scratch.directory("ownership");
    private final Path store = scratch.resolve("store");

    @Test
    void another_process_has_it() throws Exception {
        Child owner = holder("errors.txt");
        owner.await(Teller.READY, PATIENCE);
        Path link = Files.createSymbolicLink(scratch.resolve("link"), store);

        assertRefused(store, Long.toString(owner.pid()));
        assertRefused(link, Long.toString(owner.pid()));

        owner.stop(PATIENCE);
        Peer.petrel(Scratch.url(store)).connections().createConnection().close();
    }

    @Test
    void the_process_that_had_it_was_killed() throws Exception {
        Child owner = holder("errors.txt");
        owner.await(Teller.READY, PATIENCE);
        owner.kill();

        Peer.petrel(Scratch.url(store)).connections().createConnection().close();
    }

    /** What closes a file gives up all locks that its process has on it: the refused one must not do that to the owner. */
    @Test
    void another_copy_of_the_classes_is_refused_and_the_owner_stays_the_owner() throws Exception {
        try (Connection owner = Peer.petrel(Scratch.url(store)).connections().createConnection();
                URLClassLoader copy = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            owner.start();
            Object factory = copy.loadClass("org.petrelmq.PetrelConnectionFactory")
                    .getConstructor(String.class)
                    .newInstance(Scratch.url(store));
            assertThatThrownBy(() ->
                            factory.getClass().getMethod("createConnection").invoke(factory))
                    .hasStackTraceContaining("in use");

            Child other = holder("other.txt");
            assertThatThrownBy(() -> other.await(Teller.READY, PATIENCE))
                    .hasMessageContaining("in use")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
    }

    private Child holder(String errors) throws Exception {
        return new Child.Command(scratch.resolve(errors)).java().run(new History(), Holder.class, Scratch.url(store));
    }

    private static void assertRefused(Path directory, String owner) {
        ConnectionFactory factory = Peer.petrel(Scratch.url(directory)).connections();
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("in use")
                .hasMessageContaining(owner);
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(OwnershipTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
