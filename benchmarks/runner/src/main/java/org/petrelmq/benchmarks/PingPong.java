package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The limit of a round trip: two threads that wake each other, parked or spinning between. */
final class PingPong extends Timed {
    private final boolean spinning;
    private @Nullable CompletableFuture<Void> first;
    private @Nullable CompletableFuture<Void> second;
    private volatile @Nullable Thread asker;
    private volatile @Nullable Thread answerer;
    private volatile long asked;
    private volatile long answered;
    private volatile boolean stopping;

    PingPong(boolean spinning) {
        this.spinning = spinning;
    }

    @Override
    void start(@Nullable ConnectionFactory unused) {
        second = Threads.run("answerer", this::answer);
        first = Threads.run("asker", this::ask);
    }

    private @Nullable Void ask() {
        asker = Thread.currentThread();
        for (long number = 1; !stopping; number++) {
            long begin = System.nanoTime();
            asked = number;
            LockSupport.unpark(answerer);
            while (answered < number) {
                rest();
            }
            took(System.nanoTime() - begin);
        }
        return null;
    }

    private @Nullable Void answer() {
        answerer = Thread.currentThread();
        for (long number = 1; !stopping; number++) {
            while (asked < number && !stopping) {
                rest();
            }
            answered = number;
            LockSupport.unpark(asker);
        }
        answered = Long.MAX_VALUE;
        return null;
    }

    private void rest() {
        if (spinning) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(1_000_000_000L);
        }
    }

    @Override
    long messages() {
        return answered;
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        LockSupport.unpark(answerer);
        Threads.result(Objects.requireNonNull(first));
        Threads.result(Objects.requireNonNull(second));
    }
}
