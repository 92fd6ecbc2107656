package org.petrelmq.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaiterTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(20);

    private final Waiter waiter = new Waiter();

    @Test
    void await_signalledBefore_returns() {
        waiter.signal();
        waiter.await(Long.MAX_VALUE);
    }

    @Test
    void await_takesTheSignal() {
        waiter.signal();
        waiter.signal();
        waiter.await(Long.MAX_VALUE);
        assertWaitsForTheDeadline();
    }

    @Test
    void await_noSignal_returnsAtTheDeadline() {
        assertWaitsForTheDeadline();
    }

    private void assertWaitsForTheDeadline() {
        long deadline = System.nanoTime() + SHORT;
        waiter.await(deadline);
        assertThat(System.nanoTime() - deadline).isNotNegative();
    }

    @Test
    void await_interrupted_returnsAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        waiter.await(Long.MAX_VALUE);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void await_signalWhileParked_returns() throws Exception {
        for (long deadline : new long[] {Long.MAX_VALUE, System.nanoTime() + TimeUnit.HOURS.toNanos(1)}) {
            FutureTask<Void> waiting = new FutureTask<>(() -> waiter.await(deadline), null);
            Thread thread = new Thread(waiting);
            thread.start();
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waiter.signal();
            waiting.get();
        }
    }
}
