package org.petrelmq.conformance.programs;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Done;
import org.petrelmq.conformance.programs.Outcome.Failed;
import org.petrelmq.conformance.programs.Outcome.Heard;
import org.petrelmq.conformance.programs.Outcome.Nothing;
import org.petrelmq.conformance.programs.Outcome.Seen;

/** Performs a program on a provider. */
final class JmsMachine implements Machine, AutoCloseable {
    private final Target.Ground ground;
    private final Api api;
    private final Map<Integer, Api.OfConnection> connections = new HashMap<>();
    private final Map<Integer, Session> sessions = new HashMap<>();
    private final Map<Integer, Consumer> consumers = new HashMap<>();
    private final Map<Integer, TemporaryQueue> temporaries = new HashMap<>();
    private final Map<Integer, Hearing> staying = new HashMap<>();
    private final Set<Api.OfConnection> started = new HashSet<>();

    /** A session with its connection and the message it received last. */
    static final class Session {
        final Api.OfConnection connection;
        final Api.OfSession api;
        volatile @Nullable Message last;

        Session(Api.OfConnection connection, Api.OfSession api) {
            this.connection = connection;
            this.api = api;
        }
    }

    private record Consumer(Session session, Api.OfConsumer api) {}

    JmsMachine(Target.Ground ground) {
        this.ground = ground;
        this.api = ground.api();
    }

    @Override
    public Outcome perform(Step step, Outcome expected) {
        Outcome own = own(step, expected.own());
        return Outcome.Along.of(own, hear(expected));
    }

    private Map<Integer, List<Delivered>> hear(Outcome expected) {
        Map<Integer, List<Delivered>> all = new HashMap<>();
        for (Map.Entry<Integer, Hearing> one : staying.entrySet()) {
            int consumer = one.getKey();
            List<Delivered> heard = delivered(one.getValue().next(expected.heardBy(consumer)));
            if (!heard.isEmpty()) {
                all.put(consumer, heard);
            }
        }
        return all;
    }

    private Outcome own(Step step, Outcome expected) {
        try {
            return step.accept(new Performing(expected));
        } catch (JMSException | RuntimeException e) {
            return new Failed(Twins.classic(e.getClass()));
        }
    }

    /** Closes the connections that the program left open. */
    @Override
    public void close() throws JMSException {
        for (Api.OfConnection connection : connections.values()) {
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
            Api.OfConnection connection = api.connect();
            connections.put(step.connection(), connection);
            if (step.clientId() != null) {
                connection.setClientId(ground.unique(step.clientId()));
            }
            return new Done();
        }

        @Override
        public Outcome connection(Step.OnConnection step) throws JMSException {
            Api.OfConnection connection = part(connections, step.connection());
            switch (step.act()) {
                case START -> {
                    connection.start();
                    started.add(connection);
                }
                case STOP -> {
                    connection.stop();
                    started.remove(connection);
                }
                case CLOSE -> connection.close();
            }
            return new Done();
        }

        @Override
        public Outcome openSession(Step.OpenSession step) throws JMSException {
            Api.OfConnection connection = part(connections, step.connection());
            sessions.put(step.session(), new Session(connection, connection.open(step.mode())));
            return new Done();
        }

        @Override
        public Outcome session(Step.OnSession step) throws JMSException {
            Session session = part(sessions, step.session());
            switch (step.act()) {
                case ACKNOWLEDGE -> session.api.acknowledge(Objects.requireNonNull(session.last));
                case RECOVER -> session.api.recover();
                case COMMIT -> session.api.commit();
                case ROLLBACK -> session.api.rollback();
                case CLOSE -> session.api.close();
            }
            return new Done();
        }

        @Override
        public Outcome openConsumer(Step.OpenConsumer step) throws JMSException {
            Session session = part(sessions, step.session());
            Source source = step.source();
            String name = source.name() == null ? "" : ground.unique(source.name());
            Destination from = destination(session.api, source.place());
            consumers.put(step.consumer(), new Consumer(session, session.api.consumer(source, from, name)));
            return new Done();
        }

        @Override
        public Outcome receive(Step.Receive step) throws JMSException {
            Consumer consumer = part(consumers, step.consumer());
            Message message = consumer.api.receive(expected instanceof Delivered ? ground.patienceMillis() : 0);
            if (message == null) {
                return new Nothing();
            }
            consumer.session.last = message;
            return delivered(message);
        }

        /** Stopping the connection ends the hearing: it returns when no listener runs (6.1.5). */
        @Override
        public Outcome listen(Step.Listen step) throws JMSException {
            Consumer consumer = part(consumers, step.consumer());
            int count = expected instanceof Heard heard ? heard.messages().size() : 0;
            Hearing hearing = new Hearing(consumer.session, step.behaviour());
            consumer.api.setListener(hearing);
            hearing.await(count);
            takeAwayListener(consumer);
            consumer.session.connection.start();
            return new Heard(delivered(hearing.next(0)));
        }

        private void takeAwayListener(Consumer consumer) throws JMSException {
            consumer.session.connection.stop();
            consumer.api.setListener(null);
        }

        @Override
        public Outcome startListening(Step.StartListening step) throws JMSException {
            Consumer consumer = part(consumers, step.consumer());
            Hearing hearing = new Hearing(consumer.session, Step.Behaviour.RETURN);
            staying.put(step.consumer(), hearing);
            consumer.api.setListener(hearing);
            return new Done();
        }

        @Override
        public Outcome stopListening(Step.StopListening step) throws JMSException {
            Consumer consumer = part(consumers, step.consumer());
            takeAwayListener(consumer);
            if (started.contains(consumer.session.connection)) {
                consumer.session.connection.start();
            }
            return new Done();
        }

        @Override
        public Outcome closeConsumer(Step.CloseConsumer step) throws JMSException {
            part(consumers, step.consumer()).api.close();
            return new Done();
        }

        @Override
        public Outcome unsubscribe(Step.Unsubscribe step) throws JMSException {
            part(sessions, step.session()).api.unsubscribe(ground.unique(step.name()));
            return new Done();
        }

        @Override
        public Outcome send(Step.Send step) throws JMSException {
            Api.OfSession session = part(sessions, step.session()).api;
            session.send(destination(session, step.place()), step.letter());
            return new Done();
        }

        @Override
        public Outcome browse(Step.Browse step) throws JMSException {
            Api.OfSession session = part(sessions, step.session()).api;
            Queue queue = (Queue) destination(session, step.queue());
            List<Integer> numbers = new ArrayList<>();
            try (QueueBrowser browser = session.browser(queue, step.filter().selector)) {
                for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                    numbers.add(Integer.valueOf(((TextMessage) message).getText()));
                }
            }
            return new Seen(numbers);
        }

        @Override
        public Outcome openTemporary(Step.OpenTemporary step) throws JMSException {
            temporaries.put(step.temporary(), part(sessions, step.session()).api.temporaryQueue());
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

    private Destination destination(Api.OfSession session, Place place) throws JMSException {
        return switch (place.kind()) {
            case QUEUE -> session.queue(ground.unique(place.toString()));
            case TOPIC -> session.topic(ground.unique(place.toString()));
            case TEMPORARY_QUEUE -> part(temporaries, place.number());
        };
    }

    private List<Delivered> delivered(List<Message> messages) {
        try {
            List<Delivered> delivered = new ArrayList<>();
            for (Message message : messages) {
                delivered.add(delivered(message));
            }
            return delivered;
        } catch (JMSException e) {
            throw new IllegalStateException("A received message cannot be read.", e);
        }
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
