package org.petrelmq.conformance.programs;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.OfConsumer;
import org.petrelmq.conformance.programs.ModelParts.OfSession;
import org.petrelmq.conformance.programs.ModelParts.OfTemporary;
import org.petrelmq.conformance.programs.ModelParts.Open;
import org.petrelmq.conformance.programs.ModelParts.Sent;
import org.petrelmq.conformance.programs.ModelParts.Subscription;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Done;
import org.petrelmq.conformance.programs.Outcome.Heard;
import org.petrelmq.conformance.programs.Outcome.Nothing;
import org.petrelmq.conformance.programs.Outcome.Seen;

/** What each step does to a {@link Model}, and what comes of it; clauses stand where they settle what happens. */
final class Performing implements Step.Visitor<Outcome, Refusal> {
    private final Model model;

    Performing(Model model) {
        this.model = model;
    }

    // ---- connections ----

    @Override
    public Outcome connect(Step.Connect step) throws Refusal {
        String clientId = step.clientId();
        boolean taken = clientId != null
                && model.connections.values().stream()
                        .anyMatch(other -> !other.closed && clientId.equals(other.clientId));
        if (taken) {
            throw new Refusal(InvalidClientIDException.class);
        }
        model.connections.put(step.connection(), new OfConnection(clientId));
        return new Done();
    }

    @Override
    public Outcome connection(Step.OnConnection step) throws Refusal {
        OfConnection connection = Model.part(model.connections, step.connection());
        if (step.act() == Step.ConnectionAct.CLOSE) {
            close(connection);
            return new Done();
        }
        refuseIf(connection.closed);
        connection.started = step.act() == Step.ConnectionAct.START;
        return new Done();
    }

    private void close(OfConnection connection) {
        for (OfSession session : model.sessions.values()) {
            if (session.connection == connection) {
                close(session);
            }
        }
        for (OfTemporary temporary : model.temporaries.values()) {
            if (temporary.owner == connection) {
                temporary.shelf.end();
            }
        }
        connection.closed = true;
    }

    // ---- sessions ----

    @Override
    public Outcome openSession(Step.OpenSession step) throws Refusal {
        OfConnection connection = Model.part(model.connections, step.connection());
        refuseIf(connection.closed);
        model.sessions.put(step.session(), new OfSession(connection, step.mode()));
        return new Done();
    }

