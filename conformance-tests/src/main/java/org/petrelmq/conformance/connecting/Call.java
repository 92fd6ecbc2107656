package org.petrelmq.conformance.connecting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.petrelmq.conformance.Patience;

/** A call on a thread of its own, which may block. */
final class Call<T> {
    /** How many looks at a thread find it waiting before it is taken to wait for the provider. */
    private static final int LOOKS = 20;

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    /** What is called. */
    interface Body<T> {
        T call() throws Exception;
    }

    /** What is called and returns nothing. */
    interface Action {
        void run() throws Exception;
    }

    private Call(Body<T> body) {
        thread = new Thread(
                () -> {
                    try {
                        result.complete(body.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "a call of the suite");
        thread.setDaemon(true);
    }

    static <T> Call<T> of(Body<T> body) {
        Call<T> call = new Call<>(body);
        call.thread.start();
        return call;
    }

    static Call<Void> running(Action action) {
        return of(() -> {
            action.run();
            return null;
        });
    }

    /** Waits until the call has returned or waits for something, and not just for a moment; whether it has returned. */
    boolean returnsWithoutWaiting() {
        AtomicInteger waiting = new AtomicInteger();
        boolean decided = Patience.until(() -> {
            waiting.set(isWaiting() ? waiting.get() + 1 : 0);
            return result.isDone() || waiting.get() == LOOKS;
        });
        return decided && result.isDone();
    }

    private boolean isWaiting() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    boolean isDone() {
        return result.isDone();
    }

    /** What the call returned or threw; it has to within {@link Patience#ARRIVAL}. */
    T result() throws Exception {
        try {
            return result.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("A call did not return within " + Patience.ARRIVAL + ".", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
