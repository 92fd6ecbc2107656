package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.petrelmq.core.Entries.entry;
import static org.petrelmq.core.Entries.textOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Later;
import org.petrelmq.core.Effects.Reason;
import org.petrelmq.core.QueuePolicy.Backoff;
import org.petrelmq.core.QueuePolicy.Overflow;
import org.petrelmq.message.Envelopes;

/** What a queue does beyond first in, first out, by itself. */
class QueuePolicyTest {
    private static final long NOW = 1000;

    private static QueuePolicy policy(
            Backoff backoff, boolean exclusive, String lastValue, int limit, Overflow overflow) {
        return new QueuePolicy(0, backoff, "DLQ", null, exclusive, lastValue, limit, overflow);
    }

    private static QueueCore lastValue() {
        return new QueueCore(policy(Backoff.NONE, false, "key", 0, Overflow.BLOCK));
    }

    private static QueueCore limited(int limit, Overflow overflow) {
        return new QueueCore(policy(Backoff.NONE, false, null, limit, overflow));
    }

    private static Consumer attached(QueueCore queue, int priority) {
        Consumer consumer = new Consumer(() -> {}, priority, true);
        queue.attach(consumer, null);
        return consumer;
    }

    private static List<String> texts(QueueCore queue) {
        return queue.list(null).stream().map(Entries::textOf).toList();
    }

    private static List<Reason> gone(QueueCore queue) {
        Effects effects = queue.takeEffects();
        return effects == null
                ? List.of()
                : effects.gone.stream().map(Gone::reason).toList();
    }

    // ---- back-off ----

    @Test
    void backoff_growsToItsLongest() {
        Backoff backoff = new Backoff(100, 3, 1000);
        assertThat(List.of(
                        backoff.millisAfter(1), backoff.millisAfter(2), backoff.millisAfter(3), backoff.millisAfter(4)))
                .containsExactly(100L, 300L, 900L, 1000L);
        assertThat(backoff.millisAfter(10_000)).isEqualTo(1000);
        assertThat(Backoff.NONE.millisAfter(5)).isZero();
    }

    @Test
    void release_withBackoff_comesBackWhenDueToItsOldPlace() {
        QueueCore queue = new QueueCore(policy(new Backoff(100, 2, 1000), false, null, 0, Overflow.BLOCK));
        Consumer consumer = attached(queue, 0);
        queue.enqueue(entry("a", 1));
        queue.enqueue(entry("b", 2));
        queue.enqueue(entry("c", 3));
        Entry a = queue.poll(consumer, NOW);
        queue.release(a, NOW);
        assertThat(queue.takeEffects().later).containsExactly(new Later(a, 100));
        assertThat(queue.delayed()).isOne();
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("b");
        queue.due(a, 99);
        assertThat(textOf(queue.poll(consumer, NOW))).isEqualTo("a");
        queue.release(a, NOW);
        assertThat(queue.takeEffects().later).containsExactly(new Later(a, 200));
        queue.expire(a);
        assertThat(gone(queue)).containsExactly(Reason.EXPIRED);
        assertThat(queue.brokenInvariants()).isEmpty();
    }

    @Test
    void releaseUnseen_withBackoff_comesBackAtOnce() {
        QueueCore queue = new QueueCore(policy(new Backoff(100, 2, 1000), false, null, 0, Overflow.BLOCK));
        Consumer consumer = attached(queue, 0);
        queue.enqueue(entry("a", 1));
        queue.releaseUnseen(queue.poll(consumer, NOW), NOW);
        assertThat(queue.available()).isOne();
    }

    // ---- exclusive consumers and consumer priority ----

