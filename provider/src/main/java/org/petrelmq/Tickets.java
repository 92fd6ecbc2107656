package org.petrelmq;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Enumeration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.petrelmq.TicketReply.Status;

/**
 * Requests whose replies wait on a queue until somebody asks for them. All that is known of a ticket is on that queue: from
 * the start a marker that it is pending, later the reply, and after the reply was taken a marker that it was. So any
 * connection can poll, and after a restart of a durable broker too. Each state begins before the one before it ends:
 *
 * <pre>
 *   {pending} → {pending, reply} → {pending, taken} → {taken}
 * </pre>
 *
 * Thread-safe: one session, used under its lock.
 */
final class Tickets implements AutoCloseable {
    private static final String PENDING = "petrel.ticket.pending";
    private static final String TAKEN = "petrel.ticket.taken";

    private final Session session;
    private final MessageProducer producer;

    Tickets(Connection connection) throws JMSException {
        session = connection.createSession(Session.SESSION_TRANSACTED);
        producer = session.createProducer(null);
    }

    /**
     * What a ticket says: the queue where its reply waits, its ID, and when it expires.
     *
     * @param expiration milliseconds since the epoch
     */
    private record Ticket(String queue, String id, long expiration) {

        String encoded() {
            String text = id + ":" + expiration + ":" + queue;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static @Nullable Ticket decoded(String ticket) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(ticket), StandardCharsets.UTF_8);
                String[] parts = text.split(":", 3);
                return parts.length < 3 || parts[2].isEmpty()
                        ? null
                        : new Ticket(parts[2], UUID.fromString(parts[0]).toString(), Long.parseLong(parts[1]));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        boolean isExpired() {
            return expiration <= System.currentTimeMillis();
        }

        long remainingMillis() {
            return Math.max(1, expiration - System.currentTimeMillis());
        }

        String selector() {
            return "JMSCorrelationID = '" + id + "'";
        }
    }

    synchronized String submit(Queue queue, Message request, String replyQueue, Duration timeToLive)
            throws JMSException {
        String id = UUID.randomUUID().toString();
        Ticket ticket = new Ticket(replyQueue, id, System.currentTimeMillis() + timeToLive.toMillis());
        Queue replies = session.createQueue(replyQueue);
        try {
            mark(replies, ticket, PENDING, timeToLive.toMillis());
            request.setJMSCorrelationID(id);
            request.setJMSReplyTo(replies);
            producer.send(queue, request, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, timeToLive.toMillis());
            session.commit();
            return ticket.encoded();
        } catch (JMSException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    synchronized TicketReply poll(String text) throws JMSException {
        Ticket ticket = Ticket.decoded(text);
        if (ticket == null) {
            return TicketReply.of(Status.UNKNOWN);
        }
        if (ticket.isExpired()) {
            return TicketReply.of(Status.EXPIRED);
        }
        Queue replies = session.createQueue(ticket.queue());
        Message reply;
        try {
            reply = take(
                    replies,
                    ticket.selector() + " AND (JMSType IS NULL OR JMSType NOT IN ('" + PENDING + "', '" + TAKEN
                            + "'))");
            if (reply != null) {
                mark(replies, ticket, TAKEN, ticket.remainingMillis());
            }
            session.commit();
        } catch (JMSException | RuntimeException e) {
            rollback(e);
            throw e;
        }
        return reply == null ? stateOf(replies, ticket) : taken(replies, ticket, reply);
    }

    private TicketReply taken(Queue replies, Ticket ticket, Message reply) throws JMSException {
        removePending(replies, ticket);
        RequestFailedException error = Replies.errorOf(reply);
        return error == null ? new TicketReply(Status.READY, reply, null) : new TicketReply(Status.FAILED, null, error);
    }

    /** The reply is the caller's already: should this fail, the marker goes when its time is over. */
    private void removePending(Queue replies, Ticket ticket) {
        try {
            take(replies, ticket.selector() + " AND JMSType = '" + PENDING + "'");
            session.commit();
        } catch (JMSException e) {
            rollback(e);
            System.getLogger("org.petrelmq")
                    .log(Level.WARNING, "The marker of a taken ticket stays until it expires.", e);
        }
    }

    private TicketReply stateOf(Queue replies, Ticket ticket) throws JMSException {
        Status status = Status.UNKNOWN;
        try (QueueBrowser browser = session.createBrowser(replies, ticket.selector())) {
            for (Enumeration<?> found = browser.getEnumeration(); found.hasMoreElements(); ) {
                String type = ((Message) found.nextElement()).getJMSType();
                if (TAKEN.equals(type)) {
                    return TicketReply.of(Status.TAKEN);
                }
                // A reply that arrived after the look for it is one for the next poll.
                status = Status.PENDING;
            }
        }
        return TicketReply.of(status);
    }

    private @Nullable Message take(Queue replies, String selector) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(replies, selector)) {
            return consumer.receiveNoWait();
        }
    }

    private void mark(Queue replies, Ticket ticket, String state, long timeToLiveMillis) throws JMSException {
        Message marker = session.createMessage();
        marker.setJMSCorrelationID(ticket.id());
        marker.setJMSType(state);
        producer.send(replies, marker, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, timeToLiveMillis);
    }

    private void rollback(Exception because) {
        try {
            session.rollback();
        } catch (JMSException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() throws JMSException {
        session.close();
    }
}
