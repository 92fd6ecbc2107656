package org.petrelmq.util;

import java.util.concurrent.Executor;

/**
 * Runs each task on a thread of its own. The common pool, which {@code CompletableFuture} takes otherwise, has one thread on two
 * processors: from JDK 25 on, a task that waits there keeps the one it waits for from running.
 */
public enum OwnThread implements Executor {
    INSTANCE;

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "test-task");
        thread.setDaemon(true);
        thread.start();
    }
}
