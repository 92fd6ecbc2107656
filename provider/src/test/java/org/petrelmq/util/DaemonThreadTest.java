package org.petrelmq.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaemonThreadTest {
    @Test
    void thread_hasNothingOfWhoMakesIt() throws Exception {
        InheritableThreadLocal<String> variable = new InheritableThreadLocal<>();
        variable.set("mine");
        AtomicReference<String> inherited = new AtomicReference<>("not run");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(application);
            Thread thread = DaemonThread.create(() -> inherited.set(variable.get()), "petrel-test");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("petrel-test");
            assertThat(thread.getContextClassLoader()).isSameAs(DaemonThread.class.getClassLoader());
            thread.start();
            thread.join();
            assertThat(inherited.get()).isNull();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            variable.remove();
        }
    }
}
