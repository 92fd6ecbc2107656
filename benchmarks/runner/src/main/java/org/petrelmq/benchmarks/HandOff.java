package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The limit of A1 on this machine: an ArrayBlockingQueue between two threads and nothing else. */
final class HandOff implements Workload {
    private static final Object MESSAGE = new Object();
    private static final Object LAST = new Object();

    private final ArrayBlockingQueue<Object> queue = new ArrayBlockingQueue<>(1000);
    private final CompletableFuture<Long> sent = new CompletableFuture<>();
    private final CompletableFuture<Long> received = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile long count;

    @Override
    public void start(@Nullable ConnectionFactory unused) {
        Threads.run("receiver", received, this::receive);
        Threads.run("sender", sent, this::send);
    }

    private long send() throws InterruptedException {
        long number = 0;
        while (!stopping) {
            queue.put(MESSAGE);
            number++;
        }
        queue.put(LAST);
        return number;
    }

    private long receive() throws InterruptedException {
        long number = 0;
        while (queue.take() != LAST) {
            number++;
            if (number % 100 == 0) {
                count = number;
            }
        }
        return number;
    }

    @Override
    public long messages() {
        return count;
    }

    @Override
    public void stop() throws Exception {
        stopping = true;
        long number = sent.get(30, TimeUnit.SECONDS);
        if (received.get(30, TimeUnit.SECONDS) != number) {
            throw new IllegalStateException("Something was lost between two threads.");
        }
    }
}
