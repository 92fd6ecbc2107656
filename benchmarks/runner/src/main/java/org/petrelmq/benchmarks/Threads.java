package org.petrelmq.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Starts the threads of a workload. */
final class Threads {
    private Threads() {}

    /** Runs a task on a thread of its own; the future tells how it ended. */
    static <T> void run(String name, CompletableFuture<T> result, Callable<T> task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(task.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                },
                "benchmark-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