    @Override
    public Outcome session(Step.OnSession step) throws Refusal {
        OfSession session = Model.part(model.sessions, step.session());
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
            model.publish(sent.place(), sent.copy(), session.connection);
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
        for (OfConsumer consumer : model.consumers.values()) {
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
        OfSession session = Model.part(model.sessions, step.session());
        refuseIf(session.closed);
        Source source = step.source();
        OfConsumer consumer;
        if (source.kind() == Source.Kind.QUEUE) {
            requireOwn(source.place(), session.connection);
            consumer = new OfConsumer(session, source, model.queue(source.place()), null);
        } else {
            Subscription subscription = model.subscriptions.join(source, session.connection);
            subscription.consumers++;
            consumer = new OfConsumer(session, source, subscription.shelf, subscription);
        }
        model.consumers.put(step.consumer(), consumer);
        return new Done();
    }

    /** Only its own connection consumes from a temporary queue (6.2.2). */
    private void requireOwn(Place place, OfConnection connection) throws Refusal {
        if (place.isTemporary()) {
            OfTemporary temporary = model.temporary(place.number());
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
        OfConsumer consumer = Model.part(model.consumers, step.consumer());
        refuseIf(consumer.isClosed());
        Copy copy = consumer.session.connection.started ? consumer.shelf.take(consumer.filter(), model.now()) : null;
        if (copy == null) {
            model.waiting = step.consumer();
            return new Nothing();
        }
        model.handedOver(consumer, copy);
        return copy.deliver();
    }

    @Override
    public Outcome listen(Step.Listen step) throws Refusal {
        OfConsumer consumer = Model.part(model.consumers, step.consumer());
        refuseIf(consumer.isClosed());
        model.waiting = step.consumer();
        List<Delivered> heard = new ArrayList<>();
        Step.Behaviour behaviour = step.behaviour();
        Copy copy = consumer.shelf.take(consumer.filter(), model.now());
        while (copy != null) {
            heard.add(copy.deliver());
            consumer.session.hasReceived = true;
            call(consumer, copy, behaviour);
            behaviour = Step.Behaviour.RETURN;
            copy = consumer.shelf.take(consumer.filter(), model.now());
        }
        return new Heard(heard);
    }

    private void call(OfConsumer consumer, Copy copy, Step.Behaviour behaviour) {
        OfSession session = consumer.session;
        switch (behaviour) {
            case RETURN -> model.handedOver(consumer, copy);
            case THROW -> {
                // Delivered again at once where the session acknowledges by itself, else the next one comes (8.7).
                if (session.mode.keepsOpen()) {
                    model.handedOver(consumer, copy);
                } else {
                    consumer.shelf.put(copy);
                }
            }
            case ACKNOWLEDGE -> {
                model.handedOver(consumer, copy);
                acknowledge(session);
            }
            case RECOVER -> {
                session.open.add(new Open(consumer.shelf, copy));
                release(session);
            }
            case COMMIT -> {
                model.handedOver(consumer, copy);
                commit(session);
            }
            case ROLLBACK -> {
                model.handedOver(consumer, copy);
                rollback(session);
            }
        }
    }

    @Override
    public Outcome startListening(Step.StartListening step) {
        Model.part(model.consumers, step.consumer()).listening = true;
        return new Done();
    }

    @Override
    public Outcome stopListening(Step.StopListening step) {
        Model.part(model.consumers, step.consumer()).listening = false;
        return new Done();
    }

    /** What it has delivered stays with the session (8.8). */
    @Override
    public Outcome closeConsumer(Step.CloseConsumer step) {
        close(Model.part(model.consumers, step.consumer()));
        return new Done();
    }

    private void close(OfConsumer consumer) {
        if (!consumer.isClosed()) {
            consumer.closed = true;
            if (consumer.subscription != null) {
                model.subscriptions.left(consumer.subscription);
            }
        }
    }

    @Override
    public Outcome unsubscribe(Step.Unsubscribe step) throws Refusal {
        OfSession session = Model.part(model.sessions, step.session());
        refuseIf(session.closed);
        model.subscriptions.unsubscribe(session.connection.clientId, step.name());
        return new Done();
    }

    // ---- messages ----

    @Override
    public Outcome send(Step.Send step) throws Refusal {
        OfSession session = Model.part(model.sessions, step.session());
        refuseIf(session.closed);
        Place place = step.place();
        if (place.isTemporary() && model.temporary(place.number()).isGone()) {
            throw new Refusal(InvalidDestinationException.class);
        }
        // Times count from the send, not from the commit (3.4.9, 3.4.13).
        Copy copy = new Copy(step.letter(), model.now());
        if (session.mode == Mode.TRANSACTED) {
            session.sent.add(new Sent(place, copy));
        } else {
            model.publish(place, copy, session.connection);
        }
        return new Done();
    }

    @Override
    public Outcome browse(Step.Browse step) throws Refusal {
        refuseIf(Model.part(model.sessions, step.session()).closed);
        List<Integer> numbers = new ArrayList<>();
        for (Copy copy : model.queue(step.queue()).see(step.filter(), model.now())) {
            numbers.add(copy.letter.number());
        }
        return new Seen(numbers);
    }

    @Override
    public Outcome openTemporary(Step.OpenTemporary step) throws Refusal {
        OfSession session = Model.part(model.sessions, step.session());
        refuseIf(session.closed);
        model.temporaries.put(step.temporary(), new OfTemporary(session.connection));
        return new Done();
    }

    @Override
    public Outcome deleteTemporary(Step.DeleteTemporary step) throws Refusal {
        OfTemporary temporary = model.temporary(step.temporary());
        boolean used = model.consumers.values().stream()
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
        model.advance(step.millis());
        return new Done();
    }

    private void refuseIf(boolean illegalState) throws Refusal {
        if (illegalState) {
            throw new Refusal(IllegalStateException.class);
        }
    }
}
