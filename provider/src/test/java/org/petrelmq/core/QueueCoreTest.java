package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.petrelmq.core.Entries.entry;
import static org.petrelmq.core.Entries.textOf;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.core.Consumer.State;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Reason;
import org.petrelmq.message.Envelopes;

class QueueCoreTest {
    private static final long NOW = 1000;

    private final QueueCore queue = new QueueCore(QueuePolicy.maxDeliveries(3));

    @AfterEach
    void isSound() {
        assertThat(queue.brokenInvariants()).isEmpty();
    }

    private Consumer attached() {
        return Entries.attached(queue, null);
    }

    private Consumer attached(String selector) {
        return Entries.attached(queue, selector);
    }

    private void enqueue(String... texts) {
        for (String text : texts) {
            queue.enqueue(entry(text, queue.available() + queue.acquired() + 1));
        }
    }

    private List<Consumer> woken() {
        Effects effects = queue.takeEffects();
        return effects == null ? List.of() : effects.woken;
    }

    private List<Reason> gone() {
        Effects effects = queue.takeEffects();
        return effects == null
                ? List.of()
                : effects.gone.stream().map(Gone::reason).toList();
    }

    // ---- a message's life ----

    @Test
    void poll_severalMessages_inTheirOrder() {
        Consumer consumer = attached();
        enqueue("a", "b");
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("a");
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("b");
        assertThat(queue.poll(consumer, NOW)).isNull();
        assertThat(queue.acquired()).isEqualTo(2);
    }

