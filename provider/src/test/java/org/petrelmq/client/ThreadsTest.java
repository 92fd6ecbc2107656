package org.petrelmq.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsTest {
    private final Callbacks line = new Callbacks("line");
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run);

    private void run() {
        boolean ended = false;
        while (!ended) {
            ended = awaitOver();
        }
    }

    /** Returns false when interrupted: only the latch ends the thread. */
    private boolean awaitOver() {
        try {
            over.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        Callbacks.leave(null);
        over.countDown();
        thread.join();
    }

    @Test
    void join_runningThread_returnsWhenItHasEnded() {
        thread.start();
        new Thread(over::countDown).start();
        Threads.join(thread, line);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void join_withLimit_returnsWhenTheTimeIsOver() {
        thread.start();
        long begin = System.nanoTime();
        Threads.join(thread, line, 20);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20_000_000);
        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void join_withLimit_returnsWhenItHasEnded() {
        thread.start();
        new Thread(over::countDown).start();
        Threads.join(thread, line, 50_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void join_interrupted_waitsAndKeepsTheInterrupt() {
        thread.start();
        Thread.currentThread().interrupt();
        new Thread(over::countDown).start();
        Threads.join(thread, line);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void join_notInterrupted_leavesNoInterrupt() {
        over.countDown();
        thread.start();
        Threads.join(thread, line);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void join_ownLine_returnsAtOnce() {
        thread.start();
        line.enter();
        Threads.join(thread, line);
        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void join_lineThatAwaitsTheCurrentOne_returnsAtOnce() throws InterruptedException {
        Callbacks mine = new Callbacks("mine");
        CountDownLatch awaiting = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            line.enter();
            try {
                Callbacks.beginAwaiting(mine);
            } catch (org.petrelmq.engine.EngineException e) {
                throw new AssertionError(e);
            }
            awaiting.countDown();
            run();
        });
        other.start();
        awaiting.await();
        mine.enter();
        Threads.join(other, line);
        assertThat(other.isAlive()).isTrue();
        over.countDown();
        other.join();
    }

    @Test
    void join_over_leavesTheLineFreeToBeAwaited() throws Exception {
        over.countDown();
        thread.start();
        Callbacks mine = new Callbacks("mine");
        mine.enter();
        Threads.join(thread, line);
        Callbacks.leave(null);
        line.enter();
        Callbacks.beginAwaiting(mine);
        Callbacks.endAwaiting();
    }
}
