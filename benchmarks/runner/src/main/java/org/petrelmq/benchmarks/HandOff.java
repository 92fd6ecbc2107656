package org.petrelmq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a queue on this machine: an ArrayBlockingQueue between two threads and nothing else, but that the bytes of a
 * body are copied once by the sender and once by the receiver, as JMS asks for.
 */
final class HandOff extends Steady {
    private static final byte[] LAST = new byte[0];
    private static final int STEP = 100;

    private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(1000);
    private final byte[] body;
    private @Nullable CompletableFuture<Long> sent;
    private @Nullable CompletableFuture<Long> received;
    private volatile boolean stopping;
    private volatile long count;

    /**
     * A limit.
     *
     * @param copied how many bytes are copied for each message; 0 for a body that is shared
     */
    HandOff(int copied) {
        body = new byte[copied];
    }

    @Override
    void start(@Nullable ConnectionFactory unused) {
        received = Threads.run("receiver", this::receive);
        sent = Threads.run("sender", this::send);
    }

    private long send() throws InterruptedException {
        long number = 0;
        while (!stopping) {
            queue.put(body.length == 0 ? body : body.clone());
            number++;
        }
        queue.put(LAST);
        return number;
    }

    private long receive() throws InterruptedException {
        byte[] copy = new byte[body.length];
        long number = 0;
        for (byte[] message = queue.take(); message != LAST; message = queue.take()) {
            System.arraycopy(message, 0, copy, 0, copy.length);
            number++;
            if (number % STEP == 0) {
                count = number;
            }
        }
        return number;
    }

    @Override
    long messages() {
        return count;
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        if (sent == null || received == null || !Threads.result(sent).equals(Threads.result(received))) {
            throw new IllegalStateException("Something was lost between two threads.");
        }
    }
}
