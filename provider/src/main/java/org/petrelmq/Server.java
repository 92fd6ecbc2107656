package org.petrelmq;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;

/**
 * One thread that answers requests. Taking a request and sending its reply are one transaction: a server that dies in between
 * leaves the request for another one.
 */
final class Server implements RequestReply.Service {
    private final Session session;
    private final MessageProducer producer;
    private final RequestHandler handler;

    private Server(Session session, RequestHandler handler) throws JMSException {
        this.session = session;
        this.producer = session.createProducer(null);
        this.handler = handler;
    }

    static Server start(Connection connection, Queue queue, RequestHandler handler) throws JMSException {
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Server server = new Server(session, handler);
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(server::answer);
        return server;
    }

    private void answer(Message request) {
        try {
            Message reply = replyTo(request);
            Replies.send(producer, request, reply);
            session.commit();
        } catch (JMSException | RuntimeException e) {
            System.getLogger("org.petrelmq").log(Level.WARNING, "A request could not be answered; it comes again.", e);
            rollback();
        }
    }

    /** The handler is the application's code: whatever it throws is the asker's to know. */
    private Message replyTo(Message request) throws JMSException {
        try {
            Message reply = handler.handle(request, session);
            return reply != null ? reply : session.createMessage();
        } catch (Exception e) {
            return Replies.error(session, e);
        }
    }

    private void rollback() {
        try {
            session.rollback();
        } catch (JMSException e) {
            System.getLogger("org.petrelmq").log(Level.WARNING, "A request could not be rolled back.", e);
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
