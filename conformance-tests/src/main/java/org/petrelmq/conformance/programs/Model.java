package org.petrelmq.conformance.programs;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.OfConsumer;
import org.petrelmq.conformance.programs.ModelParts.OfSession;
import org.petrelmq.conformance.programs.ModelParts.OfTemporary;
import org.petrelmq.conformance.programs.ModelParts.Open;
import org.petrelmq.conformance.programs.ModelParts.Sent;
import org.petrelmq.conformance.programs.ModelParts.Subscription;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Done;
import org.petrelmq.conformance.programs.Outcome.Failed;
import org.petrelmq.conformance.programs.Outcome.Heard;
import org.petrelmq.conformance.programs.Outcome.Nothing;
import org.petrelmq.conformance.programs.Outcome.Seen;

/**
 * What the specification says comes of each step of a program: the reference. It knows no provider and is as plain as it can
 * be; clauses stand where they settle what happens. Where the specification leaves the outcome open, it has the one that
 * suits a provider that hands over on request, in the order of arrival; {@link Rules} keeps away from the rest.
 */
final class Model {
    final Map<Integer, OfConnection> connections = new LinkedHashMap<>();
    final Map<Integer, OfSession> sessions = new LinkedHashMap<>();
    final Map<Integer, OfConsumer> consumers = new LinkedHashMap<>();
    final Map<Integer, OfTemporary> temporaries = new LinkedHashMap<>();
    final Subscriptions subscriptions = new Subscriptions(this::isOpenSomewhere);

    /** The consumer that the last step left waiting for more; null if it left none so. */
    @Nullable
    Integer waiting;

    private final Map<Place, Shelf> queues = new HashMap<>();
    private final Performing performing = new Performing();
    private long now;
    private long nextPlace;

    /** Performs a step that makes sense. */
    Outcome perform(Step step) {
        waiting = null;
        Outcome own = own(step);
        return Outcome.Along.of(own, hear());
    }

    private Outcome own(Step step) {
        try {
            return step.accept(performing);
        } catch (Refusal refusal) {
            return new Failed(refusal.type);
        }
    }

    /** Listeners that stay hear all that there is for them now. */
    private Map<Integer, List<Delivered>> hear() {
        Map<Integer, List<Delivered>> heard = new LinkedHashMap<>();
        consumers.forEach((number, consumer) -> {
            while (consumer.isListening() && hasMessage(consumer)) {
                Copy copy = Objects.requireNonNull(consumer.shelf.take(consumer.filter(), now));
                handedOver(consumer, copy);
                heard.computeIfAbsent(number, any -> new ArrayList<>()).add(copy.deliver());
            }
        });
        return heard;
    }

    /** A session that has a listener is the listener's alone, but for closing (6.2.5). */
    boolean isListening(OfSession session) {
        return consumers.values().stream().anyMatch(one -> one.session == session && one.isListening());
    }

    /** Whether a listener that stays takes what comes to a shelf. */
    boolean isHeard(Shelf shelf) {
        return consumers.values().stream().anyMatch(one -> one.shelf == shelf && one.isListening());
    }

    private void handedOver(OfConsumer consumer, Copy copy) {
        OfSession session = consumer.session;
        session.hasReceived = true;
        if (session.mode.keepsOpen()) {
            session.open.add(new Open(consumer.shelf, copy));
        } else if (session.mode == Mode.DUPS_OK) {
            session.lazy.add(consumer.shelf);
        }
    }

    /** Whether a session has messages of a shelf that it has not acknowledged. */
    boolean isOpenSomewhere(Shelf shelf) {
        return sessions.values().stream()
                .anyMatch(session -> session.open.stream().anyMatch(open -> open.shelf() == shelf));
    }

    /** Whether a session received messages of a shelf and acknowledges them when it likes. */
    boolean isLazySomewhere(Shelf shelf) {
        return sessions.values().stream().anyMatch(session -> !session.closed && session.lazy.contains(shelf));
    }

