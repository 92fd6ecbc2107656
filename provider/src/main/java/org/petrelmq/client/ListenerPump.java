package org.petrelmq.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;

/**
 * The one thread that calls a session's listeners (JMS 3.1 §6.2.13), from the first listener to the session's close. It
 * looks at the consumers that have something in turn, so that none starves; the others stay armed. While a listener runs the
 * pump is busy: a wake that it held then would be a message kept from others, so it passes on those that it has, and the queues
 * pass on those that come. What a message costs does not depend on how many consumers the session has.
 */
final class ListenerPump implements Runnable, ListenerCall.Caller {
    private final ClientSession session;
    private final Thread thread;
    private final Waiter waiter = new Waiter();

    /** Those that were woken, by any thread. */
    private final Queue<ClientConsumer> signalled = new ConcurrentLinkedQueue<>();

    private volatile boolean busy;

    // Under the session's gate:
    private final Set<ClientConsumer> consumers = new LinkedHashSet<>();

    /** Those that are not armed, the next one first. */
    private final Set<ClientConsumer> toPoll = new LinkedHashSet<>();

    /** Those among them that may have been woken instead of others. */
    private final Set<ClientConsumer> claiming = new LinkedHashSet<>();

    /** Those whose poll has failed. */
    private final List<ClientConsumer> failed = new ArrayList<>(0);

    private @Nullable ClientConsumer running;
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
        if (consumers.add(consumer)) {
            toPoll.add(consumer);
        }
        signal();
    }

    /** Under the gate: a consumer has no listener any more. */
    void remove(ClientConsumer consumer) {
        consumers.remove(consumer);
        toPoll.remove(consumer);
        claiming.remove(consumer);
        failed.remove(consumer);
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

    /** A consumer may have something; one that is busy will see that in time. */
    void signal(ClientConsumer consumer) {
        signalled.add(consumer);
        if (!busy) {
            waiter.signal();
        }
    }

    /** Whether a listener runs. */
    boolean isBusy() {
        return busy;
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

    /** Under the gate: the next call of a listener, which runs from now on; null if all consumers are armed, or none is to be. */
    private @Nullable ListenerCall next() throws EngineException {
        busy = false;
        if (!session.isListening() || !session.connection().isDispatching()) {
            disarmAll();
            return null;
        }
        for (collectSignalled(); !toPoll.isEmpty(); collectSignalled()) {
            ClientConsumer consumer = toPoll.iterator().next();
            Delivery delivery = poll(consumer);
            if (delivery != null) {
                moveToTheEnd(consumer);
                begin(consumer);
                return new ListenerCall(Objects.requireNonNull(consumer.listener()), delivery, consumer);
            }
        }
        session.acks().idle();
        toPoll.addAll(failed);
        failed.clear();
        return null;
    }

    /** Polls, and arms a consumer that has nothing. One that fails is asked again at the next signal of any; the others go on. */
    private @Nullable Delivery poll(ClientConsumer consumer) {
        claiming.remove(consumer);
        try {
            Delivery delivery = consumer.source().poll();
            if (delivery != null) {
                return delivery;
            }
            if (consumer.source().arm()) {
                toPoll.remove(consumer);
            } else {
                moveToTheEnd(consumer);
                claiming.add(consumer);
            }
        } catch (EngineException e) {
            session.connection().report(e);
            toPoll.remove(consumer);
            failed.add(consumer);
        }
        return null;
    }

    private void moveToTheEnd(ClientConsumer consumer) {
        if (toPoll.size() > 1) {
            toPoll.remove(consumer);
            toPoll.add(consumer);
        }
    }

    private void collectSignalled() {
        for (ClientConsumer consumer = signalled.poll(); consumer != null; consumer = signalled.poll()) {
            if (consumers.contains(consumer)) {
                toPoll.add(consumer);
                claiming.add(consumer);
            }
        }
    }

    /** From now on nothing is kept from others: first busy, then a look at who was woken before it could be known. */
    private void begin(ClientConsumer consumer) {
        running = consumer;
        busy = true;
        waiter.messageArrived();
        collectSignalled();
        for (ClientConsumer claimant : claiming) {
            claimant.source().disarm();
        }
        claiming.clear();
    }

    private void disarmAll() {
        for (ClientConsumer consumer : consumers) {
            consumer.source().disarm();
        }
        claiming.clear();
        toPoll.addAll(consumers);
    }

    @Override
    public void callEnded() {
        running = null;
    }
}
