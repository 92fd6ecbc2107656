package org.petrelmq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One receiver of persistent messages of 1 KB that were stored before: each acknowledged by itself before the next, or so many
 * in a transaction. A queue is filled and emptied again and again, and only the emptying counts.
 */
final class Drain implements Workload {
    private static final int BYTES = 1024;
    private static final int FILL = 1000;
    private static final String QUEUE = "benchmark";

    private final int stored;
    private final int acknowledge;
    private final int batch;

    /**
     * A workload.
     *
     * @param stored how many messages there are each time
     * @param acknowledge the mode of the session, unless transacted
     * @param batch how many are received in a transaction; 1 for none
     */
    Drain(int stored, int acknowledge, int batch) {
        this.stored = stored;
        this.acknowledge = acknowledge;
        this.batch = batch;
    }

    @Override
    public Figures measure(@Nullable ConnectionFactory factory, Span time) throws Exception {
        try (Connection connection = Objects.requireNonNull(factory).createConnection()) {
            connection.start();
            cycles(connection, time.warmUp());
            return cycles(connection, time.measured()).figures();
        }
    }

    /** Fills and empties until the emptying took so long. */
    private Meter cycles(Connection connection, int seconds) throws JMSException {
        Meter meter = new Meter();
        do {
            fill(connection);
            try (Session session = connection.createSession(batch > 1 ? Session.SESSION_TRANSACTED : acknowledge)) {
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
                meter.begin();
                empty(session, consumer);
                meter.end(stored);
            }
        } while (meter.seconds() < seconds);
        return meter;
    }

    private void fill(Connection connection) throws JMSException {
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
            for (int i = 1; i <= stored; i++) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(new byte[BYTES]);
                producer.send(message);
                if (i % FILL == 0) {
                    session.commit();
                }
            }
        }
    }

    private void empty(Session session, MessageConsumer consumer) throws JMSException {
        for (int i = 1; i <= stored; i++) {
            if (!(consumer.receive(60_000) instanceof BytesMessage message) || message.getBodyLength() != BYTES) {
                throw new IllegalStateException("Message " + i + " of " + stored + " did not come.");
            }
            if (batch > 1 && i % batch == 0) {
                session.commit();
            }
        }
    }
}
