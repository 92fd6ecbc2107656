package org.petrelmq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Workload I4: many stored messages of 1 KB, a JVM that was halted, and the time from opening the store to the first message
 * received. {@code Restart fill BROKER-CLASS} stores and halts; {@code Restart first warm|cold BROKER-CLASS} opens; {@code
 * Restart read warm|cold} reads the bytes of a directory and nothing else, which is the limit. The directory is the system
 * property {@code benchmark.directory}.
 */
public final class Restart {
    /** The status of a JVM that was halted when all was stored. */
    public static final int CRASHED = 42;

    private static final int MESSAGES = Integer.getInteger("benchmark.messages", 100_000);
    private static final int BYTES = 1024;
    private static final String QUEUE = "benchmark";
    private static final Path CACHES = Path.of("/proc/sys/vm/drop_caches");

    private Restart() {}

    /**
     * Fills, or measures and prints one line of figures.
     *
     * @param arguments as above
     * @throws Exception if the provider fails
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getProperty("benchmark.directory", "target"));
        if (arguments[0].equals("fill")) {
            double millis = fill(arguments[1]);
            print(millis, directory);
            System.out.flush();
            Runtime.getRuntime().halt(CRASHED);
        }
        sync();
        if (arguments[1].equals("cold")) {
            // Needs the right to do so.
            Files.writeString(CACHES, "3");
        } else {
            read(directory);
        }
        double bytes = megabytes(directory);
        double millis = arguments[0].equals("read") ? read(directory) : first(arguments[2]);
        System.out.println(Figures.of("millis", millis, "megabytes", bytes).line());
        System.exit(0);
    }

    private static void print(double millis, Path directory) throws IOException {
        System.out.println(
                Figures.of("millis", millis, "megabytes", megabytes(directory)).line());
    }

    /**
     * Nothing of an earlier run is still to be written: the first sync of this one would wait for it, and it would stay in the
     * cache.
     */
    private static void sync() throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sync").inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("sync ended with " + exit + ".");
        }
    }

    private static double fill(String brokerClass) throws Exception {
        BenchmarkBroker broker = Fork.newBroker(brokerClass);
        long begin = System.nanoTime();
        broker.start();
        // Neither is closed: this JVM is about to be halted.
        Session session = broker.connectionFactory().createConnection().createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
        for (int i = 0; i < MESSAGES; i++) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(new byte[BYTES]);
            producer.send(message);
            if (i % 1000 == 999) {
                session.commit();
            }
        }
        session.commit();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Receives one message and gives it back. */
    private static double first(String brokerClass) throws Exception {
        BenchmarkBroker broker = Fork.newBroker(brokerClass);
        long begin = System.nanoTime();
        broker.start();
        double millis;
        try (Connection connection = broker.connectionFactory().createConnection()) {
            connection.start();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            Message message = session.createConsumer(session.createQueue(QUEUE)).receive(300_000);
            if (message == null) {
                throw new IllegalStateException("The first message did not come.");
            }
            millis = (System.nanoTime() - begin) / 1e6;
            session.rollback();
        }
        broker.stop();
        return millis;
    }

    private static double read(Path directory) throws IOException {
        byte[] buffer = new byte[1 << 20];
        long begin = System.nanoTime();
        for (Path file : files(directory)) {
            try (InputStream in = Files.newInputStream(file)) {
                int count;
                do {
                    count = in.read(buffer);
                } while (count > 0);
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double megabytes(Path directory) throws IOException {
        double bytes = 0;
        for (Path file : files(directory)) {
            bytes += Files.size(file);
        }
        return bytes / (1 << 20);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
