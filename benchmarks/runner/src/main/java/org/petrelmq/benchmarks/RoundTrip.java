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
import org.jspecify.annotations.Nullable;

/** Requests and their replies over a temporary queue, one at a time: a requester and a server that both call receive. */
final class RoundTrip extends Timed {
    private static final String QUEUE = "benchmark";
    private static final long PATIENCE_MILLIS = 20_000;
    private static final long LOOK_AGAIN_MILLIS = 500;

    private @Nullable Connection connection;
    private @Nullable CompletableFuture<Void> requester;
    private @Nullable CompletableFuture<Void> server;
    private volatile boolean stopping;
    private volatile boolean everythingCame;
    private volatile long count;

    @Override
    void start(@Nullable ConnectionFactory factory) throws Exception {
        Connection made = Objects.requireNonNull(factory).createConnection();
        connection = made;
        Session serving = made.createSession(Session.AUTO_ACKNOWLEDGE);
        Session asking = made.createSession(Session.AUTO_ACKNOWLEDGE);
        made.start();
        server = Threads.run("server", () -> serve(serving));
        requester = Threads.run("requester", () -> ask(asking));
    }

    private @Nullable Void serve(Session session) throws Exception {
        MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
        MessageProducer producer = session.createProducer(null);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        while (!everythingCame) {
            Message request = consumer.receive(LOOK_AGAIN_MILLIS);
            if (request != null) {
                Message reply = session.createTextMessage("reply");
                reply.setJMSCorrelationID(request.getJMSMessageID());
                producer.send(request.getJMSReplyTo(), reply);
            }
        }
        return null;
    }

    private @Nullable Void ask(Session session) throws Exception {
        Queue replies = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(replies);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (long number = 1; !stopping; number++) {
            long begin = System.nanoTime();
            Message request = session.createTextMessage("request");
            request.setJMSReplyTo(replies);
            producer.send(request);
            Message reply = consumer.receive(PATIENCE_MILLIS);
            if (reply == null || !request.getJMSMessageID().equals(reply.getJMSCorrelationID())) {
                throw new IllegalStateException(reply + " came for " + request + ".");
            }
            took(System.nanoTime() - begin);
            count = number;
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
        Threads.result(Objects.requireNonNull(requester));
        everythingCame = true;
        Threads.result(Objects.requireNonNull(server));
        Objects.requireNonNull(connection).close();
    }
}
