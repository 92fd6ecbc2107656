package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** When the contexts of a test are closed, no thread of Petrel is left. One that is about to end is waited for. */
final class NoThreadsLeft implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("petrel"))
                .toList();
        for (Thread thread : threads) {
            thread.join(Apps.PATIENCE_MILLIS);
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }
}
