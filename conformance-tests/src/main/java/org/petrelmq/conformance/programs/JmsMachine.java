package org.petrelmq.conformance.programs;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Done;
import org.petrelmq.conformance.programs.Outcome.Failed;
import org.petrelmq.conformance.programs.Outcome.Heard;
import org.petrelmq.conformance.programs.Outcome.Nothing;
import org.petrelmq.conformance.programs.Outcome.Seen;

/** Performs a program on a provider, through the classic API. */
final class JmsMachine implements Machine, AutoCloseable {
    private final Target.Ground ground;
    private final Map<Integer, Connection> connections = new HashMap<>();
    private final Map<Integer, OfSession> sessions = new HashMap<>();
    private final Map<Integer, OfConsumer> consumers = new HashMap<>();
    private final Map<Integer, TemporaryQueue> temporaries = new HashMap<>();

    /** A session with its producer and the message it received last. */
    static final class OfSession {
        final Connection connection;
        final Session session;
        volatile @Nullable Message last;
        private @Nullable MessageProducer producer;

        OfSession(Connection connection, Session session) {
            this.connection = connection;
            this.session = session;
        }

        MessageProducer producer() throws JMSException {
            if (producer == null) {
                producer = session.createProducer(null);
            }
            return producer;
        }
    }

    private record OfConsumer(OfSession session, MessageConsumer consumer) {}

    JmsMachine(Target.Ground ground) {
        this.ground = ground;
    }

    @Override
    public Outcome perform(Step step, Outcome expected) {
        try {
            return step.accept(new Performing(expected));
        } catch (JMSException | RuntimeException e) {
            return new Failed(e.getClass());
        }
    }

