package org.petrelmq.client;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;

/**
 * The messages that connection consumers assigned to a session, and their run on a thread of the application server (JMS 3.1
 * §11.2.1). A message becomes the session's when it is about to be run: so it is acknowledged as the session's mode has it,
 * or belongs to the distributed transaction that the application server has started for the run. All state is under the
 * session's gate.
 */
final class Assignments {
    private final ClientSession session;
    private final EngineSession engine;
    private final Deque<Assigned> waiting = new ArrayDeque<>();
    private @Nullable DeliveryListener listener;
    private boolean running;

    Assignments(ClientSession session, EngineSession engine) {
        this.session = session;
        this.engine = engine;
    }

    /** A message, and who takes it back if it is not run. */
    record Assigned(Delivery delivery, ClientConnectionConsumer from) {}

    /** Under the gate: whether the session is for such messages only. */
    boolean hasListener() {
        return listener != null;
    }

    /** Under the gate: whether the listener runs at the moment. */
    boolean isRunning() {
        return running;
    }

    void setListener(@Nullable DeliveryListener newListener) throws EngineException {
        session.gate.lock();
        try {
            session.requireOpen();
            if (newListener != null && session.hasConsumers()) {
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "A session with consumers cannot get the listener of a ServerSession's session (JMS 3.1 §11.2.1).");
            }
            listener = newListener;
        } finally {
            session.gate.unlock();
        }
    }

    /** Assigns messages. */
    void add(List<Assigned> messages) throws EngineException {
        session.gate.lock();
        try {
            session.requireOpen();
            waiting.addAll(messages);
        } finally {
            session.gate.unlock();
        }
    }

    /** Under the gate: what is not run goes back as if it had not been handed out. */
    void giveBack() {
        for (Assigned assigned = waiting.poll(); assigned != null; assigned = waiting.poll()) {
            assigned.from().giveBack(assigned.delivery());
        }
    }

    /**
     * Calls the listener with each message that is assigned, on the current thread, until there are no more, or the connection
     * stops or the session closes; then the rest goes back.
     *
     * @throws EngineException ILLEGAL_STATE if the session is closed, has no listener, or runs already
     */
    void run() throws EngineException {
        Callbacks.Frame outer = session.listeners().enter();
        try {
            for (Run next = begin(); next != null; next = begin()) {
                end(next.delivery(), call(next));
            }
        } finally {
            Callbacks.leave(outer);
        }
    }

    private record Run(DeliveryListener listener, Delivery delivery) {}

    /** The next message runs from now on; null if there is none. */
    private @Nullable Run begin() throws EngineException {
        session.gate.lock();
        try {
            session.requireOpen();
            DeliveryListener called = listener;
            if (running || called == null) {
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        running
                                ? "The session runs already."
                                : "The session has no listener to run (JMS 3.1 §11.2.1).");
            }
            if (!session.isListening() || !session.connection().isDispatching()) {
                giveBack();
            }
            Assigned assigned = waiting.poll();
            if (assigned == null) {
                session.acks().idle();
                return null;
            }
            engine.adopt(assigned.delivery());
            running = true;
            return new Run(called, assigned.delivery());
        } finally {
            session.gate.unlock();
        }
    }

    private void end(Delivery delivery, boolean returned) {
        session.gate.lock();
        try {
            if (returned) {
                session.acks().listenerReturned(delivery);
            } else {
                session.acks().listenerThrew(delivery);
            }
        } catch (EngineException e) {
            session.connection().report(e);
        } finally {
            running = false;
            session.changed.signalAll();
            session.gate.unlock();
        }
    }

    /** Runs user code. Whatever it throws, the session's other messages are still to be delivered (JMS 3.1 §8.7). */
    private static boolean call(Run run) {
        try {
            run.listener().onDelivery(run.delivery());
            return true;
        } catch (RuntimeException | Error e) {
            System.getLogger("org.petrelmq.client")
                    .log(
                            Level.WARNING,
                            "The message listener of a session threw an exception, which it should not.",
                            e);
            return false;
        }
    }
}