    @Test
    void exclusive_theFirstConsumerHasAllUntilItEndsOrStops() {
        QueueCore queue = new QueueCore(policy(Backoff.NONE, true, null, 0, Overflow.BLOCK));
        Consumer first = attached(queue, 0);
        Consumer second = attached(queue, 0);
        queue.enqueue(entry("a", 1));
        queue.enqueue(entry("b", 2));
        queue.enqueue(entry("c", 3));
        assertThat(queue.poll(second, NOW)).isNull();
        assertThat(textOf(queue.poll(first, NOW))).isEqualTo("a");
        assertThat(queue.arm(second, NOW)).isTrue();
        queue.setFlowing(first, false, NOW);
        assertThat(queue.takeEffects().woken).containsExactly(second);
        assertThat(textOf(queue.poll(second, NOW))).isEqualTo("b");
        queue.setFlowing(first, true, NOW);
        assertThat(queue.poll(first, NOW)).isNull();
        assertThat(queue.arm(first, NOW)).isTrue();
        queue.detach(second, NOW);
        assertThat(queue.takeEffects().woken).containsExactly(first);
        assertThat(textOf(queue.poll(first, NOW))).isEqualTo("c");
    }

    @Test
    void exclusive_theConsumerOfHigherPriorityIsFirst() {
        QueueCore queue = new QueueCore(policy(Backoff.NONE, true, null, 0, Overflow.BLOCK));
        Consumer low = attached(queue, 0);
        Consumer high = attached(queue, 1);
        queue.enqueue(entry("a", 1));
        assertThat(queue.poll(low, NOW)).isNull();
        assertThat(textOf(queue.poll(high, NOW))).isEqualTo("a");
    }

    @Test
    void priority_whileTheHigherConsumerWaits_itIsServedFirst() {
        QueueCore queue = new QueueCore(QueuePolicy.maxDeliveries(0));
        Consumer low = attached(queue, 0);
        Consumer high = attached(queue, 7);
        assertThat(queue.arm(low, NOW)).isTrue();
        assertThat(queue.arm(high, NOW)).isTrue();
        queue.enqueue(entry("a", 1));
        assertThat(queue.takeEffects().woken).containsExactly(high);
        assertThat(queue.poll(low, NOW)).isNull();
        assertThat(textOf(queue.poll(high, NOW))).isEqualTo("a");
        queue.enqueue(entry("b", 2));
        assertThat(textOf(queue.poll(low, NOW))).isEqualTo("b");
    }

    // ---- ring and slow subscribers ----

    @Test
    void ring_dropsTheOldestOfTheLowestPriority() {
        QueueCore queue = limited(2, Overflow.DROP_OLDEST);
        queue.enqueue(entry("a", 4, 1));
        queue.enqueue(entry("urgent", 9, 2));
        queue.enqueue(entry("b", 4, 3));
        assertThat(texts(queue)).containsExactly("urgent", "b");
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
        queue.enqueue(entry("low", 0, 4));
        assertThat(texts(queue)).containsExactly("urgent", "b");
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
    }

    @Test
    void ring_whatConsumersHaveDoesNotCount_andFindsItFullWhenItReturns() {
        QueueCore queue = limited(2, Overflow.DROP_OLDEST);
        Consumer consumer = attached(queue, 0);
        queue.enqueue(entry("a", 1));
        Entry a = queue.poll(consumer, NOW);
        queue.enqueue(entry("b", 2));
        queue.enqueue(entry("c", 3));
        assertThat(gone(queue)).isEmpty();
        queue.release(a, NOW);
        assertThat(texts(queue)).containsExactly("b", "c");
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
    }

    @Test
    void disconnect_isAskedForOnce() {
        QueueCore queue = limited(1, Overflow.DISCONNECT);
        queue.enqueue(entry("a", 1));
        assertThat(queue.takeEffects()).isNull();
        queue.enqueue(entry("b", 2));
        assertThat(queue.takeEffects().overflown).isTrue();
        queue.enqueue(entry("c", 3));
        assertThat(queue.takeEffects()).isNull();
        assertThat(texts(queue)).containsExactly("a", "b", "c");
    }

    // ---- last values ----

    private static Entry valued(String text, Object key, long sequence) {
        return entry(Envelopes.with(text, "key", key), sequence);
    }

