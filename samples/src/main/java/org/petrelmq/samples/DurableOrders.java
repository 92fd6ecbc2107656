package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;

/**
 * A broker on disk, over a restart. On the first day the shop sends orders and somebody takes one without finishing it; then
 * everything ends. On the second day the same directory is opened: the orders are there in their order, the unfinished one is
 * marked, the accountant's durable subscription has what was published while he was away, and what was sent as not
 * persistent is gone.
 *
 * <p>Look at: the URL, which is all that a broker on disk needs; {@code JMSXDeliveryCount} of an order that was taken before.
 * A broker that only factories use closes with its last connection; a {@link Broker} keeps it open.
 */
public final class DurableOrders {
    private static final String ORDERS = "orders";
    private static final String SALES = "sales";
    private static final String ACCOUNTANT = "accountant";

    private DurableOrders() {}

    /**
     * What was there on the second day.
     *
     * @param orders the orders, each with how often it has been delivered
     * @param sales what the accountant got
     */
    record Outcome(List<String> orders, List<String> sales) {}

    /** Runs the sample. */
    public static void main(String[] args) throws IOException, JMSException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws IOException, JMSException {
        Path directory = Files.createTempDirectory("petrel-sample");
        try {
            String url = "petrel:file:" + directory;
            firstDay(url, out);
            return secondDay(url, out);
        } finally {
            delete(directory);
        }
    }

    private static void firstDay(String url, PrintStream out) throws JMSException {
        try (Broker broker = Broker.open(url)) {
            ConnectionFactory factory = broker.connectionFactory();
            try (JMSContext accountant = factory.createContext()) {
                Topic sales = accountant.createTopic(SALES);
                accountant.createSharedDurableConsumer(sales, ACCOUNTANT);
            }
            try (JMSContext shop = factory.createContext()) {
                Queue orders = shop.createQueue(ORDERS);
                shop.createProducer().send(orders, "Sextant, brass");
                shop.createProducer().send(orders, "Rope, 20 m");
                shop.createProducer()
                        .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                        .send(orders, "What is the time?");
                shop.createProducer().send(shop.createTopic(SALES), "2 articles");
            }
            JMSContext fulfilment = factory.createContext(JMSContext.SESSION_TRANSACTED);
            String order = receive(fulfilment.createConsumer(fulfilment.createQueue(ORDERS)))
                    .getBody(String.class);
            out.println("Taken and not finished: " + order);
            // Closing the broker closes what is connected; what is not committed is as if it had not happened.
        }
    }

    private static Outcome secondDay(String url, PrintStream out) throws JMSException {
        List<String> orders = new ArrayList<>();
        List<String> sales = new ArrayList<>();
        ConnectionFactory factory = new PetrelConnectionFactory(url);
        try (JMSContext context = factory.createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(ORDERS));
            for (Message order = consumer.receive(100); order != null; order = consumer.receive(100)) {
                int count = order.getIntProperty("JMSXDeliveryCount");
                orders.add(order.getBody(String.class) + ", delivery " + count);
            }
            JMSConsumer accountant = context.createSharedDurableConsumer(context.createTopic(SALES), ACCOUNTANT);
            sales.add(receive(accountant).getBody(String.class));
        }
        out.println("Orders on the next day: " + orders);
        out.println("For the accountant: " + sales);
        return new Outcome(orders, sales);
    }

    private static Message receive(JMSConsumer consumer) {
        Message message = consumer.receive(10_000);
        if (message == null) {
            throw new IllegalStateException("There should be a message.");
        }
        return message;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
