package org.petrelmq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Senders and receivers, each with a connection and a thread of its own, over queues or a topic. At most {@value #WINDOW}
 * messages are in flight. In memory messages are non-persistent, so that no provider waits for a confirmation that it need not
 * give. Receivers read the body.
 */
final class Flow extends Steady {
    private static final int WINDOW = 1000;
    private static final int STEP = 100;
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final FlowShape shape;
    private final int fanOut;
    private final int released;
    private final Semaphore window;
    private final List<CompletableFuture<Long>> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> receivers = new ArrayList<>();
    private final List<AtomicLong> received = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private volatile boolean stopping;
    private volatile boolean everythingCame;

    Flow(FlowShape shape) {
        this.shape = shape;
        fanOut = shape.topic() && shape.types() == 1 ? shape.receivers() : 1;
        window = new Semaphore(WINDOW * fanOut);
        // What each receiver keeps back of the window has to be far less than the window.
        released = shape.topic() && shape.types() == 1 ? STEP : Math.max(1, STEP / shape.receivers());
    }

    @Override
    void start(@Nullable ConnectionFactory provider) throws Exception {
        ConnectionFactory factory = Objects.requireNonNull(provider);
        for (int i = 0; i < shape.receivers(); i++) {
            startReceiver(factory, i);
        }
        for (int i = 0; i < shape.senders(); i++) {
            Session session = session(connect(factory));
            MessageProducer producer = session.createProducer(destination(session, i));
            producer.setDeliveryMode(shape.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            sent.add(Threads.run("sender-" + i, () -> send(session, producer)));
        }
    }

    private void startReceiver(ConnectionFactory factory, int number) throws JMSException {
        Connection connection = connect(factory);
        Session session = session(connection);
        String selector = shape.types() == 1 ? null : "type = '" + number % shape.types() + "'";
        MessageConsumer consumer = session.createConsumer(destination(session, number), selector);
        AtomicLong count = new AtomicLong();
        received.add(count);
        if (shape.listener()) {
            byte[] buffer = new byte[shape.bytes()];
            consumer.setMessageListener(message -> arrived(message, buffer, count));
        } else {
            receivers.add(Threads.run("receiver-" + number, () -> receive(session, consumer, count)));
        }
        connection.start();
    }

    private Connection connect(ConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        return connection;
    }

    private Session session(Connection connection) throws JMSException {
        return connection.createSession(shape.batch() > 1 ? Session.SESSION_TRANSACTED : shape.acknowledge());
    }

    private Destination destination(Session session, int number) throws JMSException {
        String name = "benchmark-" + number % shape.destinations();
        return shape.topic() ? session.createTopic(name) : session.createQueue(name);
    }

    private long send(Session session, MessageProducer producer) throws Exception {
        byte[] body = new byte[shape.bytes()];
        String text = "x".repeat(shape.bytes());
        long number = 0;
        while (!stopping) {
            window.acquire(STEP * fanOut);
            for (int i = 0; i < STEP; i++) {
                Message message = shape.text() ? session.createTextMessage(text) : bytes(session, body);
                if (shape.types() > 1) {
                    message.setStringProperty("type", TYPES[(int) (number + i) % shape.types()]);
                }
                producer.send(message);
            }
            if (shape.batch() > 1) {
                session.commit();
            }
            number += STEP;
        }
        return number;
    }

    private static final String[] TYPES = types();

    private static String[] types() {
        String[] types = new String[100];
        for (int i = 0; i < types.length; i++) {
            types[i] = String.valueOf(i);
        }
        return types;
    }

    private static BytesMessage bytes(Session session, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    private @Nullable Void receive(Session session, MessageConsumer consumer, AtomicLong count) throws Exception {
        byte[] buffer = new byte[shape.bytes()];
        while (!everythingCame) {
            Message message = consumer.receive(LOOK_AGAIN_MILLIS);
            if (message != null) {
                arrived(message, buffer, count);
            }
            if (shape.batch() > 1 && (message == null || count.get() % shape.batch() == 0)) {
                session.commit();
            }
        }
        return null;
    }

    private void arrived(Message message, byte[] buffer, AtomicLong count) {
        try {
            int length = message instanceof TextMessage text
                    ? text.getText().length()
                    : ((BytesMessage) message).readBytes(buffer);
            if (length != shape.bytes()) {
                throw new IllegalStateException("A body of " + length + " came instead of " + shape.bytes() + ".");
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        // Only this receiver writes it.
        long number = count.get() + 1;
        count.lazySet(number);
        if (number % released == 0) {
            window.release(released);
        }
    }

    @Override
    long messages() {
        long sum = 0;
        for (AtomicLong each : received) {
            sum += each.get();
        }
        return sum;
    }

    @Override
    void stop() throws Exception {
        stopping = true;
        long sentInAll = 0;
        for (CompletableFuture<Long> sender : sent) {
            sentInAll += Threads.result(sender);
        }
        long expected = sentInAll * fanOut;
        boolean came = Threads.await(() -> messages() >= expected);
        everythingCame = true;
        for (CompletableFuture<Void> receiver : receivers) {
            Threads.result(receiver);
        }
        if (!came || messages() != expected) {
            throw new IllegalStateException(expected + " messages were to come and " + messages() + " came.");
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
