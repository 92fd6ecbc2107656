package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After a sample has ended, no thread of Petrel is left. One that is about to end is waited for. */
final class PetrelThreads implements AfterEachCallback {
    private static final long PATIENCE_MILLIS = 10_000;

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("petrel"))
                .toList();
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }
}
