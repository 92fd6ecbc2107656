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
            long there = System.currentTimeMillis();
            print(there, 0, Meter.peakResidentKilobytes() / 1024.0, Meter.liveBytes() / (double) (1 << 20));
            return;
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long there;
        double resident;
        double heap;
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
            resident = Meter.peakResidentKilobytes() / 1024.0;
            heap = Meter.liveBytes() / (double) (1 << 20);
        }
        broker.stop();
        long left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .count();
        print(there, left, resident, heap);
        System.exit(0);
    }

    private static void print(long there, long threadsLeft, double resident, double heap) {
        System.out.println(Figures.of(
                        "there", there,
                        "threadsLeft", threadsLeft,
                        "residentMegabytes", resident,
                        "heapMegabytes", heap)
                .line());
    }
}
