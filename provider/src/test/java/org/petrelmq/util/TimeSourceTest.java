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

    @Test
    void virtual_alarmsOfOneMoment_areCalledInTheOrderTheyWereMade() {
        VirtualTime time = new VirtualTime(0);
        List<String> calls = new ArrayList<>();
        Alarm first = time.alarm("first", () -> calls.add("first"));
        Alarm second = time.alarm("second", () -> calls.add("second"));
        second.wakeAt(10);
        first.wakeAt(10);
        time.advance(9);
        assertThat(calls).isEmpty();
        time.advance(1);
        assertThat(calls).containsExactly("first", "second");
    }

    @Test
    void advance_byNothing_callsWhatIsDueNow() {
        VirtualTime virtual = new VirtualTime(5);
        ShiftedTime shifted = new ShiftedTime();
        List<String> calls = new ArrayList<>();
        virtual.alarm("virtual", () -> calls.add("virtual")).wakeAt(5);
        virtual.advance(0);
        assertThat(calls).containsExactly("virtual");
        Alarm alarm = shifted.alarm("petrel-test-far", () -> calls.add("shifted"));
        alarm.wakeAt(shifted.millis() + 3_600_000);
        shifted.advance(0);
        assertThat(calls).containsExactly("virtual");
        alarm.close();
        assertThat(threads("petrel-test-far")).isEmpty();
    }

    @Test
    void shifted_alarmThatFallsDueByItself_isCalled() throws InterruptedException {
        ShiftedTime time = new ShiftedTime();
        time.advance(3_600_000);
        CountDownLatch called = new CountDownLatch(1);
        Alarm alarm = time.alarm("petrel-test-shifted", called::countDown);
        alarm.wakeAt(time.millis());
        assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();
        alarm.close();
    }

    /** What is not due after an advance is so much nearer. */
    @Test
    void shifted_advanceAlmostToAnAlarm_isCalledByItselfSoonAfter() throws InterruptedException {
        ShiftedTime time = new ShiftedTime();
        CountDownLatch called = new CountDownLatch(1);
        Alarm alarm = time.alarm("petrel-test-shifted", called::countDown);
        alarm.wakeAt(time.millis() + 3_600_000);
        time.advance(3_599_900);
        assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();
        alarm.close();
    }

    @Test
    void system_alarmSetEarlier_isCalledEarlier() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        Alarm alarm = SystemTime.INSTANCE.alarm("petrel-test-earlier", called::countDown);
        alarm.wakeAt(System.currentTimeMillis() + 3_600_000);
        assertThat(threads("petrel-test-earlier")).singleElement().matches(Thread::isDaemon);
        alarm.wakeAt(System.currentTimeMillis() - 1);
        assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();
        alarm.close();
    }

    @Test
    void system_closeWhileInterrupted_waitsAndKeepsTheInterrupt() {
        Alarm alarm = SystemTime.INSTANCE.alarm("petrel-test-interrupt", () -> {});
        alarm.wakeAt(System.currentTimeMillis() + 3_600_000);
        Thread.currentThread().interrupt();
        alarm.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads("petrel-test-interrupt")).isEmpty();
    }

    @Test
    void system_setAfterClose_startsNoThread() {
        Alarm alarm = SystemTime.INSTANCE.alarm("petrel-test-closed", () -> {});
        alarm.close();
        alarm.wakeAt(System.currentTimeMillis());
        assertThat(threads("petrel-test-closed")).isEmpty();
    }

    @Test
    void system_millis_isTheMachinesTime() {
        long before = System.currentTimeMillis();
        assertThat(SystemTime.INSTANCE.millis()).isBetween(before, System.currentTimeMillis());
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }
}
