package org.petrelmq.ra;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientInflow;
import org.petrelmq.client.DeliveryListener;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.jms.JmsInbound;
import org.petrelmq.jms.ObjectBodies;

/**
 * One message at a time for an endpoint. A message that comes has the line run on a thread of the server's work manager, where
 * it delivers until there are no more; then it gives the thread back.
 *
 * <pre>
 *   no wakes ──wake──▶ scheduled ──▶ delivers ──no message, no wake meanwhile──▶ no wakes
 * </pre>
 *
 * The endpoint begins the transaction before the message becomes the session's (Jakarta Connectors 2.1 §13.5.9): if it is rolled
 * back the message comes again, as one that is redelivered.
 */
final class DeliveryLine {
    private static final Logger LOG = System.getLogger(PetrelResourceAdapter.LOGGER);
    private static final Method ON_MESSAGE = methodOfListeners();

    /** After so many messages the thread is offered to others, of which the server may have more than threads. */
    private static final int TURN = 1_000;

    /** How long a stop waits for a bean that does not return: then its message comes again. */
    private static final long STOP_SECONDS = 30;

    /** How a turn ends. */
    private enum Turn {
        /** There is nothing left, or the line is about to be closed. */
        ENDED,
        /** There may be more, and others have waited long enough. */
        MORE,
        /** It has to be tried again after a while. */
        LATER
    }

    private final Activation activation;
    private final AtomicInteger wakes = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rested = lock.newCondition();

    private @Nullable ClientInflow inflow;
    private @Nullable DeliveryListener deliveries;
    private @Nullable MessageEndpoint endpoint;
    private volatile boolean stopping;
    private volatile boolean releasing;

    /** Who delivers at the moment; under the lock. */
    private @Nullable Thread running;

    private DeliveryLine(Activation activation) {
        this.activation = activation;
    }

    static DeliveryLine open(
            Activation activation, ClientConnection connection, SourceSpec source, ObjectBodies objects)
            throws EngineException {
        DeliveryLine line = new DeliveryLine(activation);
        ClientInflow inflow = ClientInflow.open(connection, source, activation.selector(), line::wake);
        line.inflow = inflow;
        line.deliveries = JmsInbound.to(inflow.session(), objects, line::onMessage);
        return line;
    }

    private static Method methodOfListeners() {
        try {
            return MessageListener.class.getMethod("onMessage", Message.class);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("A MessageListener without onMessage.", e);
        }
    }

    // ---- getting a thread ----

    /** There may be a message. Called by any thread; does not block. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            schedule();
        }
    }

    /** Has it run soon. */
    void schedule() {
        ClientInflow from = inflow;
        if (!stopping && from != null && !activation.schedule(this)) {
            // What it was told of is for others meanwhile.
            from.rest();
            activation.scheduleLater(this);
        }
    }

    /** On a thread of the server: {@link Shift}. */
    void run() {
        boolean goesOn = true;
        while (goesOn && begin()) {
            Turn turn = Turn.LATER;
            try {
                turn = turn();
            } finally {
                end();
            }
            if (turn == Turn.LATER) {
                activation.scheduleLater(this);
            }
            // If the server has no other thread now, nobody waits for this one either.
            goesOn = turn == Turn.MORE && !activation.schedule(this);
        }
    }

    /** Delivers until there are no messages and no wakes, or it is the turn of others. */
    private Turn turn() {
        int seen;
        Turn turn;
        do {
            seen = wakes.get();
            turn = deliver();
        } while (turn == Turn.ENDED && wakes.addAndGet(-seen) != 0);
        return turn;
    }

    private boolean begin() {
        lock.lock();
        try {
            if (stopping) {
                return false;
            }
            releasing = false;
            running = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            running = null;
            rested.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- delivering ----

    private Turn deliver() {
        ClientInflow from = inflow;
        DeliveryListener to = deliveries;
        if (from == null || to == null) {
            return Turn.ENDED;
        }
        for (int i = 0; i < TURN && !stopping && !releasing; i++) {
            try {
                Delivery delivery = from.next();
                if (delivery == null) {
                    return Turn.ENDED;
                }
                if (!deliver(from, delivery, to)) {
                    return Turn.LATER;
                }
            } catch (EngineException e) {
                LOG.log(Level.WARNING, "A message for the endpoint " + activation + " could not be delivered.", e);
                return Turn.LATER;
            }
        }
        if (stopping || releasing) {
            from.rest();
            return stopping ? Turn.ENDED : Turn.LATER;
        }
        return Turn.MORE;
    }

    private boolean deliver(ClientInflow from, Delivery delivery, DeliveryListener to) throws EngineException {
        MessageEndpoint called = ready(from);
        if (called == null) {
            from.giveBack(delivery);
            return false;
        }
        try {
            from.deliver(delivery, to);
        } finally {
            afterDelivery(called);
        }
        return true;
    }

    /** The endpoint, with its transaction begun if it has one; null if it is not ready. */
    private @Nullable MessageEndpoint ready(ClientInflow from) {
        try {
            MessageEndpoint ready = endpoint;
            if (ready == null) {
                ready = activation.endpoints().createEndpoint(activation.resource(from.session()));
                endpoint = ready;
            }
            ready.beforeDelivery(ON_MESSAGE);
            return ready;
        } catch (UnavailableException e) {
            LOG.log(Level.DEBUG, "The endpoint " + activation + " is not ready.", e);
        } catch (ResourceException | NoSuchMethodException | IllegalStateException e) {
            LOG.log(Level.WARNING, "The endpoint " + activation + " does not take a message now.", e);
        }
        discardEndpoint();
        return null;
    }

    private void onMessage(Message message) {
        MessageEndpoint called = endpoint;
        if (called instanceof MessageListener listener) {
            listener.onMessage(message);
        } else {
            throw new IllegalStateException("The endpoint " + activation + " is not a MessageListener.");
        }
    }

    /** Ends the transaction. If it is rolled back, the message is in its queue again. */
    private void afterDelivery(MessageEndpoint called) {
        try {
            called.afterDelivery();
        } catch (ResourceException | IllegalStateException e) {
            LOG.log(Level.WARNING, "The delivery of a message to the endpoint " + activation + " did not end well.", e);
            discardEndpoint();
        }
    }

    private void discardEndpoint() {
        MessageEndpoint discarded = endpoint;
        endpoint = null;
        if (discarded != null) {
            discarded.release();
        }
    }

    // ---- the end ----

    /** The server wants its thread back. Some say so after each run, on that thread. */
    void release() {
        lock.lock();
        try {
            releasing = running != null && running != Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** No further message is delivered. */
    void stop() {
        stopping = true;
    }

    /** Waits for the message that is being delivered, and gives up what there is. */
    void close() {
        awaitRest();
        ClientInflow closing = inflow;
        inflow = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (EngineException e) {
                LOG.log(Level.WARNING, "The session of the endpoint " + activation + " could not be closed.", e);
            }
        }
        discardEndpoint();
    }

    private void awaitRest() {
        boolean interrupted = false;
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(STOP_SECONDS);
            while (running != null && running != Thread.currentThread() && left > 0) {
                try {
                    left = rested.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
