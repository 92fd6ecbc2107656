package org.petrelmq;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.petrelmq.util.ShiftedTime;
import org.petrelmq.util.TimeSource;
import org.petrelmq.util.VirtualTime;

/**
 * A broker's time in the hands of a test. Give it to {@link BrokerOptions.Builder#clock}; time to live and delivery delay
 * then follow it, and {@link #advance} takes the place of waiting: when it returns, what fell due has expired or become
 * available. Timeouts of receive are not messages' time and stay real.
 *
 * <p>Thread-safe. Serve one broker with one clock.
 */
public final class VirtualClock implements InstantSource {
    private final TimeSource time;

    private VirtualClock(TimeSource time) {
        this.time = time;
    }

    /**
     * A clock that stands until it is advanced.
     *
     * @param start the time it shows, to the millisecond
     * @return the clock
     */
    public static VirtualClock standingAt(Instant start) {
        return new VirtualClock(new VirtualTime(start.toEpochMilli()));
    }

    /**
     * A clock that shows the machine's time and runs with it, but can be advanced.
     *
     * @return the clock
     */
    public static VirtualClock running() {
        return new VirtualClock(new ShiftedTime());
    }

    /**
     * Moves time forward, and returns when everything has happened that fell due.
     *
     * @param duration not negative; rounded down to milliseconds
     */
    public void advance(Duration duration) {
        if (time instanceof VirtualTime standing) {
            standing.advance(duration.toMillis());
        } else {
            ((ShiftedTime) time).advance(duration.toMillis());
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(time.millis());
    }

    TimeSource timeSource() {
        return time;
    }
}
