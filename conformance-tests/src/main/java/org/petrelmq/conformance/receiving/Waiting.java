package org.petrelmq.conformance.receiving;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.petrelmq.conformance.Patience;

/** A call on a thread of its own, which is expected to wait for something. */
final class Waiting<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Waiting(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "a waiting call of the suite");
        thread.setDaemon(true);
    }

    /** Starts the call and returns when its thread waits, or has ended. */
    static <T> Waiting<T> in(Callable<T> call) {
        Waiting<T> waiting = new Waiting<>(call);
        waiting.thread.start();
        boolean waits = Patience.until(() -> switch (waiting.thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
        if (!waits) {
            throw new AssertionError("The call neither waits nor ends.");
        }
        return waiting;
    }

    boolean isDone() {
        return task.isDone();
    }

    /** What the call returned; it has to within {@link Patience#ARRIVAL}. */
    T result() throws InterruptedException {
        try {
            return task.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("The call did not return within " + Patience.ARRIVAL + ".", e);
        } catch (ExecutionException e) {
            throw new AssertionError("The call failed: " + e.getCause(), e.getCause());
        }
    }
}
