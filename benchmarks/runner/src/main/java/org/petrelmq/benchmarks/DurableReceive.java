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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One receiver of persistent messages of 1 KB that were stored before: each acknowledged by itself before the next, or so many
 * in a transaction. There have to be enough of them for the time that is measured.
 */
final class DurableReceive implements Workload {
    private static final int BYTES = 1024;
    private static final int FILL = 1000;
    private static final String QUEUE = "benchmark";

    private final int stored;
    private final int batch;
    private final CompletableFuture<Long> received = new CompletableFuture<>();
    private @Nullable Connection connection;
    private volatile boolean stopping;
    private volatile long count;

    /**
     * A workload.
     *
     * @param stored how many messages there are
     * @param batch how many are received in a transaction; 1 for AUTO_ACKNOWLEDGE
     */
    DurableReceive(int stored, int batch) {
        this.stored = stored;
        this.batch = batch;
    }

    @Override
    public void start(@Nullable ConnectionFactory provider) throws Exception {
        Connection made = Objects.requireNonNull(provider).createConnection();
        connection = made;
        made.start();
        fill(made);
        Session session = made.createSession(batch > 1 ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
        Threads.run("receiver", received, () -> receive(session, consumer));
    }

    private void fill(Connection made) throws JMSException {
        try (Session session = made.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
            for (int i = 1; i <= stored; i++) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(new byte[BYTES]);
                producer.send(message);
                if (i % FILL == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
    }

    private long receive(Session session, MessageConsumer consumer) throws JMSException {
        long number = 0;
        while (!stopping) {
            if (consumer.receive(5000) == null) {
                throw new IllegalStateException("All " + stored + " messages are received: measure for less time.");
            }
            number++;
            if (number % batch == 0) {
                if (batch > 1) {
                    session.commit();
                }
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
        received.get(60, TimeUnit.SECONDS);
        if (connection != null) {
            connection.close();
        }
    }
}
