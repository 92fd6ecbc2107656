package org.petrelmq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Persistent messages of 100 bytes for many durable subscriptions, whose consumers are listeners of one transacted session. It
 * commits when as many deliveries have come as there are subscriptions; at most {@value #WINDOW} publications are in flight.
 */
final class ManySubscriptions extends Steady {
    private static final int WINDOW = 4;

    private final int subscriptions;
    private final Semaphore window = new Semaphore(WINDOW);
    private @Nullable Connection subscriber;
    private @Nullable Connection publisher;
    private @Nullable CompletableFuture<Long> published;
    private volatile boolean stopping;
    private volatile long count;

    ManySubscriptions(int subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    void start(@Nullable ConnectionFactory factory) throws Exception {
        ConnectionFactory provider = Objects.requireNonNull(factory);
        Connection subscribing = provider.createConnection();
        subscriber = subscribing;
        subscribing.setClientID("benchmark");
        Session session = subscribing.createSession(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("benchmark");
        for (int i = 0; i < subscriptions; i++) {
            session.createDurableConsumer(topic, "subscription-" + i).setMessageListener(any -> arrived(session));
        }
        subscribing.start();
        Connection publishing = provider.createConnection();
        publisher = publishing;
        Session sending = publishing.createSession(Session.AUTO_ACKNOWLEDGE);
        published = Threads.run("publisher", () -> publish(sending, sending.createProducer(topic)));
    }

    private void arrived(Session session) {
        // The session has one thread.
        long number = count + 1;
        count = number;
        if (number % subscriptions == 0) {
            try {
                session.commit();
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
            window.release();
        }
    }

    private long publish(Session session, MessageProducer producer) throws Exception {
        String text = "x".repeat(100);
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        long number = 0;
        while (!stopping) {
            window.acquire();
            producer.send(session.createTextMessage(text));
            number++;
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
        long expected = Threads.result(Objects.requireNonNull(published)) * subscriptions;
        if (!Threads.await(() -> count >= expected) || count != expected) {
            throw new IllegalStateException(expected + " deliveries were to come and " + count + " came.");
        }
        Objects.requireNonNull(publisher).close();
        Objects.requireNonNull(subscriber).close();
    }
}
