package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gets the lines of all endpoints their threads. Whoever has a message for a line may hold locks of the broker, and a server may let who
 * asks it for a thread wait until one is free. So the line is only left here, and a timer's thread, of which the server
 * gives the adapter one, does the asking. Thread-safe.
 */
final class Dispatcher {
    private static final Logger LOG = System.getLogger(PetrelResourceAdapter.LOGGER);

    /** Until what did not work is tried again: an application that is not ready, a pool of threads that is full. */
    private static final long RETRY_MILLIS = 250;

    private final BootstrapContext context;
    private final Queue<DeliveryLine> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    // Under this object's monitor:
    private @Nullable Timer timer;
    private boolean closed;

    Dispatcher(BootstrapContext context) {
        this.context = context;
    }

    /** An endpoint is about to begin: from now on there is a timer. */
    synchronized void prepare() {
        if (timer == null && !closed) {
            timer = newTimer();
        }
    }

    /** The server's; our own where it has none to give. */
    private Timer newTimer() {
        try {
            return Traces.apart(context::createTimer);
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The server has no timer for the resource adapter, which makes one.", e);
            return Traces.apart(() -> new Timer("petrel-endpoints", true));
        }
    }

    /** Has a line run soon. Does not block. */
    void soon(DeliveryLine line) {
        waiting.add(line);
        if (asked.compareAndSet(false, true)) {
            after(0, this::dispatch);
        }
    }

    private void dispatch() {
        asked.set(false);
        for (DeliveryLine line = waiting.poll(); line != null; line = waiting.poll()) {
            line.schedule();
        }
    }

    /** Has something done after a while. */
    void later(Runnable task) {
        after(RETRY_MILLIS, task);
    }

    private synchronized void after(long millis, Runnable task) {
        if (timer == null) {
            return;
        }
        try {
            timer.schedule(new Task(task), millis);
        } catch (IllegalStateException e) {
            // The server has cancelled it: it is about to end.
            LOG.log(Level.DEBUG, "The timer of the resource adapter has been cancelled.", e);
        }
    }

    /** Asks the server for a thread; returns false if there is none now. It may take until there is one. */
    boolean schedule(DeliveryLine line) {
        try {
            return Traces.apart(() -> {
                context.getWorkManager().scheduleWork(new Shift(line));
                return true;
            });
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The server has no thread for an endpoint now.", e);
            return false;
        }
    }

    /** Nothing is dispatched any more. */
    synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        waiting.clear();
    }

    /** A timer's thread does not survive an exception, and may hold the task that it has run last: as with a {@link Shift}. */
    private static final class Task extends TimerTask {
        private @Nullable Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            Runnable running = task;
            task = null;
            try {
                if (running != null) {
                    running.run();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A task of the resource adapter has failed.", e);
            }
        }
    }
}