    @Test
    void release_countsAndReturnsToTheOldPlace() {
        Consumer consumer = attached();
        enqueue("a", "b");
        Entry first = queue.poll(consumer, NOW);
        queue.release(first, NOW);
        Entry again = queue.poll(consumer, NOW);
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.deliveryCount()).isEqualTo(2);
    }

    @Test
    void releaseUnseen_doesNotCount() {
        Consumer consumer = attached();
        enqueue("a");
        queue.releaseUnseen(queue.poll(consumer, NOW), NOW);
        assertThat(queue.poll(consumer, NOW).deliveryCount()).isEqualTo(1);
    }

    @Test
    void release_atTheLimit_isDead() {
        Consumer consumer = attached();
        enqueue("a");
        for (int i = 0; i < 2; i++) {
            queue.release(queue.poll(consumer, NOW), NOW);
            assertThat(gone()).isEmpty();
        }
        queue.release(queue.poll(consumer, NOW), NOW);
        assertThat(gone()).containsExactly(Reason.DEAD);
        assertThat(queue.available()).isZero();
        assertThat(queue.acquired()).isZero();
    }

    @Test
    void releaseUnseen_atTheLimit_isNotDead() {
        Consumer consumer = attached();
        enqueue("a");
        queue.release(queue.poll(consumer, NOW), NOW);
        queue.release(queue.poll(consumer, NOW), NOW);
        for (int i = 0; i < 5; i++) {
            queue.releaseUnseen(queue.poll(consumer, NOW), NOW);
        }
        assertThat(gone()).isEmpty();
        assertThat(queue.poll(consumer, NOW).deliveryCount()).isEqualTo(3);
    }

    @Test
    void poll_expiredMessage_passesItOver() {
        Consumer consumer = attached();
        queue.enqueue(entry(Envelopes.text("old", 4, NOW), 1));
        queue.enqueue(entry("new", 2));
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("new");
        assertThat(gone()).containsExactly(Reason.EXPIRED);
    }

    @Test
    void release_expiredMeanwhile_isGone() {
        Consumer consumer = attached();
        queue.enqueue(entry(Envelopes.text("a", 4, NOW + 1), 1));
        Entry entry = queue.poll(consumer, NOW);
        queue.release(entry, NOW + 1);
        assertThat(gone()).containsExactly(Reason.EXPIRED);
    }

    @Test
    void delay_isInvisibleUntilDueAndThenAtTheEnd() {
        Consumer consumer = attached();
        Entry delayed = entry("delayed", 1);
        queue.delay(delayed);
        queue.enqueue(entry("b", 2));
        assertThat(queue.delayed()).isEqualTo(1);
        queue.due(delayed, 3);
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("b");
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("delayed");
    }

    @Test
    void settle_twice_isRefused() {
        Consumer consumer = attached();
        enqueue("a");
        Entry entry = queue.poll(consumer, NOW);
        queue.settle(entry);
        assertThatThrownBy(() -> queue.settle(entry)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void delete_dropsWhatIsThereAndWhatComesBackOrLater() {
        Consumer consumer = attached();
        enqueue("acquired", "available");
        queue.delay(entry("delayed", 9));
        Entry acquired = queue.poll(consumer, NOW);
        queue.delete();
        assertThat(gone()).containsExactly(Reason.DROPPED, Reason.DROPPED);
        queue.release(acquired, NOW);
        queue.enqueue(entry("late", 10));
        assertThat(gone()).containsExactly(Reason.DROPPED, Reason.DROPPED);
        assertThat(queue.poll(consumer, NOW)).isNull();
    }

    // ---- selectors ----

    @Test
    void poll_withSelector_getsOnlyWhatItSelects() {
        Consumer blue = attached("colour = 'blue'");
        Consumer any = attached();
        queue.enqueue(entry(Envelopes.with("r", "colour", "red"), 1));
        queue.enqueue(entry(Envelopes.with("b", "colour", "blue"), 2));
        assertThat(textOf(queue.poll(blue, NOW))).isEqualTo("b");
        assertThat(queue.poll(blue, NOW)).isNull();
        assertThat(textOf(queue.poll(any, NOW))).isEqualTo("r");
    }

    @Test
    void attach_selectorAfterMessages_seesThemInOrder() {
        queue.enqueue(entry(Envelopes.with("b1", "colour", "blue"), 1));
        queue.enqueue(entry(Envelopes.with("r", "colour", "red"), 2));
        queue.enqueue(entry(Envelopes.with("b2", "colour", "blue"), 3));
        Consumer blue = attached("colour = 'blue'");
        assertThat(textOf(queue.poll(blue, NOW))).isEqualTo("b1");
        queue.release(queue.poll(blue, NOW), NOW);
        assertThat(textOf(queue.poll(blue, NOW))).isEqualTo("b2");
    }

    @Test
    void detach_lastUserOfASelector_forgetsItsView() {
        Consumer blue = attached("colour = 'blue'");
        Consumer alsoBlue = attached("colour = 'blue'");
        Consumer red = attached("colour = 'red'");
        queue.enqueue(entry(Envelopes.with("b", "colour", "blue"), 1));
        queue.enqueue(entry(Envelopes.with("r", "colour", "red"), 2));
        queue.detach(blue, NOW);
        assertThat(textOf(queue.poll(alsoBlue, NOW))).isEqualTo("b");
        queue.detach(alsoBlue, NOW);
        assertThat(textOf(queue.poll(red, NOW))).isEqualTo("r");
    }

    // ---- waking ----

    @Test
    void enqueue_twoWaiters_wakesTheOneThatWaitsLonger() {
        Consumer first = attached();
        Consumer second = attached();
        assertThat(queue.arm(first, NOW)).isTrue();
        assertThat(queue.arm(second, NOW)).isTrue();
        enqueue("a");
        assertThat(woken()).containsExactly(first);
        enqueue("b");
        assertThat(woken()).containsExactly(second);
    }

    @Test
    void arm_messageThere_doesNotWait() {
        Consumer consumer = attached();
        enqueue("a");
        assertThat(queue.arm(consumer, NOW)).isFalse();
        assertThat(consumer.state).isEqualTo(State.IDLE);
    }

    @Test
    void enqueue_notSelected_wakesTheWaiterThatSelectsIt() {
        Consumer blue = attached("colour = 'blue'");
        Consumer any = attached();
        queue.arm(blue, NOW);
        queue.arm(any, NOW);
        queue.enqueue(entry(Envelopes.with("r", "colour", "red"), 1));
        assertThat(woken()).containsExactly(any);
    }

    @Test
    void disarm_claimedWithoutLooking_passesTheClaimOn() {
        Consumer first = attached();
        Consumer second = attached();
        queue.arm(first, NOW);
        queue.arm(second, NOW);
        enqueue("a");
        woken();
        queue.disarm(first, NOW);
        assertThat(woken()).containsExactly(second);
    }

    @Test
    void detach_claimedWithoutLooking_passesTheClaimOn() {
        Consumer first = attached();
        Consumer second = attached();
        queue.arm(first, NOW);
        queue.arm(second, NOW);
        enqueue("a");
        woken();
        queue.detach(first, NOW);
        assertThat(woken()).containsExactly(second);
    }

    @Test
    void setFlowing_offWhileClaimed_passesTheClaimOn() {
        Consumer first = attached();
        Consumer second = attached();
        queue.arm(first, NOW);
        queue.arm(second, NOW);
        enqueue("a");
        woken();
        queue.setFlowing(first, false, NOW);
        assertThat(woken()).containsExactly(second);
        assertThat(queue.poll(first, NOW)).isNull();
    }

    @Test
    void poll_claimedTakesAnotherMessage_wakesTheNextForTheFirst() {
        Consumer red = attached("colour = 'red'");
        Consumer any = attached();
        queue.arm(red, NOW);
        queue.enqueue(entry(Envelopes.with("r", "colour", "red"), 1));
        assertThat(woken()).containsExactly(red);
        // Another red one of higher priority comes before the woken consumer looks; any waits for something.
        assertThat(queue.arm(any, NOW)).isFalse();
        Entry barged = queue.poll(any, NOW);
        assertThat(textOf(barged)).isEqualTo("r");
        queue.arm(any, NOW);
        queue.enqueue(entry(Envelopes.with("r2", "colour", "red"), 2));
        assertThat(woken()).containsExactly(any);
        assertThat(textOf(queue.poll(red, NOW))).isEqualTo("r2");
        assertThat(woken()).isEmpty();
    }

    @Test
    void setPaused_holdsMessagesBackAndResumes() {
        Consumer consumer = attached();
        queue.setPaused(true, NOW);
        enqueue("a");
        assertThat(queue.poll(consumer, NOW)).isNull();
        assertThat(queue.arm(consumer, NOW)).isTrue();
        queue.setPaused(false, NOW);
        assertThat(woken()).containsExactly(consumer);
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("a");
    }

    @Test
    void arm_claimed_keepsTheClaimUntilItIsPassedOn() {
        Consumer first = attached();
        Consumer second = attached();
        queue.setPaused(true, NOW);
        queue.arm(first, NOW);
        queue.arm(second, NOW);
        enqueue("a");
        queue.setPaused(false, NOW);
        assertThat(woken()).containsExactly(first);
        assertThat(queue.arm(first, NOW)).isFalse();
        queue.setFlowing(first, false, NOW);
        assertThat(woken()).containsExactly(second);
    }

    @Test
    void arm_claimedAndNothingForIt_passesTheClaimOn() {
        Consumer red = attached("colour = 'red'");
        Consumer any = attached();
        queue.setPaused(true, NOW);
        queue.arm(red, NOW);
        queue.arm(any, NOW);
        Entry wanted = entry(Envelopes.with("r", "colour", "red"), 1);
        queue.enqueue(wanted);
        enqueue("plain");
        queue.setPaused(false, NOW);
        assertThat(woken()).containsExactly(red);
        queue.expire(wanted);
        assertThat(queue.arm(red, NOW)).isTrue();
        assertThat(woken()).containsExactly(any);
    }

    // ---- views of selectors ----

    private void enqueueColoured(String... colours) {
        for (String colour : colours) {
            queue.enqueue(entry(Envelopes.with(colour, "colour", colour), queue.available() + queue.acquired() + 1));
        }
    }

    @Test
    void detach_whileOthersUseTheSelector_theyGoOnSeeing() {
        Consumer one = attached("colour = 'red'");
        Consumer two = attached("colour = 'red'");
        enqueueColoured("red");
        queue.detach(one, NOW);
        enqueueColoured("blue", "red");
        assertThat(textOf(queue.poll(two, NOW))).isEqualTo("red");
        assertThat(textOf(queue.poll(two, NOW))).isEqualTo("red");
        assertThat(queue.poll(two, NOW)).isNull();
    }

    @Test
    void detach_lastOfASelector_leavesTheViewsOfOthersWhole() {
        Consumer red = attached("colour = 'red'");
        Consumer coloured = attached("colour IS NOT NULL");
        Consumer reddish = attached("colour LIKE 'r%'");
        enqueueColoured("red", "blue", "red");
        queue.detach(coloured, NOW);
        assertThat(textOf(queue.poll(red, NOW))).isEqualTo("red");
        assertThat(textOf(queue.poll(reddish, NOW))).isEqualTo("red");
        assertThat(queue.poll(red, NOW)).isNull();
        assertThat(queue.poll(reddish, NOW)).isNull();
        assertThat(textOf(queue.poll(attached("colour IS NOT NULL"), NOW))).isEqualTo("blue");
    }

    @Test
    void delay_deletedQueue_isDropped() {
        queue.delete();
        queue.delay(entry("late", 1));
        assertThat(gone()).containsExactly(Reason.DROPPED);
        assertThat(queue.delayed()).isZero();
    }
}
