package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.BrokerOptions;

/**
 * Order processing: each order goes from the shop to fulfilment and from there to shipping. Fulfilment takes an order, writes
 * an invoice and hands on a parcel in one transaction, so a failure in the middle leaves the order where it was and no invoice.
 * One order cannot be fulfilled, however often it is tried: after {@code maxDeliveries} it goes to the dead-letter queue, out
 * of the way of the others.
 *
 * <p>Look at: {@code commit} and {@code rollback} in the listener, and the properties that say of a dead message where it was
 * and why it is dead.
 */
public final class OrderProcessing {
    private static final String DEAD_ORDERS = "orders.dead";

    private OrderProcessing() {}

    /**
     * An order in the dead-letter queue.
     *
     * @param order its number
     * @param origin the queue it was in
     * @param cause why it is dead
     * @param deliveries how often it was tried
     */
    record DeadOrder(String order, String origin, String cause, int deliveries) {}

    /**
     * What happened.
     *
     * @param shipped the parcels, in the order of shipping
     * @param invoices how many invoices were written
     * @param dead the orders in the dead-letter queue
     */
    record Outcome(List<String> shipped, long invoices, List<DeadOrder> dead) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException {
        BrokerOptions options = BrokerOptions.builder()
                .maxDeliveries(3)
                .deadLetterQueue(DEAD_ORDERS)
                .build();
        try (Broker broker = Broker.open("petrel:mem:orders", options)) {
            ConnectionFactory factory = broker.connectionFactory();
            List<String> shipped;
            try (JMSContext shop = factory.createContext();
                    JMSContext fulfilment = factory.createContext(JMSContext.SESSION_TRANSACTED);
                    JMSContext shipping = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                order(shop, "2026-0117", "Sextant, brass", "1");
                order(shop, "2026-0118", "Rope, 20 m", "a dozen");
                order(shop, "2026-0119", "Signal flags", "2");
                order(shop, "2026-0120", "Oilskin jacket", "1");

                fulfilment
                        .createConsumer(fulfilment.createQueue("orders.placed"))
                        .setMessageListener(order -> fulfil(fulfilment, order, out));
                shipped = ship(shipping, 3, out);
            }
            long invoices = broker.admin().count("orders.invoices");
            out.println("Invoices: " + invoices + ", none of an order that was rolled back");
            return new Outcome(shipped, invoices, deadOrders(broker, out));
        }
    }

    private static void order(JMSContext shop, String number, String article, String quantity) throws JMSException {
        MapMessage order = shop.createMapMessage();
        order.setString("number", number);
        order.setString("article", article);
        order.setString("quantity", quantity);
        shop.createProducer().send(shop.createQueue("orders.placed"), order);
    }

    /** On the listener's thread. The order is gone and its invoice and parcel are there, or none of this happened. */
    private static void fulfil(JMSContext fulfilment, Message message, PrintStream log) {
        try {
            MapMessage order = (MapMessage) message;
            JMSProducer out = fulfilment.createProducer().setProperty("order", order.getString("number"));
            out.send(fulfilment.createQueue("orders.invoices"), "Thank you for " + order.getString("article"));
            String label = order.getInt("quantity") + " x " + order.getString("article"); // fails for "a dozen"
            out.send(fulfilment.createQueue("orders.parcels"), label);
            fulfilment.commit();
        } catch (JMSException | RuntimeException e) {
            log.println("Fulfilment rolls back: " + e);
            fulfilment.rollback();
        }
    }

    private static List<String> ship(JMSContext shipping, int count, PrintStream out) throws JMSException {
        List<String> shipped = new ArrayList<>();
        JMSConsumer parcels = shipping.createConsumer(shipping.createQueue("orders.parcels"));
        while (shipped.size() < count) {
            Message parcel = parcels.receive(10_000);
            if (parcel == null) {
                throw new IllegalStateException("There should be more parcels.");
            }
            shipped.add(parcel.getStringProperty("order") + ": " + parcel.getBody(String.class));
            out.println("Shipped " + shipped.get(shipped.size() - 1));
            shipping.commit();
        }
        return shipped;
    }

    private static List<DeadOrder> deadOrders(Broker broker, PrintStream out) throws JMSException {
        List<DeadOrder> dead = new ArrayList<>();
        for (Message letter : broker.admin().browse(DEAD_ORDERS)) {
            DeadOrder order = new DeadOrder(
                    ((MapMessage) letter).getString("number"),
                    letter.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN),
                    letter.getStringProperty(BrokerAdmin.DEAD_LETTER_CAUSE),
                    letter.getIntProperty(BrokerAdmin.DEAD_LETTER_DELIVERIES));
            dead.add(order);
            out.println("Dead: " + order.order() + " from " + order.origin() + ", " + order.cause());
        }
        return dead;
    }
}
