package org.petrelmq.util;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The machine's clock. An alarm has one daemon thread, from the first time it is set until it is closed. */
public final class SystemTime implements TimeSource {
    /** The machine's clock; it has no state. */
    public static final SystemTime INSTANCE = new SystemTime();

    private SystemTime() {}

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        return new AlarmThread(name, task);
    }

    private static final class AlarmThread implements Alarm, Runnable {
        private final String name;
        private final Runnable task;
        private @Nullable Thread thread;
        private volatile boolean closed;
        private volatile long wakeAt = Long.MAX_VALUE;

        AlarmThread(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public synchronized void wakeAt(long millis) {
            wakeAt = millis;
            if (closed) {
                return;
            }
            if (thread == null && millis != Long.MAX_VALUE) {
                thread = DaemonThread.create(this, name);
                thread.start();
            } else if (thread != null) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            while (!closed) {
                if (wakeAt <= System.currentTimeMillis()) {
                    // The task sets the next time; until it does there is none.
                    wakeAt = Long.MAX_VALUE;
                    task.run();
                } else if (wakeAt == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    // An absolute time, so that a clock that jumps forward wakes the thread.
                    LockSupport.parkUntil(this, wakeAt);
                }
            }
        }

        @Override
        public void close() {
            Thread running;
            synchronized (this) {
                closed = true;
                running = thread;
            }
            if (running != null && running != Thread.currentThread()) {
                LockSupport.unpark(running);
                joinUninterruptibly(running);
            }
        }

        private static void joinUninterruptibly(Thread thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
