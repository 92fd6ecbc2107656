package org.petrelmq.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.util.TimeSource;
import org.petrelmq.util.TimeSource.Alarm;
import org.petrelmq.util.TimerWheel;
import org.petrelmq.util.TimerWheel.Timer;

/**
 * The broker's timers. While the broker is active an alarm calls them; while it rests they only wait, and what fell due
 * meanwhile is caught up with at the next {@link #run}. Thread-safe; a timer fires with nothing locked.
 */
final class Timers implements Runnable {
    private final TimeSource time;
    private final String name;
    private final TimerWheel wheel;
    private @Nullable Alarm alarm;

    /** Who fires at the moment. */
    private final Set<Thread> firing = new HashSet<>();

    Timers(TimeSource time, String name) {
        this.time = time;
        this.name = name;
        this.wheel = new TimerWheel(time.millis());
    }

    synchronized void add(Timer timer, long dueMillis) {
        long next = wheel.nextTime();
        wheel.add(timer, dueMillis);
        if (alarm != null && wheel.nextTime() < next) {
            alarm.wakeAt(wheel.nextTime());
        }
    }

    synchronized void cancel(Timer timer) {
        wheel.remove(timer);
    }

    /** How many timers there are, for tests. */
    synchronized int size() {
        return wheel.size();
    }

    /**
     * Fires what is due. When it returns, what others have found due has happened, too, unless it is called by a timer that
     * fires.
     */
    @Override
    public void run() {
        boolean outermost = begin();
        try {
            Timer due;
            while ((due = takeDue()) != null) {
                due.fire();
            }
        } finally {
            if (outermost) {
                end();
            }
        }
    }

    private synchronized boolean begin() {
        return firing.add(Thread.currentThread());
    }

    /** Does not wait for those that wait for it, nor for those that come later. */
    private synchronized void end() {
        firing.remove(Thread.currentThread());
        notifyAll();
        boolean interrupted = false;
        for (Thread other : List.copyOf(firing)) {
            while (firing.contains(other)) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Timer takeDue() {
        Timer due = wheel.takeDue(time.millis());
        if (due == null && alarm != null && wheel.size() > 0) {
            alarm.wakeAt(wheel.nextTime());
        }
        return due;
    }

    /** Timers fire by themselves from now on. */
    void activate() {
        synchronized (this) {
            if (alarm == null) {
                alarm = time.alarm(name, this);
            }
        }
        run();
    }

    /** Timers wait from now on, and no thread is left. */
    void rest() {
        Alarm stopped;
        synchronized (this) {
            stopped = alarm;
            alarm = null;
        }
        if (stopped != null) {
            stopped.close();
        }
    }
}
