package org.petrelmq.conformance.programs;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs through JMSContext, JMSProducer and JMSConsumer. A connection is a context that does nothing but make those that
 * are the sessions; all of them are started only when the program says so.
 */
record SimplifiedApi(ConnectionFactory factory) implements Api {
    @Override
    public OfConnection connect() {
        return new Root(factory.createContext());
    }

    private static final class Root implements OfConnection {
        private final JMSContext context;
        private final List<JMSContext> sessions = new ArrayList<>();
        private boolean closed;

        Root(JMSContext context) {
            this.context = context;
        }

        @Override
        public void setClientId(String clientId) {
            context.setClientID(clientId);
        }

        @Override
        public OfSession open(Mode mode) {
            JMSContext session = context.createContext(mode.constant);
            session.setAutoStart(false);
            sessions.add(session);
            return new Branch(session);
        }

        @Override
        public void start() {
            context.start();
        }

        @Override
        public void stop() {
            context.stop();
        }

        /** The connection closes with the last of its contexts; stopped, so that none hears what another gives back. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                context.stop();
                sessions.forEach(JMSContext::close);
                context.close();
            }
        }
    }

    private record Branch(JMSContext context) implements OfSession {
        @Override
        public Queue queue(String name) {
            return context.createQueue(name);
        }

        @Override
        public Topic topic(String name) {
            return context.createTopic(name);
        }

        @Override
        public TemporaryQueue temporaryQueue() {
            return context.createTemporaryQueue();
        }

        @Override
        public OfConsumer consumer(Source source, Destination from, String name) {
            String selector = source.filter().selector;
            boolean noLocal = source.noLocal();
            return new Leaf(
                    switch (source.kind()) {
                        case QUEUE -> context.createConsumer(from, selector);
                        case UNSHARED -> context.createConsumer(from, selector, noLocal);
                        case DURABLE -> context.createDurableConsumer((Topic) from, name, selector, noLocal);
                        case SHARED -> context.createSharedConsumer((Topic) from, name, selector);
                        case SHARED_DURABLE -> context.createSharedDurableConsumer((Topic) from, name, selector);
                    });
        }

        @Override
        public QueueBrowser browser(Queue queue, @Nullable String selector) {
            return context.createBrowser(queue, selector);
        }

        @Override
        public void unsubscribe(String name) {
            context.unsubscribe(name);
        }

        @Override
        public void send(Destination to, Letter letter) {
            JMSProducer producer = context.createProducer()
                    .setDeliveryMode(letter.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT)
                    .setPriority(letter.priority())
                    .setTimeToLive(letter.timeToLive())
                    .setDeliveryDelay(letter.delay())
                    .setProperty("n", letter.number());
            if (letter.kind() != null) {
                producer.setProperty("kind", letter.kind());
            }
            producer.send(to, Integer.toString(letter.number()));
        }

        @Override
        public void acknowledge(Message message) {
            context.acknowledge();
        }

        @Override
        public void recover() {
            context.recover();
        }

        @Override
        public void commit() {
            context.commit();
        }

        @Override
        public void rollback() {
            context.rollback();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private record Leaf(JMSConsumer consumer) implements OfConsumer {
        @Override
        public @Nullable Message receive(long patienceMillis) {
            return patienceMillis > 0 ? consumer.receive(patienceMillis) : consumer.receiveNoWait();
        }

        @Override
        public void setListener(@Nullable MessageListener listener) {
            consumer.setMessageListener(listener);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
