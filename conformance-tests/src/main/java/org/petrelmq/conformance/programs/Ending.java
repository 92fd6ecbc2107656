package org.petrelmq.conformance.programs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.OfSession;
import org.petrelmq.conformance.programs.ModelParts.Subscription;

/** How every program ends: all connections close, and what is left in queues and durable subscriptions is received. */
final class Ending {
    /** Adds a step to a program. */
    interface Adder {
        /** Performs it on the program's model, and returns what came of it. */
        Outcome add(Step step);
    }

    private final Model model;
    private final Adder adder;
    private final IntSupplier numbers;

    /**
     * The end of a program.
     *
     * @param model the state that the program has led to
     * @param adder performs a step on that model and adds it to the program
     * @param numbers of new connections, sessions and consumers
     */
    Ending(Model model, Adder adder, IntSupplier numbers) {
        this.model = model;
        this.adder = adder;
        this.numbers = numbers;
    }

    /** Closes what is open. */
    void closeAll() {
        for (Map.Entry<Integer, OfConnection> connection : List.copyOf(model.connections.entrySet())) {
            if (!connection.getValue().closed) {
                adder.add(new Step.OnConnection(connection.getKey(), Step.ConnectionAct.CLOSE));
            }
        }
    }

    /** Receives what there is now. */
    void drain(int queues) {
        int session = sessionOf(null);
        for (int i = 1; i <= queues; i++) {
            drain(session, Source.queue(Place.queue(i), Filter.ALL));
        }
        for (Subscription subscription : List.copyOf(model.subscriptions.all())) {
            drain(sessionOf(subscription.creator.clientId), subscription.source);
        }
    }

    private void drain(int session, Source source) {
        int consumer = numbers.getAsInt();
        adder.add(new Step.OpenConsumer(consumer, session, source));
        while (adder.add(new Step.Receive(consumer)) instanceof Outcome.Delivered) {
            // Until there is nothing more.
        }
        adder.add(new Step.CloseConsumer(consumer));
    }

    private int sessionOf(@Nullable String clientId) {
        for (Map.Entry<Integer, OfSession> session : model.sessions.entrySet()) {
            OfConnection connection = session.getValue().connection;
            if (!connection.closed && Objects.equals(connection.clientId, clientId)) {
                return session.getKey();
            }
        }
        int connection = numbers.getAsInt();
        int session = numbers.getAsInt();
        adder.add(new Step.Connect(connection, clientId));
        adder.add(new Step.OnConnection(connection, Step.ConnectionAct.START));
        adder.add(new Step.OpenSession(session, connection, Mode.AUTO));
        return session;
    }
}
