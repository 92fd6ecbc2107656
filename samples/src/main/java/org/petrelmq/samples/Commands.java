package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;

/**
 * Commands between services: all commands go to one queue, each with its type, and each service takes those that it can
 * execute. Nobody needs to know which service that is. A command that no service understands stays in the queue, where an
 * operator sees it, until a service comes that does.
 *
 * <p>Look at: JMSType as the command's type, the services' selectors, and the operator's view through {@link BrokerAdmin}.
 */
public final class Commands {
    private static final String QUEUE = "commands";

    private Commands() {}

    /**
     * What happened.
     *
     * @param billing what the billing service did, in that order
     * @param warehouse what the warehouse in Hamburg did
     * @param unknown the types of the commands that stayed
     * @param loyalty what the service did that came later
     * @param left how many commands stay in the end
     */
    record Outcome(
            List<String> billing, List<String> warehouse, List<String> unknown, List<String> loyalty, long left) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException, InterruptedException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException, InterruptedException {
        try (Broker broker = Broker.open("petrel:mem:commands")) {
            ConnectionFactory factory = broker.connectionFactory();
            Service billing = new Service("billing", "JMSType IN ('ChargeCard', 'RefundCard')", out);
            Service warehouse = new Service("warehouse", "JMSType = 'ReserveStock' AND site = 'Hamburg'", out);
            try (JMSContext shop = factory.createContext();
                    JMSContext forBilling = factory.createContext();
                    JMSContext forWarehouse = factory.createContext()) {
                CountDownLatch done = new CountDownLatch(4);
                billing.listen(forBilling, done);
                warehouse.listen(forWarehouse, done);
                send(shop, "ReserveStock", "Hamburg", "2 compasses");
                send(shop, "ChargeCard", "Hamburg", "119.00 EUR to M. Okafor");
                send(shop, "AwardPoints", "Hamburg", "119 points to M. Okafor");
                send(shop, "ReserveStock", "Oslo", "1 barometer");
                send(shop, "RefundCard", "Hamburg", "35.50 EUR to L. Brandt");
                send(shop, "ReserveStock", "Hamburg", "5 logbooks");
                done.await();
            }
            List<String> unknown = showUnknown(broker.admin(), out);

            Service loyalty = new Service("loyalty", "JMSType = 'AwardPoints'", out);
            try (JMSContext forLoyalty = factory.createContext()) {
                CountDownLatch done = new CountDownLatch(1);
                loyalty.listen(forLoyalty, done);
                done.await();
            }
            long left = broker.admin().count(QUEUE);
            out.println("Commands that still wait for a service: " + left);
            return new Outcome(billing.log(), warehouse.log(), unknown, loyalty.log(), left);
        }
    }

    private static void send(JMSContext shop, String type, String site, String what) throws JMSException {
        MapMessage command = shop.createMapMessage();
        command.setString("what", what);
        shop.createProducer().setJMSType(type).setProperty("site", site).send(shop.createQueue(QUEUE), command);
    }

    /** What an operator would see in a console. */
    private static List<String> showUnknown(BrokerAdmin admin, PrintStream out) throws JMSException {
        List<String> types = new ArrayList<>();
        out.println("Commands that no service takes: " + admin.count(QUEUE));
        for (Message command : admin.browse(QUEUE)) {
            types.add(command.getJMSType());
            out.println("  " + command.getJMSType() + " (" + command.getStringProperty("site") + "): "
                    + ((MapMessage) command).getString("what"));
        }
        return types;
    }

    /** A service of the company: its connection, its selector, and what it did. */
    private static final class Service {
        private final String name;
        private final String selector;
        private final PrintStream out;
        private final Queue<String> executed = new ConcurrentLinkedQueue<>();

        Service(String name, String selector, PrintStream out) {
            this.name = name;
            this.selector = selector;
            this.out = out;
        }

        void listen(JMSContext connection, CountDownLatch done) {
            connection
                    .createConsumer(connection.createQueue(QUEUE), selector)
                    .setMessageListener(command -> execute(command, done));
        }

        private void execute(Message command, CountDownLatch done) {
            try {
                String what = ((MapMessage) command).getString("what");
                executed.add(command.getJMSType() + " " + what);
                out.println(name + " executes " + command.getJMSType() + ": " + what);
                done.countDown();
            } catch (JMSException e) {
                throw new IllegalStateException("The command cannot be read; it comes again.", e);
            }
        }

        List<String> log() {
            return List.copyOf(executed);
        }
    }
}
