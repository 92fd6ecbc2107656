package org.petrelmq.conformance.connecting;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.petrelmq.conformance.Patience;

/** A message listener that stays in onMessage until it is released, and then does something. */
final class HeldListener implements MessageListener {
    private final Body body;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<Void> returned = new CompletableFuture<>();
    private final AtomicInteger calls = new AtomicInteger();

    /** What it does when it is released. */
    interface Body {
        void run(Message message) throws Exception;
    }

    HeldListener(Body body) {
        this.body = body;
    }

    HeldListener() {
        this(message -> {});
    }

    @Override
    public void onMessage(Message message) {
        calls.incrementAndGet();
        entered.countDown();
        try {
            if (!released.await(2 * Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The test did not release its listener.");
            }
            body.run(message);
            returned.complete(null);
        } catch (Throwable e) {
            returned.completeExceptionally(e);
        }
    }

    /** Waits until onMessage is called. */
    void awaitEntered() throws InterruptedException {
        if (!entered.await(Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("No message reached the listener within " + Patience.ARRIVAL + ".");
        }
    }

    void release() {
        released.countDown();
    }

    /** Completed when onMessage has come to its end for the first time, exceptionally if it failed. */
    CompletableFuture<Void> returned() {
        return returned;
    }

    int calls() {
        return calls.get();
    }
}
