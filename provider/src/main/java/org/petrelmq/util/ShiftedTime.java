package org.petrelmq.util;

import java.util.ArrayList;
import java.util.List;

/**
 * The machine's clock, put forward by as much as it was told to: time that runs and can be advanced. Thread-safe. When
 * {@link #advance} returns, what fell due by it has happened, on the caller's thread.
 */
public final class ShiftedTime implements TimeSource {
    private final List<ShiftedAlarm> alarms = new ArrayList<>();
    private volatile long offset;

    /** Starts at the machine's time. */
    public ShiftedTime() {}

    @Override
    public long millis() {
        return System.currentTimeMillis() + offset;
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        ShiftedAlarm alarm = new ShiftedAlarm(name, task);
        synchronized (alarms) {
            alarms.add(alarm);
        }
        return alarm;
    }

    /**
     * Puts the clock forward.
     *
     * @param millis how far, 0 or more
     */
    public void advance(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("Time does not go back: " + millis + " ms.");
        }
        List<ShiftedAlarm> all;
        synchronized (alarms) {
            offset = Math.addExact(offset, millis);
            all = new ArrayList<>(alarms);
        }
        for (ShiftedAlarm alarm : all) {
            alarm.moved();
        }
    }

    private final class ShiftedAlarm implements Alarm {
        private final Runnable task;
        private final Alarm real;
        private long wakeAt = Long.MAX_VALUE;

        ShiftedAlarm(String name, Runnable task) {
            this.task = task;
            this.real = SystemTime.INSTANCE.alarm(name, task);
        }

        @Override
        public void wakeAt(long millis) {
            synchronized (this) {
                wakeAt = millis;
            }
            real.wakeAt(millis == Long.MAX_VALUE ? millis : millis - offset);
        }

        void moved() {
            long at;
            synchronized (this) {
                at = wakeAt;
            }
            if (at <= millis()) {
                task.run();
            } else {
                real.wakeAt(at == Long.MAX_VALUE ? at : at - offset);
            }
        }

        @Override
        public void close() {
            synchronized (alarms) {
                alarms.remove(this);
            }
            real.close();
        }
    }
}
