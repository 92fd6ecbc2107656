package org.petrelmq.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.petrelmq.util.TimeSource.Alarm;

class TimeSourceTest {

    @Test
    void virtual_advance_callsAlarmsInOrderAtTheirTimes() {
        VirtualTime time = new VirtualTime(100);
        List<String> calls = new ArrayList<>();
        Alarm late = time.alarm("late", () -> calls.add("late at " + time.millis()));
        Alarm early = time.alarm("early", () -> calls.add("early at " + time.millis()));
        late.wakeAt(180);
        early.wakeAt(150);
        time.advance(100);
        assertThat(calls).containsExactly("early at 150", "late at 180");
        assertThat(time.millis()).isEqualTo(200);
    }

    @Test
    void virtual_alarmThatSetsItselfAgain_isCalledAgainInTheSameAdvance() {
        VirtualTime time = new VirtualTime(0);
        List<Long> calls = new ArrayList<>();
        Alarm[] alarm = new Alarm[1];
        alarm[0] = time.alarm("again", () -> {
            calls.add(time.millis());
            alarm[0].wakeAt(time.millis() + 10);
        });
        alarm[0].wakeAt(10);
        time.advance(35);
        assertThat(calls).containsExactly(10L, 20L, 30L);
    }

    @Test
    void virtual_closedAlarm_isSilent() {
        VirtualTime time = new VirtualTime(0);
        List<Long> calls = new ArrayList<>();
        Alarm alarm = time.alarm("closed", () -> calls.add(time.millis()));
        alarm.wakeAt(10);
        alarm.close();
        time.advance(100);
        assertThat(calls).isEmpty();
    }

    @Test
    void advance_backwards_isRefused() {
        assertThatThrownBy(() -> new VirtualTime(0).advance(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShiftedTime().advance(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shifted_advance_callsWhatFellDueBeforeItReturns() {
        ShiftedTime time = new ShiftedTime();
        List<Long> calls = new ArrayList<>();
        Alarm alarm = time.alarm("shifted", () -> calls.add(time.millis()));
        long due = time.millis() + 3_600_000;
        alarm.wakeAt(due);
        time.advance(3_600_001);
        assertThat(calls).isNotEmpty().allSatisfy(call -> assertThat(call).isGreaterThanOrEqualTo(due));
        alarm.close();
    }

    @Test
    void system_alarm_hasNoThreadUntilItIsSetAndNoneAfterClose() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        Alarm alarm = SystemTime.INSTANCE.alarm("petrel-test-alarm", called::countDown);
        assertThat(threads("petrel-test-alarm")).isEmpty();
        alarm.wakeAt(System.currentTimeMillis());
        assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();
        alarm.close();
        assertThat(threads("petrel-test-alarm")).isEmpty();
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }
}