    @Test
    void lastValue_replacesTheEarlierOfTheSameValue() {
        QueueCore queue = lastValue();
        queue.enqueue(valued("a1", "a", 1));
        queue.enqueue(valued("b1", "b", 2));
        queue.enqueue(entry("plain1", 3));
        queue.enqueue(entry("plain2", 4));
        queue.enqueue(valued("a2", "a", 5));
        assertThat(texts(queue)).containsExactly("b1", "plain1", "plain2", "a2");
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
    }

    @Test
    void lastValue_aConsumerHasTheEarlier_itIsReplacedWhenItReturns() {
        QueueCore queue = lastValue();
        Consumer consumer = attached(queue, 0);
        queue.enqueue(valued("a1", "a", 1));
        Entry a1 = queue.poll(consumer, NOW);
        queue.enqueue(valued("a2", "a", 2));
        assertThat(gone(queue)).isEmpty();
        queue.release(a1, NOW);
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
        assertThat(texts(queue)).containsExactly("a2");
    }

    @Test
    void lastValue_consumedAndSentAgain() {
        QueueCore queue = lastValue();
        Consumer consumer = attached(queue, 0);
        queue.enqueue(valued("a1", "a", 1));
        queue.settle(queue.poll(consumer, NOW));
        queue.enqueue(valued("a2", "a", 2));
        assertThat(texts(queue)).containsExactly("a2");
        assertThat(gone(queue)).isEmpty();
    }

    @Test
    void lastValue_delayedForRedelivery_isReplaced() {
        QueueCore queue = new QueueCore(policy(new Backoff(10, 1, 10), false, "key", 0, Overflow.BLOCK));
        Consumer consumer = attached(queue, 0);
        queue.enqueue(valued("a1", "a", 1));
        queue.release(queue.poll(consumer, NOW), NOW);
        queue.takeEffects();
        queue.enqueue(valued("a2", "a", 2));
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
        assertThat(queue.delayed()).isZero();
    }

    // ---- policies together ----

    @Test
    void exclusive_aWaiterOfHigherPriority_doesNotStarveTheHolder() {
        QueueCore queue = new QueueCore(policy(Backoff.NONE, true, null, 0, Overflow.BLOCK));
        Consumer holder = attached(queue, 0);
        assertThat(queue.arm(holder, NOW)).isTrue();
        Consumer higher = attached(queue, 5);
        assertThat(queue.arm(higher, NOW)).isTrue();
        queue.enqueue(entry("a", 1));
        assertThat(queue.takeEffects().woken).containsExactly(holder);
        assertThat(textOf(queue.poll(holder, NOW))).isEqualTo("a");
    }

    @Test
    void exclusive_groupsGoWithTheQueueWhenItsHolderStops() {
        QueueCore queue = new QueueCore(policy(Backoff.NONE, true, null, 0, Overflow.BLOCK));
        Consumer first = attached(queue, 0);
        Consumer second = attached(queue, 0);
        queue.enqueue(entry(Envelopes.with("g1", "JMSXGroupID", "g"), 1));
        queue.enqueue(entry(Envelopes.with("g2", "JMSXGroupID", "g"), 2));
        assertThat(textOf(queue.poll(first, NOW))).isEqualTo("g1");
        assertThat(queue.arm(second, NOW)).isTrue();
        queue.setFlowing(first, false, NOW);
        assertThat(queue.takeEffects().woken).containsExactly(second);
        assertThat(textOf(queue.poll(second, NOW))).isEqualTo("g2");
        assertThat(queue.brokenInvariants()).isEmpty();
    }

    @Test
    void lastValue_sendersThatOvertakeEachOther_keepsTheLastInPlace() {
        QueueCore queue = lastValue();
        queue.enqueue(entry(Envelopes.with("new", "key", "k"), 2));
        queue.enqueue(entry(Envelopes.with("old", "key", "k"), 1));
        assertThat(texts(queue)).containsExactly("new");
        assertThat(gone(queue)).containsExactly(Reason.REPLACED);
        queue.enqueue(entry(Envelopes.with("newest", "key", "k"), 3));
        assertThat(texts(queue)).containsExactly("newest");
    }
}