    /** Closes the connections that the program left open. */
    @Override
    public void close() throws JMSException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }

    private final class Performing implements Step.Visitor<Outcome, JMSException> {
        private final Outcome expected;

        Performing(Outcome expected) {
            this.expected = expected;
        }

        @Override
        public Outcome connect(Step.Connect step) throws JMSException {
            Connection connection = ground.factory().createConnection();
            connections.put(step.connection(), connection);
            if (step.clientId() != null) {
                connection.setClientID(ground.unique(step.clientId()));
            }
            return new Done();
        }

        @Override
        public Outcome connection(Step.OnConnection step) throws JMSException {
            Connection connection = part(connections, step.connection());
            switch (step.act()) {
                case START -> connection.start();
                case STOP -> connection.stop();
                case CLOSE -> connection.close();
            }
            return new Done();
        }

        @Override
        public Outcome openSession(Step.OpenSession step) throws JMSException {
            Connection connection = part(connections, step.connection());
            Session session = connection.createSession(step.mode() == Mode.TRANSACTED, step.mode().constant);
            sessions.put(step.session(), new OfSession(connection, session));
            return new Done();
        }

        @Override
        public Outcome session(Step.OnSession step) throws JMSException {
            OfSession of = part(sessions, step.session());
            switch (step.act()) {
                case ACKNOWLEDGE -> Objects.requireNonNull(of.last).acknowledge();
                case RECOVER -> of.session.recover();
                case COMMIT -> of.session.commit();
                case ROLLBACK -> of.session.rollback();
                case CLOSE -> of.session.close();
            }
            return new Done();
        }

        @Override
        public Outcome openConsumer(Step.OpenConsumer step) throws JMSException {
            OfSession session = part(sessions, step.session());
            MessageConsumer consumer = consumer(session.session, step.source());
            consumers.put(step.consumer(), new OfConsumer(session, consumer));
            return new Done();
        }

        private MessageConsumer consumer(Session session, Source source) throws JMSException {
            Destination from = destination(session, source.place());
            String selector = source.filter().selector;
            boolean noLocal = source.noLocal();
            return switch (source.kind()) {
                case QUEUE -> session.createConsumer(from, selector);
                case UNSHARED -> session.createConsumer(from, selector, noLocal);
                case DURABLE -> session.createDurableConsumer((Topic) from, name(source), selector, noLocal);
                case SHARED -> session.createSharedConsumer((Topic) from, name(source), selector);
                case SHARED_DURABLE -> session.createSharedDurableConsumer((Topic) from, name(source), selector);
            };
        }

        private String name(Source source) {
            return ground.unique(source.subscription());
        }

        @Override
        public Outcome receive(Step.Receive step) throws JMSException {
            OfConsumer of = part(consumers, step.consumer());
            long patience = expected instanceof Delivered ? ground.patienceMillis() : 0;
            Message message = patience > 0 ? of.consumer.receive(patience) : of.consumer.receiveNoWait();
            if (message == null) {
                return new Nothing();
            }
            of.session.last = message;
            return delivered(message);
        }

        /** Stopping the connection ends the hearing: it returns when no listener runs (6.1.5). */
        @Override
        public Outcome listen(Step.Listen step) throws JMSException {
            OfConsumer of = part(consumers, step.consumer());
            int count = expected instanceof Heard heard ? heard.messages().size() : 0;
            Hearing hearing = new Hearing(of.session, step.behaviour());
            of.consumer.setMessageListener(hearing);
            hearing.await(count);
            of.session.connection.stop();
            of.consumer.setMessageListener(null);
            of.session.connection.start();
            List<Delivered> heard = new ArrayList<>();
            for (Message message : hearing.messages()) {
                heard.add(delivered(message));
            }
            return new Heard(heard);
        }

        @Override
        public Outcome closeConsumer(Step.CloseConsumer step) throws JMSException {
            part(consumers, step.consumer()).consumer.close();
            return new Done();
        }

        @Override
        public Outcome unsubscribe(Step.Unsubscribe step) throws JMSException {
            part(sessions, step.session()).session.unsubscribe(ground.unique(step.name()));
            return new Done();
        }

        @Override
        public Outcome send(Step.Send step) throws JMSException {
            OfSession of = part(sessions, step.session());
            Letter letter = step.letter();
            TextMessage message = of.session.createTextMessage(Integer.toString(letter.number()));
            message.setIntProperty("n", letter.number());
            if (letter.kind() != null) {
                message.setStringProperty("kind", letter.kind());
            }
            MessageProducer producer = of.producer();
            producer.setDeliveryMode(letter.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            producer.setPriority(letter.priority());
            producer.setTimeToLive(letter.timeToLive());
            producer.setDeliveryDelay(letter.delay());
            producer.send(destination(of.session, step.place()), message);
            return new Done();
        }

        @Override
        public Outcome browse(Step.Browse step) throws JMSException {
            Session session = part(sessions, step.session()).session;
            Queue queue = (Queue) destination(session, step.queue());
            List<Integer> numbers = new ArrayList<>();
            try (QueueBrowser browser = session.createBrowser(queue, step.filter().selector)) {
                for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                    numbers.add(Integer.valueOf(((TextMessage) message).getText()));
                }
            }
            return new Seen(numbers);
        }

        @Override
        public Outcome openTemporary(Step.OpenTemporary step) throws JMSException {
            temporaries.put(
                    step.temporary(), part(sessions, step.session()).session.createTemporaryQueue());
            return new Done();
        }

        @Override
        public Outcome deleteTemporary(Step.DeleteTemporary step) throws JMSException {
            part(temporaries, step.temporary()).delete();
            return new Done();
        }

        @Override
        public Outcome advance(Step.Advance step) {
            ground.advance(step.millis());
            return new Done();
        }
    }

    private Destination destination(Session session, Place place) throws JMSException {
        return switch (place.kind()) {
            case QUEUE -> session.createQueue(ground.unique(place.toString()));
            case TOPIC -> session.createTopic(ground.unique(place.toString()));
            case TEMPORARY_QUEUE -> part(temporaries, place.number());
        };
    }

    private Delivered delivered(Message message) throws JMSException {
        long expiration = message.getJMSExpiration();
        return new Delivered(
                Integer.parseInt(((TextMessage) message).getText()),
                message.getStringProperty("kind"),
                message.getJMSPriority(),
                message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                expiration == 0 ? 0 : expiration - ground.beganAt(),
                ground.beganAt() == 0 ? 0 : message.getJMSDeliveryTime() - ground.beganAt(),
                message.getJMSRedelivered(),
                message.getIntProperty("JMSXDeliveryCount"));
    }

    private static <T> T part(Map<Integer, @Nullable T> parts, int number) {
        return Objects.requireNonNull(parts.get(number), "the step that made it was refused");
    }
}
