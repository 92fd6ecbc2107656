package org.petrelmq.samples;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.RequestFailedException;
import org.petrelmq.RequestReply;

/**
 * Remote procedure calls: a shop asks a currency service and waits, with a deadline, for the answer. A call ends in one of
 * four ways: with a reply, with the error that the service threw, when its deadline passes, or because the caller cancels it.
 *
 * <p>Look at: the future that {@link RequestReply#ask} returns, and how a request that no service has taken leaves the queue
 * when nobody waits for it any more.
 */
public final class Rpc {
    private static final Map<String, BigDecimal> PER_EURO = Map.of(
            "CHF", new BigDecimal("0.9312"),
            "NOK", new BigDecimal("11.7405"),
            "USD", new BigDecimal("1.1587"));

    private Rpc() {}

    /**
     * What happened.
     *
     * @param reply the service's answer
     * @param error the end of a call that the service refused
     * @param late the end of a call that nobody answered
     * @param waitingBeforeCancel requests in the queue while a call is on its way
     * @param waitingAfterCancel requests in the queue after it was cancelled
     */
    record Outcome(
            String reply,
            @Nullable Throwable error,
            @Nullable Throwable late,
            long waitingBeforeCancel,
            long waitingAfterCancel) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException {
        try (Broker broker = Broker.open("petrel:mem:currency")) {
            PetrelConnectionFactory factory = broker.connectionFactory();
            try (RequestReply service = new RequestReply(factory);
                    RequestReply shop = new RequestReply(factory)) {
                service.serve(
                        service.queue("rates.today"),
                        (request, session) -> session.createTextMessage(convert(request.getBody(String.class))));
                return calls(broker, shop, out);
            }
        }
    }

    private static Outcome calls(Broker broker, RequestReply shop, PrintStream out) throws JMSException {
        Queue today = shop.queue("rates.today");
        Duration patience = Duration.ofSeconds(10);

        String reply = shop.ask(today, shop.textMessage("249.90 NOK"), patience)
                .thenApply(Rpc::text)
                .join();
        out.println("249.90 EUR in NOK: " + reply);

        Throwable error = errorOf(shop.ask(today, shop.textMessage("249.90 DEM"), patience));
        if (error instanceof RequestFailedException failed) {
            out.println("249.90 EUR in DEM: the service threw " + failed.errorType() + ": " + failed.getMessage());
        }

        // Nobody serves this queue, as if the service were down.
        Queue history = shop.queue("rates.history");
        Throwable late = errorOf(shop.ask(history, shop.textMessage("1999-12-31 DEM"), Duration.ofMillis(100)));
        out.println("After the deadline: " + late + " Its request has left the queue.");

        CompletableFuture<Message> call = shop.ask(history, shop.textMessage("2001-01-01 NOK"), Duration.ofHours(1));
        long beforeCancel = broker.admin().count("rates.history");
        call.cancel(false);
        long afterCancel = broker.admin().count("rates.history");
        out.println("Cancelled: " + beforeCancel + " request in the queue before, " + afterCancel + " after");
        return new Outcome(reply, error, late, beforeCancel, afterCancel);
    }

    /** The service: the amount in the asked currency; what it throws is the caller's to see. */
    private static String convert(String request) {
        int blank = request.indexOf(' ');
        BigDecimal rate = PER_EURO.get(request.substring(blank + 1));
        if (rate == null) {
            throw new IllegalArgumentException("there is no rate for " + request.substring(blank + 1));
        }
        return rate.multiply(new BigDecimal(request.substring(0, blank)))
                .setScale(2, RoundingMode.HALF_EVEN)
                .toString();
    }

    private static String text(Message reply) {
        try {
            return reply.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Throwable errorOf(CompletableFuture<Message> call) {
        return call.<@Nullable Throwable>handle((reply, error) -> error).join();
    }
}
