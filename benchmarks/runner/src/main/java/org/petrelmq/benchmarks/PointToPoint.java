package org.petrelmq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue with one sender and one receiver, which calls receive: text messages, AUTO_ACKNOWLEDGE, non-persistent (so that no
 * provider waits for a confirmation that it need not give), at most {@value #WINDOW} messages in flight.
 */
final class PointToPoint implements Workload {
    private static final int WINDOW = 1000;
    private static final int STEP = 100;
    private static final long LOST_AFTER_MILLIS = 10_000;

    private final String text;
    private final Semaphore window = new Semaphore(WINDOW);
    private final CompletableFuture<Long> sent = new CompletableFuture<>();
    private final CompletableFuture<Long> received = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile long count;
    private @Nullable Connection sending;
    private @Nullable Connection receiving;

    PointToPoint(int bytes) {
        text = "x".repeat(bytes);
    }

    @Override
    public void start(@Nullable ConnectionFactory provider) throws Exception {
        ConnectionFactory factory = Objects.requireNonNull(provider);
        Connection in = factory.createConnection();
        Connection out = factory.createConnection();
        receiving = in;
        sending = out;
        Session receiver = in.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = receiver.createQueue("benchmark");
        MessageConsumer consumer = receiver.createConsumer(queue);
        Session sender = out.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = sender.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        in.start();
        Threads.run("receiver", received, () -> receive(consumer));
        Threads.run("sender", sent, () -> send(sender, producer));
    }

    private long send(Session session, MessageProducer producer) throws Exception {
        long number = 0;
        while (!stopping) {
            window.acquire(STEP);
            for (int i = 0; i < STEP; i++) {
                producer.send(session.createTextMessage(text));
            }
            number += STEP;
        }
        return number;
    }

    /** Runs until everything that the sender sent is here. */
    private long receive(MessageConsumer consumer) throws Exception {
        long number = 0;
        while (!(sent.isDone() && number == sent.join())) {
            boolean allSent = sent.isDone();
            Message message = consumer.receive(allSent ? LOST_AFTER_MILLIS : 100);
            if (message != null) {
                number++;
                if (number % STEP == 0) {
                    window.release(STEP);
                    count = number;
                }
            } else if (allSent) {
                throw new IllegalStateException(sent.join() + " messages were sent and " + number + " came.");
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
        sent.get(30, TimeUnit.SECONDS);
        received.get(60, TimeUnit.SECONDS);
        if (sending != null && receiving != null) {
            sending.close();
            receiving.close();
        }
    }
}
