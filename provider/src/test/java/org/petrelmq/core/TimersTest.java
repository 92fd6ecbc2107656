package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.petrelmq.util.TimerWheel;
import org.petrelmq.util.VirtualTime;

/** Timers that several threads look after. */
class TimersTest {
    private static final int SECONDS = 20;

    private final Timers timers = new Timers(new VirtualTime(0), "timers");
    private final CountDownLatch fires = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    /** Fires until it is allowed to end. */
    private final class Endless extends TimerWheel.Timer {
        @Override
        public void fire() {
            fires.countDown();
            awaitUninterruptibly(mayEnd);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static FutureTask<Boolean> start(Runnable task) {
        FutureTask<Boolean> running = new FutureTask<>(task, true);
        new Thread(running).start();
        return running;
    }

    @Test
    void run_returnsWhenWhatAnotherThreadFires_hasHappened() throws Exception {
        timers.add(new Endless(), 0);
        FutureTask<Boolean> first = start(timers);
        awaitUninterruptibly(fires);

        Thread second = new Thread(timers);
        second.start();
        while (second.getState() != Thread.State.WAITING && second.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(second.isAlive()).isTrue();

        mayEnd.countDown();
        assertThat(first.get(SECONDS, TimeUnit.SECONDS)).isTrue();
        second.join(TimeUnit.SECONDS.toMillis(SECONDS));
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void run_ofATimerThatFires_doesNotWaitForAnotherOne() throws Exception {
        timers.add(new Endless(), 0);
        FutureTask<Boolean> first = start(timers);
        awaitUninterruptibly(fires);
        timers.add(
                new TimerWheel.Timer() {
                    @Override
                    public void fire() {
                        timers.run();
                        mayEnd.countDown();
                    }
                },
                0);
        FutureTask<Boolean> second = start(timers);
        assertThat(first.get(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
