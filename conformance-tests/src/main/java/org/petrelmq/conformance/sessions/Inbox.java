package org.petrelmq.conformance.sessions;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.petrelmq.conformance.Patience;

/** A listener that writes down what comes, reacts to it, and keeps what goes wrong for the test's own thread. */
final class Inbox implements MessageListener {

    /** What a listener does with a message after it was written down. */
    interface Reaction {
        void to(Message message) throws JMSException, InterruptedException;
    }

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Reaction reaction;

    Inbox() {
        this(message -> {});
    }

    Inbox(Reaction reaction) {
        this.reaction = reaction;
    }

    @Override
    public void onMessage(Message message) {
        try {
            deliveries.add(Delivery.of(message));
            reaction.to(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, e);
        } catch (JMSException | RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    /** The next message, which has to come. */
    Delivery next() throws InterruptedException {
        Delivery delivery = deliveries.poll(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        verify();
        if (delivery == null) {
            throw new AssertionError("The listener got no message within " + Patience.ARRIVAL + ".");
        }
        return delivery;
    }

    /** The next messages, which have to come. */
    List<Delivery> next(int count) throws InterruptedException {
        List<Delivery> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(next());
        }
        return next;
    }

    /** Whether nothing comes for {@link Patience#QUIET}. */
    boolean isQuiet() throws InterruptedException {
        return deliveries.poll(Patience.quietMillis(), TimeUnit.MILLISECONDS) == null;
    }

    /** How many messages came that nobody asked for. */
    int waiting() {
        return deliveries.size();
    }

    /** Fails if a reaction failed. */
    void verify() {
        if (failure.get() != null) {
            throw new AssertionError("The listener failed: " + failure.get(), failure.get());
        }
    }
}
