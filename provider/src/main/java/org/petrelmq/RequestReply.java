package org.petrelmq;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Request and reply over any JMS provider: a request with a deadline and a future, or a request with a ticket whose reply is
 * polled later.
 *
 * <pre>{@code
 * try (RequestReply rpc = new RequestReply(factory)) {
 *     rpc.serve(rpc.queue("greetings"), (request, session) -> session.createTextMessage("Hello"));
 *     Message reply = rpc.ask(rpc.queue("greetings"), rpc.textMessage("Hi"), Duration.ofSeconds(5)).join();
 * }
 * }</pre>
 *
 * On the wire a request is an ordinary message with JMSReplyTo and JMSCorrelationID, and a reply has the request's
 * JMSCorrelationID (or its JMSMessageID, for servers that answer so); other programs can take either part.
 *
 * <p>It has one connection, and one temporary queue with one consumer for all replies, made at the first {@link #ask}.
 * Thread-safe.
 */
public final class RequestReply implements AutoCloseable {
    private static final String TICKET_QUEUE = "petrel.tickets";

    private final Connection connection;
    private final String ticketQueue;
    private final Session making;
    private final List<Server> servers = new ArrayList<>();
    private @Nullable Asker asker;
    private @Nullable Tickets tickets;
    private boolean closed;

    /**
     * Connects, with ticket replies waiting on the queue {@code petrel.tickets}.
     *
     * @param factory of any provider
     * @throws JMSException if it cannot connect
     */
    public RequestReply(ConnectionFactory factory) throws JMSException {
        this(factory, TICKET_QUEUE);
    }

    /**
     * Connects.
     *
     * @param factory of any provider
     * @param ticketQueue the name of the queue where the replies to tickets wait
     * @throws JMSException if it cannot connect
     */
    public RequestReply(ConnectionFactory factory, String ticketQueue) throws JMSException {
        this.ticketQueue = Objects.requireNonNull(ticketQueue);
        this.connection = factory.createConnection();
        this.making = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        connection.start();
    }

    /** A service that answers requests. */
    public interface Service extends AutoCloseable {

        /**
         * Closes the service and waits for its last answer. Idempotent.
         *
         * @throws JMSException if the provider fails
         */
        @Override
        void close() throws JMSException;
    }

    // ---- what requests are made of ----

    /**
     * A queue of the provider.
     *
     * @param name its name
     * @return the queue
     * @throws JMSException if the name is not legal
     */
    public Queue queue(String name) throws JMSException {
        synchronized (making) {
            return making.createQueue(name);
        }
    }

    /**
     * A text message. Messages from any session of the provider will do as requests.
     *
     * @param text its text
     * @return a message to be sent once
     * @throws JMSException if this is closed
     */
    public TextMessage textMessage(String text) throws JMSException {
        synchronized (making) {
            return making.createTextMessage(text);
        }
    }

    /**
     * A bytes message.
     *
     * @return an empty message to be filled and sent once
     * @throws JMSException if this is closed
     */
    public BytesMessage bytesMessage() throws JMSException {
        synchronized (making) {
            return making.createBytesMessage();
        }
    }

    // ---- asking ----

    /**
     * Sends a request and returns at once. The future completes with the reply, or exceptionally: with a {@link
     * RequestFailedException} if the server answered with an error, a {@link java.util.concurrent.TimeoutException} when the
     * time is over, a JMSException if the request could not be sent. Cancelling the future, like the end of its time, takes
     * a request back that no server has taken yet; the request also has the timeout as its time to live. A reply that comes
     * later is dropped and counted. It completes on the provider's thread that received the reply: long work belongs
     * elsewhere.
     *
     * @param queue where a server listens
     * @param request the request; its JMSReplyTo and JMSCorrelationID are set here
     * @param timeout how long to wait; positive
     * @return the future reply
     * @throws JMSException if this is closed
     */
    public CompletableFuture<Message> ask(Queue queue, Message request, Duration timeout) throws JMSException {
        requirePositive(timeout, "timeout");
        return asker().ask(queue, request, timeout);
    }

    /**
     * How many replies came when nobody waited for them any more.
     *
     * @return a count since this was made
     */
    public long lateReplies() {
        synchronized (this) {
            return asker == null ? 0 : asker.late();
        }
    }

    // ---- serving ----

    /**
     * Answers the requests of a queue, on one thread.
     *
     * @param queue where to listen
     * @param handler answers; what it throws becomes an error reply
     * @return the running service
     * @throws JMSException if this is closed
     */
    public Service serve(Queue queue, RequestHandler handler) throws JMSException {
        Server server = Server.start(connection, queue, handler);
        synchronized (this) {
            servers.add(server);
        }
        return server;
    }

    // ---- tickets ----

    /**
     * Sends a persistent request whose reply waits until it is {@linkplain #poll polled}, by any connection, and on a durable
     * broker also after a restart.
     *
     * @param queue where a server listens
     * @param request the request; its JMSReplyTo and JMSCorrelationID are set here
     * @param timeToLive how long the request, and then its reply, may wait; positive
     * @return a ticket: text without blanks that can be stored or handed on, and that nobody can guess
     * @throws JMSException if the request could not be sent
     */
    public String submit(Queue queue, Message request, Duration timeToLive) throws JMSException {
        requirePositive(timeToLive, "timeToLive");
        return tickets().submit(queue, request, ticketQueue, timeToLive);
    }

    /**
     * Looks for the reply to a ticket, without waiting. A reply is given out once: of several polls, also at the same time and
     * from several connections, one gets READY (or FAILED, if the server answered with an error) and the others TAKEN, or
     * PENDING while the first is at it. After the ticket's time to live it is EXPIRED. What is no ticket of this broker is
     * UNKNOWN.
     *
     * @param ticket from {@link #submit}
     * @return how it stands, with the reply if there is one
     * @throws JMSException if the provider fails
     */
    public TicketReply poll(String ticket) throws JMSException {
        return tickets().poll(ticket);
    }

    /**
     * Closes the connection. Futures that wait are cancelled; requests that nobody has taken are taken back.
     *
     * @throws JMSException if the provider fails
     */
    @Override
    public void close() throws JMSException {
        Asker asking;
        synchronized (this) {
            closed = true;
            asking = asker;
        }
        try {
            if (asking != null) {
                asking.close();
            }
        } finally {
            connection.close();
        }
    }

    // ---- leaves ----

    private synchronized Asker asker() throws JMSException {
        if (closed) {
            throw new IllegalStateException("The RequestReply is closed.");
        }
        if (asker == null) {
            asker = new Asker(connection);
        }
        return asker;
    }

    private synchronized Tickets tickets() throws JMSException {
        if (tickets == null) {
            tickets = new Tickets(connection);
        }
        return tickets;
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("The " + name + " has to be positive, not " + duration + ".");
        }
    }
}
