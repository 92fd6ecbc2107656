package org.petrelmq.conformance.programs;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/** Programs through Connection, Session, MessageProducer and MessageConsumer. */
record ClassicApi(ConnectionFactory factory) implements Api {
    @Override
    public OfConnection connect() throws JMSException {
        return new ClassicConnection(factory.createConnection());
    }

    private record ClassicConnection(Connection connection) implements OfConnection {
        @Override
        public void setClientId(String clientId) throws JMSException {
            connection.setClientID(clientId);
        }

        @Override
        public OfSession open(Mode mode) throws JMSException {
            return new ClassicSession(connection.createSession(mode == Mode.TRANSACTED, mode.constant));
        }

        @Override
        public void start() throws JMSException {
            connection.start();
        }

        @Override
        public void stop() throws JMSException {
            connection.stop();
        }

        @Override
        public void close() throws JMSException {
            connection.close();
        }
    }

    /** Has one producer without a destination for all its messages. */
    private static final class ClassicSession implements OfSession {
        private final Session session;
        private @Nullable MessageProducer producer;

        ClassicSession(Session session) {
            this.session = session;
        }

        @Override
        public Queue queue(String name) throws JMSException {
            return session.createQueue(name);
        }

        @Override
        public Topic topic(String name) throws JMSException {
            return session.createTopic(name);
        }

        @Override
        public TemporaryQueue temporaryQueue() throws JMSException {
            return session.createTemporaryQueue();
        }

        @Override
        public OfConsumer consumer(Source source, Destination from, String name) throws JMSException {
            String selector = source.filter().selector;
            boolean noLocal = source.noLocal();
            return new ClassicConsumer(
                    switch (source.kind()) {
                        case QUEUE -> session.createConsumer(from, selector);
                        case UNSHARED -> session.createConsumer(from, selector, noLocal);
                        case DURABLE -> session.createDurableConsumer((Topic) from, name, selector, noLocal);
                        case SHARED -> session.createSharedConsumer((Topic) from, name, selector);
                        case SHARED_DURABLE -> session.createSharedDurableConsumer((Topic) from, name, selector);
                    });
        }

        @Override
        public QueueBrowser browser(Queue queue, @Nullable String selector) throws JMSException {
            return session.createBrowser(queue, selector);
        }

        @Override
        public void unsubscribe(String name) throws JMSException {
            session.unsubscribe(name);
        }

        @Override
        public void send(Destination to, Letter letter) throws JMSException {
            TextMessage message = session.createTextMessage(Integer.toString(letter.number()));
            message.setIntProperty("n", letter.number());
            if (letter.kind() != null) {
                message.setStringProperty("kind", letter.kind());
            }
            if (producer == null) {
                producer = session.createProducer(null);
            }
            producer.setDeliveryDelay(letter.delay());
            int mode = letter.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
            producer.send(to, message, mode, letter.priority(), letter.timeToLive());
        }

        @Override
        public void acknowledge(Message message) throws JMSException {
            message.acknowledge();
        }

        @Override
        public void recover() throws JMSException {
            session.recover();
        }

        @Override
        public void commit() throws JMSException {
            session.commit();
        }

        @Override
        public void rollback() throws JMSException {
            session.rollback();
        }

        @Override
        public void close() throws JMSException {
            session.close();
        }
    }

    private record ClassicConsumer(MessageConsumer consumer) implements OfConsumer {
        @Override
        public @Nullable Message receive(long patienceMillis) throws JMSException {
            return patienceMillis > 0 ? consumer.receive(patienceMillis) : consumer.receiveNoWait();
        }

        @Override
        public void setListener(@Nullable MessageListener listener) throws JMSException {
            consumer.setMessageListener(listener);
        }

        @Override
        public void close() throws JMSException {
            consumer.close();
        }
    }
}
