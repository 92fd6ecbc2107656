package org.petrelmq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose selector takes one of {@value #KINDS} of a backlog of {@value #BACKLOG} messages: the time until it is
 * created and has received all of them. Each time it is another one of the kinds.
 */
final class SelectiveDrain implements Workload {
    private static final int BACKLOG = 100_000;
    private static final int KINDS = 1000;
    private static final int WARM_UP = 20;
    private static final int MEASURED = 21;

    @Override
    public Figures measure(@Nullable ConnectionFactory factory, Span unused) throws Exception {
        try (Connection connection = Objects.requireNonNull(factory).createConnection()) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue("benchmark");
            fill(session, queue);
            connection.start();
            double[] millis = new double[MEASURED];
            for (int kind = 0; kind < WARM_UP + MEASURED; kind++) {
                long begin = System.nanoTime();
                receiveAll(session, queue, kind);
                millis[Math.max(0, kind - WARM_UP)] = (System.nanoTime() - begin) / 1e6;
            }
            Arrays.sort(millis);
            return Figures.of("matchMillis", millis[MEASURED / 2], "slowestMillis", millis[MEASURED - 1]);
        }
    }

    private static void fill(Session session, Queue queue) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            for (int i = 0; i < BACKLOG; i++) {
                Message message = session.createTextMessage("x");
                message.setIntProperty("kind", i % KINDS);
                producer.send(message);
            }
        }
    }

    private static void receiveAll(Session session, Queue queue, int kind) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue, "kind = " + kind)) {
            for (int i = 0; i < BACKLOG / KINDS; i++) {
                if (consumer.receive(60_000) == null) {
                    throw new IllegalStateException("Only " + i + " messages of kind " + kind + " came.");
                }
            }
        }
    }
}
