package org.petrelmq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Set;

/**
 * Workload H: from the start of a JVM to its first message. {@code FirstMessage BROKER-CLASS}, or nothing for a bare JVM. It
 * prints when the message was there, in milliseconds since the epoch, which the runner compares with when it started the JVM.
 */
public final class FirstMessage {
    private FirstMessage() {}

    /**
     * Sends one message, receives it, and prints figures.
     *
     * @param arguments as above
     * @throws Exception if the provider fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            print(System.currentTimeMillis(), 0);
            return;
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long there;
        BenchmarkBroker broker = Fork.newBroker(arguments[0]);
        broker.start();
        try (Connection connection = broker.connectionFactory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue("first");
            session.createProducer(queue).send(session.createTextMessage("hello"));
            MessageConsumer consumer = session.createConsumer(queue);
            if (!(consumer.receive(10_000) instanceof TextMessage)) {
                throw new IllegalStateException("The first message did not come.");
            }
            there = System.currentTimeMillis();
        }
        broker.stop();
        long left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .count();
        print(there, left);
        System.exit(0);
    }

    private static void print(long there, long threadsLeft) {
        System.out.println(Figures.of(
                        "there", there,
                        "threadsLeft", threadsLeft,
                        "residentMegabytes", Meter.peakResidentKilobytes() / 1024.0)
                .line());
    }
}
