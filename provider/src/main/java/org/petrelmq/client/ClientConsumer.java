package org.petrelmq.client;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;

/**
 * A consumer (JMS 3.1 §8): receives on the caller's thread, or has a listener that the session's pump calls. All state is
 * under the session's gate.
 */
public final class ClientConsumer implements Signal {
    /** The timeout of a receive that waits until there is a message. */
    public static final long FOREVER = 0;

    private final ClientSession session;
    private final SourceSpec spec;
    private final Waiter waiter = new Waiter();

    private @Nullable Source source;
    private volatile @Nullable ListenerPump pump;
    private @Nullable DeliveryListener listener;
    private int receiving;
    private volatile boolean closed;

    ClientConsumer(ClientSession session, SourceSpec spec) {
        this.session = session;
        this.spec = spec;
    }

    /** Takes its source, which the engine made with this consumer as the signal. */
    void begin(Source newSource) {
        source = newSource;
    }

    Source source() {
        return Objects.requireNonNull(source, "a consumer has a source before anybody sees it");
    }

    /** What it receives. */
    public SourceSpec spec() {
        return spec;
    }

    /** The text of its selector; null if it has none. */
    public @Nullable String selector() {
        return spec.selector() == null ? null : spec.selector().text();
    }

    /** The session that made it. */
    public ClientSession session() {
        return session;
    }

    @Override
    public void ready() {
        ListenerPump current = pump;
        if (current != null) {
            current.signal(this);
        } else {
            waiter.signal();
        }
    }

    @Override
    public boolean isBusy() {
        ListenerPump current = pump;
        return current != null && current.isBusy();
    }

    // ---- receiving ----

    /**
     * Waits for a message (JMS 3.1 §8.5). In AUTO mode it is acknowledged when this returns.
     *
     * @param timeoutMillis how long; {@link #FOREVER} until there is one
     * @param check refuses messages that the caller cannot use; null takes any
     * @return the message; null when the time is over or the consumer is closed meanwhile
     * @throws EngineException ILLEGAL_STATE if it is closed or a listener is set; MESSAGE_FORMAT from the check
     */
    public @Nullable Delivery receive(long timeoutMillis, @Nullable BodyCheck check) throws EngineException {
        if (timeoutMillis < 0) {
            return receiveNoWait(check);
        }
        long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        boolean forever = timeoutMillis == FOREVER || nanos == Long.MAX_VALUE;
        return receiveUntil(forever ? Long.MAX_VALUE : System.nanoTime() + nanos, check);
    }

    /**
     * Takes a message if there is one now (JMS 3.1 §8.5).
     *
     * @param check refuses messages that the caller cannot use; null takes any
     * @return the message; null if there is none
     * @throws EngineException as {@link #receive}
     */
    public @Nullable Delivery receiveNoWait(@Nullable BodyCheck check) throws EngineException {
        session.gate.lock();
        try {
            requireReceivable();
            Delivery delivery = next(check);
            if (delivery == null) {
                session.acks().idle();
            }
            return delivery;
        } finally {
            session.gate.unlock();
        }
    }

    private @Nullable Delivery receiveUntil(long deadlineNanos, @Nullable BodyCheck check) throws EngineException {
        session.gate.lock();
        try {
            requireReceivable();
            Delivery delivery = next(check);
            if (delivery != null) {
                waiter.messageArrived();
                return delivery;
            }
            receiving++;
            try {
                return waitForNext(deadlineNanos, check);
            } finally {
                receiving--;
                session.changed.signalAll();
            }
        } finally {
            session.gate.unlock();
        }
    }

    /** Under the gate, which it leaves to wait. */
    private @Nullable Delivery waitForNext(long deadlineNanos, @Nullable BodyCheck check) throws EngineException {
        while (true) {
            session.acks().idle();
            if (source().arm()) {
                session.gate.unlock();
                try {
                    waiter.await(deadlineNanos);
                } finally {
                    session.gate.lock();
                }
            }
            if (isClosed()) {
                source().disarm();
                return null;
            }
            // A poll also takes back the wish to be woken, so the last look is never left out.
            Delivery delivery = next(check);
            if (delivery != null) {
                waiter.messageArrived();
                return delivery;
            }
            if (Thread.currentThread().isInterrupted()) {
                source().disarm();
                throw new EngineException(Failure.GENERAL, "The receive was interrupted.");
            }
            if (deadlineNanos != Long.MAX_VALUE && deadlineNanos - System.nanoTime() <= 0) {
                source().disarm();
                return null;
            }
        }
    }

