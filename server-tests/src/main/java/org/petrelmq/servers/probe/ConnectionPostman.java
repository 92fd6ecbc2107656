package org.petrelmq.servers.probe;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.petrelmq.servers.common.Letter;

/** Opens a connection of the classic API for each call, as applications in a container do. */
final class ConnectionPostman implements Postman {
    private final ConnectionFactory factory;

    ConnectionPostman(ConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public void send(String queue, String text, String kind) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            send(session, session.createQueue(queue), text, kind);
        }
    }

    @Override
    public void publish(String topic, String text) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            send(session, session.createTopic(topic), text, "wanted");
        }
    }

    private static void send(Session session, Destination destination, String text, String kind) throws JMSException {
        TextMessage message = session.createTextMessage(text);
        message.setStringProperty("kind", kind);
        session.createProducer(destination).send(message);
    }

    @Override
    public Letter receive(String queue, long timeoutMillis) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Message message = session.createConsumer(session.createQueue(queue)).receive(timeoutMillis);
            return message == null ? null : Letter.of(message);
        }
    }
}
