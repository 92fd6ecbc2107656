package org.petrelmq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A queue that never gets shorter: one thread sends {@value #BATCH} persistent messages of 1 KB behind a backlog, receives as
 * many of its oldest, and commits both. Messages come in order and none is missing.
 */
final class Backlog extends Steady {
    private static final int BYTES = 1024;
    private static final int BATCH = 100;
    private static final int FILL = 1000;

    private final int backlog;
    private @Nullable Connection connection;
    private @Nullable CompletableFuture<Void> turning;
    private volatile boolean stopping;
    private volatile long count;

    Backlog(int messages) {
        backlog = messages;
    }

    @Override
    void start(@Nullable ConnectionFactory factory) throws Exception {
        Connection made = Objects.requireNonNull(factory).createConnection();
        connection = made;
        Session session = made.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("benchmark"));
        for (long i = 0; i < backlog; i++) {
            send(session, producer, i);
            if (i % FILL == FILL - 1) {
                session.commit();
            }
        }
        MessageConsumer consumer = session.createConsumer(session.createQueue("benchmark"));
        made.start();
        turning = Threads.run("turner", () -> turn(session, producer, consumer));
    }

    private static void send(Session session, MessageProducer producer, long number) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeLong(number);
        message.writeBytes(new byte[BYTES - Long.BYTES]);
        producer.send(message);
    }

    private @Nullable Void turn(Session session, MessageProducer producer, MessageConsumer consumer)
            throws JMSException {
        for (long number = 0; !stopping; number++) {
            send(session, producer, backlog + number);
            if (!(consumer.receive(60_000) instanceof BytesMessage message) || message.readLong() != number) {
                throw new IllegalStateException("Message " + number + " did not come when it was due.");
            }
            if (number % BATCH == BATCH - 1) {
                session.commit();
                count = number + 1;
            }
        }
        return null;
    }

    @Override
    long messages() {
        return count;
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        Threads.result(Objects.requireNonNull(turning));
        Objects.requireNonNull(connection).close();
    }
}
