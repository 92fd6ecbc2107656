package org.petrelmq.samples;

import jakarta.jms.JMSException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.RequestReply;
import org.petrelmq.TicketReply;

/**
 * Requests with a ticket: a report takes long, so whoever orders it gets a ticket at once and goes away. The reply waits on a
 * queue until somebody with the ticket polls it, over whatever connection, like a coat at a cloakroom: once.
 *
 * <p>Look at: the ticket is plain text (put it into a URL or a database), and what {@link RequestReply#poll} answers at each
 * stage. With a broker on disk, a ticket also survives a restart.
 */
public final class Tickets {
    private static final Map<String, String> REVENUE =
            Map.of("2026-Q1", "412 300 EUR", "2026-Q2", "538 050 EUR", "2026-Q3", "497 700 EUR");

    private Tickets() {}

    /**
     * What happened.
     *
     * @param early the poll before the report was made
     * @param report the report, polled later
     * @param again a second poll with the same ticket
     * @param failed the poll for a report that could not be made
     * @param unknown a poll with something that is no ticket
     */
    record Outcome(
            TicketReply.Status early,
            String report,
            TicketReply.Status again,
            TicketReply failed,
            TicketReply.Status unknown) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException, InterruptedException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException, InterruptedException {
        try (Broker broker = Broker.open("petrel:mem:reports")) {
            PetrelConnectionFactory factory = broker.connectionFactory();
            String ticket;
            String hopeless;
            TicketReply.Status early;
            try (RequestReply office = new RequestReply(factory)) {
                Duration day = Duration.ofDays(1);
                ticket = office.submit(office.queue("reports"), office.textMessage("2026-Q3"), day);
                hopeless = office.submit(office.queue("reports"), office.textMessage("2031-Q1"), day);
                early = office.poll(ticket).status();
            }
            out.println("Ticket for the revenue of 2026-Q3: " + ticket);
            out.println("Polled at once: " + early);

            makeReports(factory, 2);

            // Next morning, somebody else's connection.
            try (RequestReply manager = new RequestReply(factory)) {
                TicketReply reply = manager.poll(ticket);
                String report = reply.message() == null ? "" : reply.message().getBody(String.class);
                out.println("Polled next morning: " + reply.status() + ", " + report);
                TicketReply.Status again = manager.poll(ticket).status();
                out.println("Polled a second time: " + again);
                TicketReply failed = manager.poll(hopeless);
                out.println("The other report: " + failed.status() + ", " + failed.error());
                TicketReply.Status unknown = manager.poll("coat-check-42").status();
                out.println("Polled with something else: " + unknown);
                return new Outcome(early, report, again, failed, unknown);
            }
        }
    }

    /** The service that works at night. */
    private static void makeReports(PetrelConnectionFactory factory, int count)
            throws JMSException, InterruptedException {
        CountDownLatch made = new CountDownLatch(count);
        try (RequestReply night = new RequestReply(factory)) {
            night.serve(night.queue("reports"), (request, session) -> {
                made.countDown();
                return session.createTextMessage(report(request.getBody(String.class)));
            });
            made.await();
        } // closing waits until the last reply is sent
    }

    private static String report(String quarter) {
        String revenue = REVENUE.get(quarter);
        if (revenue == null) {
            throw new IllegalArgumentException("there are no books for " + quarter);
        }
        return "Revenue of " + quarter + ": " + revenue;
    }
}
