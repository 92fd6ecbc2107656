package org.petrelmq.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;

/**
 * The one thread that calls a session's listeners (JMS 3.1 §6.2.13), from the first listener to the session's close. It
 * looks at its consumers in turn, so that none starves, and while a listener runs it waits for nothing: a wake that it held
 * then would be a message kept from others.
 */
final class ListenerPump implements Runnable, ListenerCall.Caller {
    private final ClientSession session;
    private final Thread thread;
    private final Waiter waiter = new Waiter();

    // Under the session's gate:
    private final List<ClientConsumer> consumers = new ArrayList<>(1);
    private @Nullable ClientConsumer running;
    private int turn;
    private boolean ended;

    ListenerPump(ClientSession session) {
        this.session = session;
        this.thread = new Thread(this, session.listeners().name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Under the gate: a consumer got a listener. */
    void add(ClientConsumer consumer) {
        if (!consumers.contains(consumer)) {
            consumers.add(consumer);
        }
        signal();
    }

    /** Under the gate: a consumer has no listener any more. */
    void remove(ClientConsumer consumer) {
        consumers.remove(consumer);
    }

    /** Under the gate. */
    boolean hasListener() {
        return !consumers.isEmpty();
    }

    /** Under the gate: whether a listener runs at the moment. */
    boolean isRunning() {
        return running != null;
    }

    /** Under the gate: whether that consumer's listener runs at the moment. */
    boolean isRunning(ClientConsumer consumer) {
        return running == consumer;
    }

    /** There may be something to do. */
    void signal() {
        waiter.signal();
    }

    /** Ends the thread and returns when it has ended, unless it is the current one or waits for it. */
    void end() {
        session.gate.lock();
        try {
            ended = true;
        } finally {
            session.gate.unlock();
        }
        signal();
        Threads.join(thread, session.listeners());
    }

    @Override
    public void run() {
        session.listeners().enter();
        while (true) {
            ListenerCall call = null;
            session.gate.lock();
            try {
                if (ended) {
                    return;
                }
                call = next();
            } catch (EngineException e) {
                session.connection().report(e);
            } finally {
                session.gate.unlock();
            }
            if (call != null) {
                call.make(session, this);
            } else {
                waiter.await(Long.MAX_VALUE);
                // Nobody interrupts this thread but an application's listener; that is not a reason to spin.
                Thread.interrupted();
            }
        }
    }

    /** Under the gate: the next call of a listener, which runs from now on; null after arming all consumers. */
    private @Nullable ListenerCall next() throws EngineException {
        if (!session.isListening() || !session.connection().isDispatching()) {
            disarmAll();
            return null;
        }
        do {
            for (int i = 0; i < consumers.size(); i++) {
                turn = (turn + 1) % consumers.size();
                ClientConsumer consumer = consumers.get(turn);
                Delivery delivery = consumer.source().poll();
                if (delivery != null) {
                    running = consumer;
                    waiter.messageArrived();
                    disarmOthers(consumer);
                    return new ListenerCall(Objects.requireNonNull(consumer.listener()), delivery, consumer);
                }
            }
            session.acks().idle();
        } while (!armAll());
        return null;
    }

    private boolean armAll() {
        for (ClientConsumer consumer : consumers) {
            if (!consumer.source().arm()) {
                return false;
            }
        }
        return true;
    }

    private void disarmAll() {
        for (ClientConsumer consumer : consumers) {
            consumer.source().disarm();
        }
    }

    private void disarmOthers(ClientConsumer polled) {
        for (int i = 0; i < consumers.size(); i++) {
            if (consumers.get(i) != polled) {
                consumers.get(i).source().disarm();
            }
        }
    }

    @Override
    public void callEnded() {
        running = null;
    }
}
