package org.petrelmq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Senders of persistent messages of 1 KB to one queue, each by itself, waiting until each send returns: then it is on the disk.
 * Nobody receives meanwhile. The time of each send is measured. At the end as many messages must be there as were sent.
 */
final class DurableSend extends Timed {
    private static final int BYTES = 1024;

    /** Classic pages in 200 messages and stops until some of them are committed. */
    private static final int STEP = 100;

    private static final long EMPTY_AFTER_MILLIS = 100;
    private static final long MISSING_AFTER_MILLIS = 10_000;
    private static final String QUEUE = "benchmark";

    private final int senders;
    private final int batch;
    private final List<CompletableFuture<Long>> sent = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private @Nullable ConnectionFactory factory;
    private volatile boolean stopping;

    /**
     * A workload.
     *
     * @param senders how many
     * @param batch how many messages each sends in a transaction; 1 for no transaction. The time is that of all of them
     */
    DurableSend(int senders, int batch) {
        this.senders = senders;
        this.batch = batch;
    }

    @Override
    void start(@Nullable ConnectionFactory provider) throws Exception {
        factory = Objects.requireNonNull(provider);
        for (int i = 0; i < senders; i++) {
            Connection connection = factory.createConnection();
            connections.add(connection);
            Session session =
                    connection.createSession(batch > 1 ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            sent.add(Threads.run("sender-" + i, () -> send(session, producer)));
        }
    }

    private long send(Session session, MessageProducer producer) throws JMSException {
        byte[] body = new byte[BYTES];
        long number = 0;
        while (!stopping) {
            long spent = 0;
            for (int i = 0; i < batch; i++) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                long begin = System.nanoTime();
                producer.send(message);
                spent += System.nanoTime() - begin;
            }
            if (batch > 1) {
                long begin = System.nanoTime();
                session.commit();
                spent += System.nanoTime() - begin;
            }
            took(spent);
            number += batch;
            count.addAndGet(batch);
        }
        return number;
    }

    @Override
    long messages() {
        return count.get();
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        long sentInAll = 0;
        for (CompletableFuture<Long> each : sent) {
            sentInAll += Threads.result(each);
        }
        long there = receiveAll(Objects.requireNonNull(factory), sentInAll);
        if (there != sentInAll) {
            throw new IllegalStateException(sentInAll + " messages were sent and " + there + " are there.");
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static long receiveAll(ConnectionFactory factory, long expected) throws JMSException {
        try (Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            long number = 0;
            while (consumer.receive(number < expected ? MISSING_AFTER_MILLIS : EMPTY_AFTER_MILLIS) != null) {
                if (++number % STEP == 0) {
                    session.commit();
                }
            }
            session.commit();
            return number;
        }
    }
}
