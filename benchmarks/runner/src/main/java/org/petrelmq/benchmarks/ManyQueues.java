package org.petrelmq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A message to each of many queues in turn, by one thread, and received from one after the other by another: a consumer for
 * each queue, all in one session. At most {@value #WINDOW} messages are in flight.
 */
final class ManyQueues extends Steady {
    private static final int WINDOW = 1000;
    private static final int STEP = 100;
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final int queues;
    private final Semaphore window = new Semaphore(WINDOW);
    private double bytesPerQueue;
    private @Nullable Connection connection;
    private @Nullable CompletableFuture<Long> sent;
    private @Nullable CompletableFuture<Long> received;
    private volatile boolean stopping;
    private volatile long everything = Long.MAX_VALUE;
    private volatile long count;

    ManyQueues(int queues) {
        this.queues = queues;
    }

    @Override
    void start(@Nullable ConnectionFactory factory) throws Exception {
        Connection made = Objects.requireNonNull(factory).createConnection();
        connection = made;
        made.start();
        Session receiving = made.createSession(Session.AUTO_ACKNOWLEDGE);
        long before = Meter.liveBytes();
        MessageConsumer[] consumers = new MessageConsumer[queues];
        for (int i = 0; i < queues; i++) {
            consumers[i] = receiving.createConsumer(receiving.createQueue("benchmark-" + i));
        }
        bytesPerQueue = (double) (Meter.liveBytes() - before) / queues;
        Session sending = made.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer[] producers = new MessageProducer[queues];
        for (int i = 0; i < queues; i++) {
            producers[i] = sending.createProducer(sending.createQueue("benchmark-" + i));
            producers[i].setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        }
        received = Threads.run("receiver", () -> receive(consumers));
        sent = Threads.run("sender", () -> send(sending, producers));
    }

    private long send(Session session, MessageProducer[] producers) throws Exception {
        String text = "x".repeat(100);
        long number = 0;
        while (!stopping) {
            window.acquire(STEP);
            for (int i = 0; i < STEP; i++) {
                producers[(int) (number++ % queues)].send(session.createTextMessage(text));
            }
        }
        everything = number;
        return number;
    }

    private long receive(MessageConsumer[] consumers) throws Exception {
        long number = 0;
        while (number < everything) {
            if (consumers[(int) (number % queues)].receive(LOOK_AGAIN_MILLIS) != null && ++number % STEP == 0) {
                count = number;
                window.release(STEP);
            }
        }
        return number;
    }

    @Override
    long messages() {
        return count;
    }

    @Override
    Map<String, Double> more() {
        return Map.of("bytesPerQueue", bytesPerQueue);
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        long sentInAll = Threads.result(Objects.requireNonNull(sent));
        if (Threads.result(Objects.requireNonNull(received)) != sentInAll) {
            throw new IllegalStateException("Not everything came.");
        }
        Objects.requireNonNull(connection).close();
    }
}