    /** Whether a listener that stays may or may not hear a message that becomes due and expires meanwhile. */
    boolean isRace(long millis) {
        return consumers.values().stream()
                .anyMatch(one -> one.isListening() && one.shelf.hasPassing(now + millis));
    }

    /** Whether a transaction has sent to a topic and has not ended. */
    boolean isSentSomewhere(Place topic) {
        return sessions.values().stream()
                .anyMatch(session ->
                        session.sent.stream().anyMatch(sent -> sent.place().equals(topic)));
    }

    /** Whether a consumer would be given a message. */
    boolean hasMessage(OfConsumer consumer) {
        return !consumer.isClosed()
                && consumer.session.connection.started
                && !consumer.shelf.see(consumer.filter(), now).isEmpty();
    }

    Shelf queue(Place place) {
        if (place.isTemporary()) {
            return temporary(place.number()).shelf;
        }
        return queues.computeIfAbsent(place, any -> new Shelf());
    }

    private final class Performing implements Step.Visitor<Outcome, Refusal> {

        // ---- connections ----

        @Override
        public Outcome connect(Step.Connect step) throws Refusal {
            String clientId = step.clientId();
            boolean taken = clientId != null
                    && connections.values().stream()
                            .anyMatch(other -> !other.closed && clientId.equals(other.clientId));
            if (taken) {
                throw new Refusal(InvalidClientIDException.class);
            }
            connections.put(step.connection(), new OfConnection(clientId));
            return new Done();
        }

        @Override
        public Outcome connection(Step.OnConnection step) throws Refusal {
            OfConnection connection = part(connections, step.connection());
            if (step.act() == Step.ConnectionAct.CLOSE) {
                close(connection);
                return new Done();
            }
            refuseIf(connection.closed);
            connection.started = step.act() == Step.ConnectionAct.START;
            return new Done();
        }

        private void close(OfConnection connection) {
            for (OfSession session : sessions.values()) {
                if (session.connection == connection) {
                    close(session);
                }
            }
            for (OfTemporary temporary : temporaries.values()) {
                if (temporary.owner == connection) {
                    temporary.shelf.end();
                }
            }
            connection.closed = true;
        }

        // ---- sessions ----

        @Override
        public Outcome openSession(Step.OpenSession step) throws Refusal {
            OfConnection connection = part(connections, step.connection());
            refuseIf(connection.closed);
            sessions.put(step.session(), new OfSession(connection, step.mode()));
            return new Done();
        }

        @Override
        public Outcome session(Step.OnSession step) throws Refusal {
            OfSession session = part(sessions, step.session());
            if (step.act() == Step.SessionAct.CLOSE) {
                close(session);
                return new Done();
            }
            refuseIf(session.closed);
            switch (step.act()) {
                case ACKNOWLEDGE -> acknowledge(session);
                case RECOVER -> {
                    refuseIf(session.mode == Mode.TRANSACTED);
                    session.recovered = true;
                    release(session);
                }
                case COMMIT -> {
                    refuseIf(session.mode != Mode.TRANSACTED);
                    commit(session);
                }
                case ROLLBACK -> {
                    refuseIf(session.mode != Mode.TRANSACTED);
                    rollback(session);
                }
                case CLOSE -> throw new AssertionError();
            }
            return new Done();
        }

        /** All that the session has received; without effect in other modes (3.6). */
        private void acknowledge(OfSession session) {
            if (session.mode == Mode.CLIENT) {
                session.open.clear();
            }
        }

        /** What is open goes back to where it was and is delivered again (6.2.10). */
        private void release(OfSession session) {
            for (Open open : session.open) {
                open.shelf().put(open.copy());
            }
            session.open.clear();
        }

        private void commit(OfSession session) {
            session.open.clear();
            for (Sent sent : session.sent) {
                publish(sent.place(), sent.copy(), session.connection);
            }
            session.sent.clear();
        }

        private void rollback(OfSession session) {
            session.sent.clear();
            release(session);
        }

