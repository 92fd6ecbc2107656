package org.petrelmq;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/** What requests and replies look like on the wire: plain JMS headers, and two properties of an error reply. */
final class Replies {
    private static final String ERROR_TYPE = "petrel_errorType";
    private static final String ERROR_MESSAGE = "petrel_errorMessage";

    private Replies() {}

    /** Makes a message an error reply. */
    static Message error(Session session, Exception cause) throws JMSException {
        Message reply = session.createMessage();
        reply.setStringProperty(ERROR_TYPE, cause.getClass().getName());
        reply.setStringProperty(ERROR_MESSAGE, cause.getMessage());
        return reply;
    }

    /** The error of an error reply; null for any other. */
    static @Nullable RequestFailedException errorOf(Message reply) throws JMSException {
        String type = reply.getStringProperty(ERROR_TYPE);
        return type == null ? null : new RequestFailedException(type, reply.getStringProperty(ERROR_MESSAGE));
    }

    /**
     * Sends a reply: with the request's correlation ID, or with its message ID where it has none, kept and expiring as the
     * request.
     */
    static void send(MessageProducer producer, Message request, Message reply) throws JMSException {
        if (request.getJMSReplyTo() == null) {
            return;
        }
        String correlation = request.getJMSCorrelationID();
        reply.setJMSCorrelationID(correlation != null ? correlation : request.getJMSMessageID());
        try {
            producer.send(
                    request.getJMSReplyTo(),
                    reply,
                    request.getJMSDeliveryMode(),
                    request.getJMSPriority(),
                    remaining(request.getJMSExpiration(), request.getJMSTimestamp()));
        } catch (InvalidDestinationException e) {
            // The asker and its temporary queue are gone: there is nobody to tell.
            return;
        }
    }

    /** The request's whole time to live: a reply lives no longer than that after it was sent. */
    private static long remaining(long expiration, long timestamp) {
        return expiration == 0 ? 0 : Math.max(1, expiration - timestamp);
    }
}
