package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.core.Broken;

/** All threads doing everything at once; afterwards no message is lost, none came twice unmarked, and the broker is sound. */
@Timeout(120)
class StressTest {
    private static final int MESSAGES = 4000;

    @RegisterExtension
    final OwnBroker broker = new OwnBroker(BrokerOptions.builder().maxDeliveries(0));

    /** What was acknowledged or committed, and how often. */
    private final Map<String, Integer> consumed = new ConcurrentHashMap<>();

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unmarked = new AtomicInteger();
    private final Map<String, Boolean> delivered = new ConcurrentHashMap<>();

    private void seen(Message message) throws JMSException {
        String text = ((TextMessage) message).getText();
        boolean again = delivered.putIfAbsent(text, true) != null;
        boolean marked = message.getJMSRedelivered();
        if ((again && !marked) || marked != message.getIntProperty("JMSXDeliveryCount") >= 2) {
            unmarked.incrementAndGet();
        }
    }

    @Test
    void sendersReceiversListenersAndClosers_loseNothing() throws Exception {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int number = i;
            threads.add(async(() -> sendPlain("plain" + number)));
            threads.add(async(() -> sendTransacted("transacted" + number)));
            threads.add(async(() -> receiveTransacted(new Random(number))));
            threads.add(async(() -> receiveAcknowledging(new Random(100 + number))));
            threads.add(async(() -> listenForAWhile(new Random(200 + number))));
            threads.add(async(() -> stopAndStart(new Random(300 + number))));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(100, TimeUnit.SECONDS);
        }
        Broken.assertAllBrokersAreSound();
        assertThat(broker.admin().count("q")).isZero();
        assertThat(consumed.keySet()).isEqualTo(sent);
        assertThat(consumed.values()).allMatch(times -> times == 1);
        assertThat(unmarked).hasValue(0);
    }

    private interface Task {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> async(Task task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                "stress");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private boolean isDone() {
        return consumed.size() >= 4 * MESSAGES;
    }

    private void sendPlain(String prefix) throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue("q"));
            for (int i = 0; i < MESSAGES; i++) {
                sent.add(prefix + i);
                producer.setPriority(i % 10);
                producer.send(session.createTextMessage(prefix + i));
            }
        }
    }

    /** Every other transaction is rolled back and sent again. */
    private void sendTransacted(String prefix) throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(session.createQueue("q"));
            for (int i = 0; i < MESSAGES; i += 10) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    for (int j = i; j < i + 10; j++) {
                        sent.add(prefix + j);
                        producer.send(session.createTextMessage(prefix + j));
                    }
                    if (attempt == 0) {
                        session.rollback();
                    }
                }
                session.commit();
            }
        }
    }

    private void receiveTransacted(Random random) throws JMSException {
        while (!isDone()) {
            try (Connection connection = broker.factory().createConnection()) {
                connection.start();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
                List<String> batch = new ArrayList<>();
                for (int i = 0; i < 50 && !isDone(); i++) {
                    Message message = consumer.receive(20);
                    if (message != null) {
                        seen(message);
                        batch.add(((TextMessage) message).getText());
                    }
                    if (random.nextInt(5) == 0) {
                        if (random.nextInt(4) == 0) {
                            session.rollback();
                        } else {
                            session.commit();
                            batch.forEach(text -> consumed.merge(text, 1, Integer::sum));
                        }
                        batch.clear();
                    }
                }
                // What is left is rolled back by the close.
            }
        }
    }

    private void receiveAcknowledging(Random random) throws JMSException {
        while (!isDone()) {
            try (Connection connection = broker.factory().createConnection()) {
                connection.start();
                Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(
                        session.createQueue("q"), random.nextBoolean() ? "JMSPriority > 4" : null);
                List<String> batch = new ArrayList<>();
                for (int i = 0; i < 50 && !isDone(); i++) {
                    Message message = consumer.receive(20);
                    if (message == null) {
                        continue;
                    }
                    seen(message);
                    batch.add(((TextMessage) message).getText());
                    if (random.nextInt(4) == 0) {
                        message.acknowledge();
                        batch.forEach(text -> consumed.merge(text, 1, Integer::sum));
                        batch.clear();
                    } else if (random.nextInt(8) == 0) {
                        session.recover();
                        batch.clear();
                    }
                }
            }
        }
    }

    /** A listener that sometimes throws, on a connection that is closed from outside while it works. */
    private void listenForAWhile(Random random) throws JMSException {
        while (!isDone()) {
            try (Connection connection = broker.factory().createConnection()) {
                Session session = connection.createSession();
                AtomicInteger count = new AtomicInteger();
                session.createConsumer(session.createQueue("q")).setMessageListener(message -> {
                    try {
                        seen(message);
                        if (count.incrementAndGet() % 7 == 0) {
                            throw new IllegalArgumentException("every seventh");
                        }
                        consumed.merge(((TextMessage) message).getText(), 1, Integer::sum);
                    } catch (JMSException e) {
                        throw new AssertionError(e);
                    }
                });
                connection.start();
                int until = 20 + random.nextInt(200);
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
                while (count.get() < until && System.nanoTime() - deadline < 0 && !isDone()) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private void stopAndStart(Random random) throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
            CompletableFuture<Void> receiver = async(() -> {
                try {
                    for (Message message = consumer.receive(); message != null; message = consumer.receive()) {
                        seen(message);
                        consumed.merge(((TextMessage) message).getText(), 1, Integer::sum);
                    }
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("closed");
                }
            });
            while (!isDone()) {
                connection.start();
                for (int i = random.nextInt(2000); i > 0; i--) {
                    Thread.onSpinWait();
                }
                connection.stop();
            }
            connection.close();
            receiver.join();
        }
    }
}
