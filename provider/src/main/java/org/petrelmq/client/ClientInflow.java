package org.petrelmq.client;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;

/**
 * The messages for one endpoint of an application server, on the server's threads: it tells when there may be a message, and the
 * server calls {@link #next} and {@link #deliver} one after the other until there is none. A message becomes its session's when
 * it is about to be delivered: so it belongs to the transaction that the server has started for it, if there is one, and is
 * acknowledged when the listener returns otherwise.
 *
 * <p>Used by one thread at a time, but that any may close it when no delivery is under way.
 */
public final class ClientInflow implements Signal {
    private final ClientSession session;
    private final EngineSession carrier;
    private final Runnable wake;

    /** A close comes from another thread than the deliveries. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Source source;

    ClientInflow(ClientSession session, EngineSession carrier, Runnable wake) {
        this.session = session;
        this.carrier = carrier;
        this.wake = wake;
    }

    /**
     * Opens an inflow.
     *
     * @param connection whose sessions it uses; messages flow when it is started
     * @param spec what it receives
     * @param selector the text of the selector, or null
     * @param wake told, by any thread, that there may be a message; does not block
     * @return the inflow
     * @throws EngineException if refused
     */
    public static ClientInflow open(
            ClientConnection connection, SourceSpec spec, @Nullable String selector, Runnable wake)
            throws EngineException {
        SourceSpec selecting = Sources.checked(connection, spec, selector);
        connection.markUsed();
        ClientSession session = connection.openSession(AckMode.XA);
        EngineSession carrier = connection.engine().openSession(AckModel.NONE, TxModel.NONE);
        ClientInflow inflow = new ClientInflow(session, carrier, wake);
        try {
            inflow.source = carrier.open(selecting, inflow);
            return inflow;
        } catch (EngineException e) {
            inflow.close();
            throw e;
        }
    }

    /** The session that messages are delivered for; its resource is what the server's transactions enlist. */
    public ClientSession session() {
        return session;
    }

    @Override
    public void ready() {
        wake.run();
    }

    /**
     * Takes a message to deliver or to give back.
     *
     * @return null if there is none: then the wake is told of the next one
     * @throws EngineException if it cannot be read
     */
    public @Nullable Delivery next() throws EngineException {
        lock.lock();
        try {
            while (source != null) {
                Delivery delivery = source.poll();
                if (delivery != null) {
                    return delivery;
                }
                if (source.arm()) {
                    return null;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls a listener with a message, on the current thread. If it throws, and the server has no transaction to roll back, the
     * message comes again.
     *
     * @param delivery what {@link #next} has taken
     * @param listener the endpoint
     * @throws EngineException if the message has not been delivered and goes back: the session is closed, or the transaction
     *     over
     */
    public void deliver(Delivery delivery, DeliveryListener listener) throws EngineException {
        session.gate.lock();
        try {
            if (session.isClosed()) {
                giveBack(delivery);
            }
            session.adopt(delivery);
        } finally {
            session.gate.unlock();
        }
        new ListenerCall(listener, delivery, "an endpoint").make(session, ClientInflow::ended);
    }

    private static void ended() {
        // Who delivers knows when that is over.
    }

    /**
     * A message was not delivered: it goes back as if it had not been handed out.
     *
     * @param delivery what {@link #next} has taken
     */
    public void giveBack(Delivery delivery) {
        lock.lock();
        try {
            carrier.settle(delivery, Settlement.RELEASE_UNSEEN);
        } catch (EngineException e) {
            session.connection().report(e);
        } finally {
            lock.unlock();
        }
    }

    /** No message is taken for now: if it has been told that there may be one, others are told. */
    public void rest() {
        lock.lock();
        try {
            if (source != null) {
                source.disarm();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the inflow and its session. Idempotent.
     *
     * @throws EngineException if the session cannot be closed on this thread
     */
    public void close() throws EngineException {
        lock.lock();
        try {
            source = null;
            carrier.close();
        } finally {
            lock.unlock();
        }
        session.close();
    }
}
