package org.petrelmq.conformance.sessions;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.petrelmq.conformance.Patience;

/** A call on a thread of its own, which may block. */
final class OtherThread<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private OtherThread(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "conformance other thread");
        thread.setDaemon(true);
    }

    static <T> OtherThread<T> calls(Callable<T> call) {
        OtherThread<T> other = new OtherThread<>(call);
        other.thread.start();
        return other;
    }

    /** Returns when the thread waits for something, or has ended. */
    OtherThread<T> blocked() {
        boolean blocked = Patience.until(() -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
        if (!blocked) {
            throw new AssertionError("The call on the other thread neither waits nor ends.");
        }
        return this;
    }

    /** What the call returned, which has to end. */
    T result() throws InterruptedException {
        try {
            return task.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("The call on the other thread did not end within " + Patience.ARRIVAL + ".", e);
        } catch (ExecutionException e) {
            throw new AssertionError("The call on the other thread failed: " + e.getCause(), e.getCause());
        }
    }
}
