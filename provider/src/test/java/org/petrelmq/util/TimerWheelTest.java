package org.petrelmq.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.petrelmq.util.TimerWheel.Timer;

class TimerWheelTest {
    private static final class Named extends Timer {
        final int number;
        final long due;

        Named(int number, long due) {
            this.number = number;
            this.due = due;
        }

        @Override
        public void fire() {
            throw new AssertionError("The wheel does not fire.");
        }
    }

    @Test
    void takeDue_beforeTheTime_isNull() {
        TimerWheel wheel = new TimerWheel(1000);
        wheel.add(new Named(1, 2000), 2000);
        assertThat(wheel.takeDue(1999)).isNull();
        assertThat(wheel.takeDue(2000)).isNotNull();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void add_timeThatHasPassed_isDueAtOnce() {
        TimerWheel wheel = new TimerWheel(1000);
        wheel.add(new Named(1, 5), 5);
        assertThat(wheel.takeDue(1000)).isNotNull();
    }

    @Test
    void add_aTimerThatIsIn_isRefused() {
        TimerWheel wheel = new TimerWheel(0);
        Named timer = new Named(1, 10);
        wheel.add(timer, 10);
        assertThatThrownBy(() -> wheel.add(timer, 20)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takeDue_equalTimes_inTheOrderOfAdding() {
        TimerWheel wheel = new TimerWheel(0);
        for (int i = 0; i < 5; i++) {
            wheel.add(new Named(i, 100_000), 100_000);
        }
        assertThat(drain(wheel, 100_000)).extracting(timer -> timer.number).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void nextTime_emptyWheel_isNever() {
        TimerWheel wheel = new TimerWheel(0);
        Named timer = new Named(1, 10);
        wheel.add(timer, 10);
        assertThat(wheel.nextTime()).isEqualTo(10);
        assertThat(wheel.remove(timer)).isTrue();
        assertThat(wheel.remove(timer)).isFalse();
        assertThat(wheel.nextTime()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void add_theEndOfTime_isNeverReached() {
        TimerWheel wheel = new TimerWheel(1_700_000_000_000L);
        wheel.add(new Named(1, Long.MAX_VALUE), Long.MAX_VALUE);
        assertThat(wheel.takeDue(4_000_000_000_000L)).isNull();
        assertThat(wheel.size()).isEqualTo(1);
    }

    /** Against the simplest model: a list sorted by time, equal times in the order of adding. */
    @Test
    void randomTimers_fireInTimeAndOrder() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long now = random.nextInt(1_000_000);
            TimerWheel wheel = new TimerWheel(now);
            List<Named> model = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                int action = random.nextInt(4);
                if (action < 2) {
                    long due = now + (1L << random.nextInt(24)) * random.nextInt(3) + random.nextInt(100);
                    Named timer = new Named(seed * 1000 + step, due);
                    wheel.add(timer, due);
                    model.add(timer);
                } else if (action == 2 && !model.isEmpty()) {
                    assertThat(wheel.remove(model.remove(random.nextInt(model.size()))))
                            .isTrue();
                } else {
                    now += 1L << random.nextInt(22);
                    assertThat(wheel.nextTime()).isLessThanOrEqualTo(earliest(model));
                    assertThat(drain(wheel, now))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(takeDue(model, now));
                }
                assertThat(wheel.size()).isEqualTo(model.size());
            }
        }
    }

    private static long earliest(List<Named> model) {
        return model.stream().mapToLong(timer -> timer.due).min().orElse(Long.MAX_VALUE);
    }

    private static List<Named> takeDue(List<Named> model, long now) {
        long limit = now;
        List<Named> due = new ArrayList<>(
                model.stream().filter(timer -> timer.due <= limit).toList());
        due.sort(Comparator.comparingLong(timer -> timer.due));
        model.removeAll(due);
        return due;
    }

    private static List<Named> drain(TimerWheel wheel, long now) {
        List<Named> taken = new ArrayList<>();
        for (Timer timer = wheel.takeDue(now); timer != null; timer = wheel.takeDue(now)) {
            taken.add((Named) timer);
        }
        return taken;
    }
}
