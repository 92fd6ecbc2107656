package org.petrelmq.client;

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
final class Assignments implements ListenerCall.Caller {
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
        session.connection().management().requireNone("setMessageListener");
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
        session.connection().management().requireNone("run");
        Callbacks.Frame outer = session.listeners().enter();
        try {
            for (ListenerCall next = begin(); next != null; next = begin()) {
                next.make(session, this);
            }
        } finally {
            Callbacks.leave(outer);
        }
    }

    /** The next message runs from now on; null if there is none. */
    private @Nullable ListenerCall begin() throws EngineException {
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
            return new ListenerCall(called, assigned.delivery(), "a session");
        } finally {
            session.gate.unlock();
        }
    }

    @Override
    public void callEnded() {
        running = false;
    }
}