        /** Closing rolls back and forces no acknowledgement (6.2.15). */
        private void close(OfSession session) {
            if (session.closed) {
                return;
            }
            for (OfConsumer consumer : consumers.values()) {
                if (consumer.session == session) {
                    close(consumer);
                }
            }
            rollback(session);
            session.closed = true;
        }

        // ---- consumers ----

        @Override
        public Outcome openConsumer(Step.OpenConsumer step) throws Refusal {
            OfSession session = part(sessions, step.session());
            refuseIf(session.closed);
            Source source = step.source();
            OfConsumer consumer;
            if (source.kind() == Source.Kind.QUEUE) {
                requireOwn(source.place(), session.connection);
                consumer = new OfConsumer(session, source, queue(source.place()), null);
            } else {
                Subscription subscription = subscriptions.join(source, session.connection);
                subscription.consumers++;
                consumer = new OfConsumer(session, source, subscription.shelf, subscription);
            }
            consumers.put(step.consumer(), consumer);
            return new Done();
        }

        /** Only its own connection consumes from a temporary queue (6.2.2). */
        private void requireOwn(Place place, OfConnection connection) throws Refusal {
            if (place.isTemporary()) {
                OfTemporary temporary = temporary(place.number());
                if (temporary.isGone()) {
                    throw new Refusal(InvalidDestinationException.class);
                }
                if (temporary.owner != connection) {
                    throw new Refusal(JMSException.class);
                }
            }
        }

        @Override
        public Outcome receive(Step.Receive step) throws Refusal {
            OfConsumer consumer = part(consumers, step.consumer());
            refuseIf(consumer.isClosed());
            Copy copy = consumer.session.connection.started ? consumer.shelf.take(consumer.filter(), now) : null;
            if (copy == null) {
                waiting = step.consumer();
                return new Nothing();
            }
            handedOver(consumer, copy);
            return copy.deliver();
        }

        @Override
        public Outcome listen(Step.Listen step) throws Refusal {
            OfConsumer consumer = part(consumers, step.consumer());
            refuseIf(consumer.isClosed());
            waiting = step.consumer();
            List<Delivered> heard = new ArrayList<>();
            Step.Behaviour behaviour = step.behaviour();
            Copy copy = consumer.shelf.take(consumer.filter(), now);
            while (copy != null) {
                heard.add(copy.deliver());
                consumer.session.hasReceived = true;
                call(consumer, copy, behaviour);
                behaviour = Step.Behaviour.RETURN;
                copy = consumer.shelf.take(consumer.filter(), now);
            }
            return new Heard(heard);
        }

        private void call(OfConsumer consumer, Copy copy, Step.Behaviour behaviour) {
            OfSession session = consumer.session;
            switch (behaviour) {
                case RETURN -> handedOver(consumer, copy);
                case THROW -> {
                    // Delivered again at once where the session acknowledges by itself, else the next one comes (8.7).
                    if (session.mode.keepsOpen()) {
                        handedOver(consumer, copy);
                    } else {
                        consumer.shelf.put(copy);
                    }
                }
                case ACKNOWLEDGE -> {
                    handedOver(consumer, copy);
                    acknowledge(session);
                }
                case RECOVER -> {
                    session.open.add(new Open(consumer.shelf, copy));
                    release(session);
                }
                case COMMIT -> {
                    handedOver(consumer, copy);
                    commit(session);
                }
                case ROLLBACK -> {
                    handedOver(consumer, copy);
                    rollback(session);
                }
            }
        }

        @Override
        public Outcome startListening(Step.StartListening step) {
            part(consumers, step.consumer()).listening = true;
            return new Done();
        }

        @Override
        public Outcome stopListening(Step.StopListening step) {
            part(consumers, step.consumer()).listening = false;
            return new Done();
        }

        /** What it has delivered stays with the session (8.8). */
        @Override
        public Outcome closeConsumer(Step.CloseConsumer step) {
            close(part(consumers, step.consumer()));
            return new Done();
        }

        private void close(OfConsumer consumer) {
            if (!consumer.isClosed()) {
                consumer.closed = true;
                if (consumer.subscription != null) {
                    subscriptions.left(consumer.subscription);
                }
            }
        }

