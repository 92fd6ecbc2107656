package org.petrelmq.conformance.sending;

import jakarta.jms.CompletionListener;
import jakarta.jms.Message;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.petrelmq.conformance.Patience;

/** A completion listener that stays in its callback until it is released. */
final class HeldCompletion implements CompletionListener {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch returned = new CountDownLatch(1);

    @Override
    public void onCompletion(Message message) {
        entered.countDown();
        try {
            if (released.await(2 * Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
                returned.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onException(Message message, Exception exception) {
        // The test then misses its completion.
    }

    /** Waits until the callback is called, which has to happen. */
    void awaitEntered() throws InterruptedException {
        if (!entered.await(Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("No completion came within " + Patience.ARRIVAL + ".");
        }
    }

    void release() {
        released.countDown();
    }

    /** Whether the callback has come to its end by now. */
    boolean hasReturned() {
        return returned.getCount() == 0;
    }

    /** Waits until the callback has come to its end; whether it did. */
    boolean awaitReturned() throws InterruptedException {
        return returned.await(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
    }
}
