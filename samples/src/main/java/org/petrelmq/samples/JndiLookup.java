package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.petrelmq.Broker;

/**
 * JNDI: which broker and which queues a program works with stands in a properties file, not in the program, whose code names
 * no class of Petrel. Here the file is a text below; as {@code jndi.properties} on the class path it is found by {@code new
 * InitialContext()} without further ado.
 *
 * <p>Look at: the forms of the entries, a queue that is looked up without an entry ({@code dynamicQueues/}), and the error for
 * a name that is not there.
 */
@SuppressWarnings("BanJNDI") // this is about JNDI; the names are constants
public final class JndiLookup {
    private static final String JNDI_PROPERTIES = """
            java.naming.factory.initial = org.petrelmq.jndi.PetrelInitialContextFactory
            connectionFactory.jms/office = petrel:mem:office
            property.connectionFactory.jms/office.clientId = accounting
            queue.jms/invoices = accounting.invoices.incoming
            """;

    private JndiLookup() {}

    /**
     * What happened.
     *
     * @param clientId the connection's client ID
     * @param invoices the queue that was looked up under a logical name
     * @param paid the queue that was looked up without an entry
     * @param booked the invoice, after it went through both queues
     * @param missing the error for a name that is not bound
     */
    record Outcome(String clientId, String invoices, String paid, String booked, String missing) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException, NamingException, IOException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException, NamingException, IOException {
        Properties environment = new Properties();
        environment.load(new StringReader(JNDI_PROPERTIES));
        InitialContext names = new InitialContext(environment);
        // Only so that the broker ends with the sample; the program itself works without it.
        try (Broker broker = Broker.open("petrel:mem:office")) {
            ConnectionFactory factory = (ConnectionFactory) names.lookup("jms/office");
            Queue invoices = (Queue) names.lookup("jms/invoices");
            Queue paid = (Queue) names.lookup("dynamicQueues/accounting.invoices.paid");
            out.println("jms/office is a " + factory.getClass().getSimpleName() + " for " + broker);
            out.println("jms/invoices is the queue " + invoices.getQueueName());
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(invoices, "Invoice 7731: 2 barrels of tar, 184.00 EUR");
                String invoice = context.createConsumer(invoices).receiveBody(String.class, 10_000);
                context.createProducer().send(paid, invoice);
                String booked = context.createConsumer(paid).receiveBody(String.class, 10_000);
                out.println("As '" + context.getClientID() + "', through " + paid.getQueueName() + ": " + booked);
                return new Outcome(
                        context.getClientID(),
                        invoices.getQueueName(),
                        paid.getQueueName(),
                        booked,
                        missing(names, out));
            }
        } finally {
            names.close();
        }
    }

    private static String missing(InitialContext names, PrintStream out) throws NamingException {
        try {
            return String.valueOf(names.lookup("jms/reminders"));
        } catch (NameNotFoundException e) {
            out.println("jms/reminders: " + e.getMessage());
            return String.valueOf(e.getMessage());
        }
    }
}