        @Override
        public Outcome unsubscribe(Step.Unsubscribe step) throws Refusal {
            OfSession session = part(sessions, step.session());
            refuseIf(session.closed);
            subscriptions.unsubscribe(session.connection.clientId, step.name());
            return new Done();
        }

        // ---- messages ----

        @Override
        public Outcome send(Step.Send step) throws Refusal {
            OfSession session = part(sessions, step.session());
            refuseIf(session.closed);
            Place place = step.place();
            if (place.isTemporary() && temporary(place.number()).isGone()) {
                throw new Refusal(InvalidDestinationException.class);
            }
            // Times count from the send, not from the commit (3.4.9, 3.4.13).
            Copy copy = new Copy(step.letter(), now);
            if (session.mode == Mode.TRANSACTED) {
                session.sent.add(new Sent(place, copy));
            } else {
                publish(place, copy, session.connection);
            }
            return new Done();
        }

        @Override
        public Outcome browse(Step.Browse step) throws Refusal {
            refuseIf(part(sessions, step.session()).closed);
            List<Integer> numbers = new ArrayList<>();
            for (Copy copy : queue(step.queue()).see(step.filter(), now)) {
                numbers.add(copy.letter.number());
            }
            return new Seen(numbers);
        }

        @Override
        public Outcome openTemporary(Step.OpenTemporary step) throws Refusal {
            OfSession session = part(sessions, step.session());
            refuseIf(session.closed);
            temporaries.put(step.temporary(), new OfTemporary(session.connection));
            return new Done();
        }

        @Override
        public Outcome deleteTemporary(Step.DeleteTemporary step) throws Refusal {
            OfTemporary temporary = temporary(step.temporary());
            boolean used = consumers.values().stream()
                    .anyMatch(consumer -> !consumer.isClosed() && consumer.shelf == temporary.shelf);
            if (used) {
                throw new Refusal(JMSException.class);
            }
            temporary.deleted = true;
            temporary.shelf.end();
            return new Done();
        }

        @Override
        public Outcome advance(Step.Advance step) {
            now += step.millis();
            becomeDue();
            return new Done();
        }

        private void refuseIf(boolean illegalState) throws Refusal {
            if (illegalState) {
                throw new Refusal(IllegalStateException.class);
            }
        }
    }

    // ---- routing and time ----

    /** To a queue, or to each subscription that there is now and that selects it (4.2.2, 7.9). */
    private void publish(Place place, Copy copy, OfConnection sender) {
        if (!place.isTopic()) {
            arrive(queue(place), copy);
            return;
        }
        for (Subscription subscription : subscriptions.all()) {
            Source source = subscription.source;
            if (source.place().equals(place)
                    && source.filter().selects(copy.letter)
                    && !subscription.leavesOut(sender)) {
                arrive(subscription.shelf, copy.again());
            }
        }
    }

    private void arrive(Shelf shelf, Copy copy) {
        copy.placeAt(nextPlace++);
        if (copy.isDue(now)) {
            shelf.put(copy);
        } else {
            shelf.delay(copy);
        }
    }

    /** A delayed message takes its place when its time has come, behind what arrived until then. */
    private void becomeDue() {
        for (Shelf shelf : shelves()) {
            List<Copy> due = shelf.takeDue(now);
            due.sort(Comparator.comparingLong((Copy copy) -> copy.deliveryTime).thenComparingLong(Copy::place));
            for (Copy copy : due) {
                copy.placeAt(nextPlace++);
                shelf.put(copy);
            }
        }
    }

    private List<Shelf> shelves() {
        List<Shelf> all = new ArrayList<>(queues.values());
        temporaries.values().forEach(temporary -> all.add(temporary.shelf));
        subscriptions.all().forEach(subscription -> all.add(subscription.shelf));
        return all;
    }

    private OfTemporary temporary(int number) {
        return part(temporaries, number);
    }

    private static <T> T part(Map<Integer, @Nullable T> parts, int number) {
        return Objects.requireNonNull(parts.get(number), "the step makes no sense here");
    }
}
