package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * As much of an application server as the contracts of Jakarta Connectors need: a pool of connections, and a work manager whose
 * work the test runs, on its own thread, when it says so. Its timer runs at once what the test lets it.
 */
final class SteppedServer implements BootstrapContext, WorkManager, ConnectionManager {
    private static final long serialVersionUID = 1L;

    private final transient Queue<Work> scheduled = new ConcurrentLinkedQueue<>();
    private final transient Queue<TimerTask> now = new ConcurrentLinkedQueue<>();
    private final transient Queue<TimerTask> later = new ConcurrentLinkedQueue<>();
    final transient List<ManagedConnection> pooled = new ArrayList<>();
    final transient List<ManagedConnection> made = new ArrayList<>();
    final transient BlockingQueue<Exception> errors = new LinkedBlockingQueue<>();
    transient boolean full;

    /** What its threads have done: one that rests holds the last of it. */
    final transient List<Object> done = new ArrayList<>();

    /** The context class loaders of those that asked it for threads. */
    final transient List<ClassLoader> loaders = new ArrayList<>();

    /** How often it was asked for a thread, and what it throws instead of giving one. */
    transient int asked;

    transient RuntimeException fault;

    // ---- work ----

    /** Runs what is scheduled, and what that schedules; returns how many. */
    int runWork() {
        int count = 0;
        for (Work work = next(); work != null; work = next()) {
            work.run();
            // As IronJacamar does.
            work.release();
            done.add(work);
            count++;
        }
        return count;
    }

    /** What the adapter's timer has to do at once comes before. */
    private Work next() {
        for (TimerTask task = now.poll(); task != null; task = now.poll()) {
            task.run();
            done.add(task);
        }
        return scheduled.poll();
    }

    /** Lets the time come that the adapter waits for. */
    int runTimers() {
        int count = 0;
        for (TimerTask task = later.poll(); task != null; task = later.poll()) {
            task.run();
            done.add(task);
            count++;
        }
        return count;
    }

    @Override
    public WorkManager getWorkManager() {
        return this;
    }

    @Override
    public void scheduleWork(Work work) throws WorkRejectedException {
        asked++;
        loaders.add(Thread.currentThread().getContextClassLoader());
        if (fault != null) {
            throw fault;
        }
        if (full) {
            throw new WorkRejectedException("The pool of threads is full.");
        }
        scheduled.add(work);
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public Timer createTimer() {
        loaders.add(Thread.currentThread().getContextClassLoader());
        return new Timer("stepped", true) {
            @Override
            public void schedule(TimerTask task, long delay) {
                (delay == 0 ? now : later).add(task);
            }
        };
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException("Not what the adapter uses.");
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> context) {
        return false;
    }

    // ---- connections ----

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        Set<ManagedConnection> free = new LinkedHashSet<>(pooled);
        ManagedConnection connection = factory.matchManagedConnections(free, null, request);
        if (connection == null) {
            connection = factory.createManagedConnection(null, request);
            made.add(connection);
            connection.addConnectionEventListener(new Pool());
        } else {
            pooled.remove(connection);
        }
        return connection.getConnection(null, request);
    }

    /** Takes back what an application has closed. */
    private final class Pool implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            try {
                ManagedConnection closed = (ManagedConnection) event.getSource();
                closed.cleanup();
                pooled.add(closed);
            } catch (ResourceException e) {
                errors.add(e);
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            errors.add(event.getException());
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            errors.add(new IllegalStateException("localTransactionStarted"));
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            errors.add(new IllegalStateException("localTransactionCommitted"));
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            errors.add(new IllegalStateException("localTransactionRolledback"));
        }
    }
}