    /** Under the gate: the next message, settled as the session's mode has it. */
    private @Nullable Delivery next(@Nullable BodyCheck check) throws EngineException {
        if (check == null && session.acks().acknowledgesOnReceive()) {
            return source().take();
        }
        Delivery delivery = source().poll();
        if (delivery != null) {
            if (check != null) {
                checkBody(check, delivery);
            }
            session.acks().handedOver(delivery);
        }
        return delivery;
    }

    /**
     * Checks a body, outside the gate, since deserializing an object runs the application's code. A body that does not fit
     * stays first, uncounted, where the session acknowledges by itself (JMS 3.1 §8.6).
     */
    private void checkBody(BodyCheck check, Delivery delivery) throws EngineException {
        boolean fits = false;
        receiving++;
        session.gate.unlock();
        try {
            check.check(delivery.envelope());
            fits = true;
        } finally {
            session.gate.lock();
            receiving--;
            session.changed.signalAll();
            // Also for what application code may throw beside exceptions: the message must not stay acquired by nobody.
            if (!fits && session.mode().isAutomatic()) {
                session.acks().handedBack(delivery);
            }
        }
    }

    private void requireReceivable() throws EngineException {
        requireOpen();
        if (session.hasListener()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, "A session with a message listener cannot receive (JMS 3.1 §6.2.5).");
        }
    }

    // ---- listening ----

    /**
     * Sets, replaces or removes the listener (JMS 3.1 §8.7).
     *
     * @param newListener null for none
     * @throws EngineException ILLEGAL_STATE if it is closed or a receive is in progress
     */
    public void setListener(@Nullable DeliveryListener newListener) throws EngineException {
        session.gate.lock();
        try {
            requireOpen();
            session.connection().management().requireNone("setMessageListener");
            if (receiving > 0) {
                throw new EngineException(
                        Failure.ILLEGAL_STATE, "The consumer cannot get a listener while a receive is in progress.");
            }
            listener = newListener;
            if (newListener != null) {
                ListenerPump current = session.startedPump();
                pump = current;
                current.add(this);
            } else {
                stopPumping();
            }
        } finally {
            session.gate.unlock();
        }
    }

    private void stopPumping() {
        ListenerPump current = pump;
        if (current != null) {
            current.remove(this);
            pump = null;
            source().disarm();
        }
    }

    /** Under the gate: the listener of a consumer that is among the pump's. */
    @Nullable
    DeliveryListener listener() {
        return listener;
    }

    // ---- closing ----

    /**
     * Refuses a call on a closed consumer.
     *
     * @throws EngineException ILLEGAL_STATE if it or its session is closed
     */
    public void requireOpen() throws EngineException {
        session.requireOpen();
        if (closed) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The consumer is closed.");
        }
    }

    private boolean isClosed() {
        return closed || session.isClosed();
    }

    boolean isReceiving() {
        return receiving > 0;
    }

    void wakeReceiver() {
        waiter.signal();
    }

    /**
     * Closes the consumer and waits for a receive or listener of it in another thread (JMS 3.1 §8.8). What it delivered
     * stays with the session. Its own listener may call this.
     *
     * @throws EngineException ILLEGAL_STATE on the thread of a listener that its listener waits for
     */
    public void close() throws EngineException {
        session.gate.lock();
        try {
            if (closed || session.isClosed()) {
                return;
            }
            awaitListener();
            closed = true;
            stopPumping();
            wakeReceiver();
            while (receiving > 0) {
                session.changed.awaitUninterruptibly();
            }
            source().close();
            session.closed(this);
        } finally {
            session.gate.unlock();
        }
    }

    private void awaitListener() throws EngineException {
        ListenerPump current = pump;
        if (current == null || session.isInListener() || !current.isRunning(this)) {
            return;
        }
        current.remove(this);
        try {
            Callbacks.beginAwaiting(session.listeners());
            while (current.isRunning(this)) {
                session.changed.awaitUninterruptibly();
            }
        } catch (EngineException e) {
            current.add(this);
            throw e;
        } finally {
            Callbacks.endAwaiting();
        }
    }

    @Override
    public String toString() {
        return spec.address().describe();
    }
}
