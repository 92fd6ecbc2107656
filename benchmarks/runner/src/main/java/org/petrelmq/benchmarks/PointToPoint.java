package org.petrelmq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One queue with senders and as many receivers, which call receive: text messages, AUTO_ACKNOWLEDGE, in memory non-persistent (so that
 * no provider waits for a confirmation that it need not give), at most {@value #WINDOW} messages in flight.
 */
final class PointToPoint implements Workload {
    private static final int WINDOW = 1000;
    private static final int STEP = 100;
    private static final long EMPTY_AFTER_MILLIS = 1000;
    private static final String QUEUE = "benchmark";

    private final int pairs;
    private final int deliveryMode;
    private final String text;
    private final Semaphore window = new Semaphore(WINDOW);
    private final List<CompletableFuture<Long>> sent = new ArrayList<>();
    private final List<CompletableFuture<Long>> received = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean everythingIsSent;

    /**
     * A workload.
     *
     * @param bytes the length of each message's text
     * @param pairs how many senders, and how many receivers
     * @param deliveryMode persistent or not
     */
    PointToPoint(int bytes, int pairs, int deliveryMode) {
        this.deliveryMode = deliveryMode;
        this.text = "x".repeat(bytes);
        this.pairs = pairs;
    }

    @Override
    public void start(@Nullable ConnectionFactory provider) throws Exception {
        ConnectionFactory factory = Objects.requireNonNull(provider);
        for (int i = 0; i < pairs; i++) {
            MessageConsumer consumer = consumer(connect(factory));
            received.add(new CompletableFuture<>());
            Threads.run("receiver-" + i, received.get(i), () -> receive(consumer));
        }
        for (int i = 0; i < pairs; i++) {
            Session session = connect(factory).createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
            producer.setDeliveryMode(deliveryMode);
            sent.add(new CompletableFuture<>());
            Threads.run("sender-" + i, sent.get(i), () -> send(session, producer));
        }
    }

    private Connection connect(ConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        return connection;
    }

    private static MessageConsumer consumer(Connection connection) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
        connection.start();
        return consumer;
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

    /** Runs until everything that was sent is here, or nothing more comes. */
    private long receive(MessageConsumer consumer) throws Exception {
        long number = 0;
        while (true) {
            boolean allSent = everythingIsSent;
            Message message = consumer.receive(EMPTY_AFTER_MILLIS);
            if (message != null) {
                if (++number % STEP == 0) {
                    window.release(STEP);
                    count.addAndGet(STEP);
                }
            } else if (allSent) {
                return number;
            }
        }
    }

    @Override
    public long messages() {
        return count.get();
    }

    @Override
    public void stop() throws Exception {
        stopping = true;
        long sentInAll = total(sent);
        everythingIsSent = true;
        long receivedInAll = total(received);
        if (sentInAll != receivedInAll) {
            throw new IllegalStateException(sentInAll + " messages were sent and " + receivedInAll + " came.");
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static long total(List<CompletableFuture<Long>> counts) throws Exception {
        long total = 0;
        for (CompletableFuture<Long> each : counts) {
            total += each.get(60, TimeUnit.SECONDS);
        }
        return total;
    }
}
