package org.petrelmq.util;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves when it is told to. {@link #advance} stops at each alarm on its way, in order, and calls it on the
 * caller's thread; when it returns, everything that fell due has happened. Thread-safe; one advance at a time.
 */
public final class VirtualTime implements TimeSource {
    private final Object advancing = new Object();
    private final List<VirtualAlarm> alarms = new ArrayList<>();
    private volatile long now;

    /**
     * Starts the clock, standing.
     *
     * @param startMillis milliseconds since the epoch
     */
    public VirtualTime(long startMillis) {
        now = startMillis;
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        VirtualAlarm alarm = new VirtualAlarm(task);
        synchronized (alarms) {
            alarms.add(alarm);
        }
        return alarm;
    }

    /**
     * Moves time forward.
     *
     * @param millis how far, 0 or more
     */
    public void advance(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("Time does not go back: " + millis + " ms.");
        }
        synchronized (advancing) {
            long target = Math.addExact(now, millis);
            VirtualAlarm next;
            while ((next = claimNext(target)) != null) {
                next.task.run();
            }
            now = target;
        }
    }

    private @Nullable VirtualAlarm claimNext(long target) {
        synchronized (alarms) {
            VirtualAlarm earliest = null;
            for (VirtualAlarm alarm : alarms) {
                if (alarm.wakeAt <= target && (earliest == null || alarm.wakeAt < earliest.wakeAt)) {
                    earliest = alarm;
                }
            }
            if (earliest != null) {
                now = Math.max(now, earliest.wakeAt);
                earliest.wakeAt = Long.MAX_VALUE;
            }
            return earliest;
        }
    }

    private final class VirtualAlarm implements Alarm {
        private final Runnable task;
        private long wakeAt = Long.MAX_VALUE;

        VirtualAlarm(Runnable task) {
            this.task = task;
        }

        @Override
        public void wakeAt(long millis) {
            synchronized (alarms) {
                wakeAt = millis;
            }
        }

        @Override
        public void close() {
            synchronized (alarms) {
                alarms.remove(this);
            }
        }
    }
}
