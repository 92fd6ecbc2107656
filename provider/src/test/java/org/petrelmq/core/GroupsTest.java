package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.petrelmq.core.Entries.consumer;
import static org.petrelmq.core.Entries.entry;
import static org.petrelmq.core.Entries.textOf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.message.Envelopes;

/** Message groups in one queue (JMS 3.1 §3.5.9): whoever took the first message of a group gets the rest. */
class GroupsTest {
    private static final long NOW = 1000;

    private final QueueCore queue = new QueueCore(QueuePolicy.maxDeliveries(0));
    private long sequence;

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

    private void send(String group, String... texts) {
        for (String text : texts) {
            queue.enqueue(entry(Envelopes.with(text, "JMSXGroupID", group), ++sequence));
        }
    }

    private void sendPlain(String... texts) {
        for (String text : texts) {
            queue.enqueue(entry(text, ++sequence));
        }
    }

    private String take(Consumer consumer) {
        Entry entry = queue.poll(consumer, NOW);
        if (entry == null) {
            return null;
        }
        queue.settle(entry);
        return textOf(entry);
    }

    @Test
    void poll_groupOfAnother_passesItOver() {
        Consumer one = attached();
        Consumer two = attached();
        send("g", "g1", "g2");
        sendPlain("p");
        send("g", "g3");
        assertThat(take(one)).isEqualTo("g1");
        assertThat(take(two)).isEqualTo("p");
        assertThat(take(two)).isNull();
        assertThat(take(one)).isEqualTo("g2");
        assertThat(take(one)).isEqualTo("g3");
    }

    @Test
    void poll_groupThatWasEmptyMeanwhile_isStillTheFirstTakers() {
        Consumer one = attached();
        Consumer two = attached();
        send("g", "g1");
        assertThat(take(one)).isEqualTo("g1");
        send("g", "g2");
        assertThat(take(two)).isNull();
        assertThat(take(one)).isEqualTo("g2");
    }

    @Test
    void poll_ownAndOthers_inTheOrderOfTheQueue() {
        Consumer one = attached();
        send("g", "g1");
        assertThat(take(one)).isEqualTo("g1");
        sendPlain("p1");
        send("g", "g2");
        sendPlain("p2");
        assertThat(List.of(take(one), take(one), take(one))).containsExactly("p1", "g2", "p2");
    }

    @Test
    void detach_owner_leavesTheGroupToTheNext() {
        Consumer one = attached();
        Consumer two = attached();
        send("g", "g1", "g2", "g3");
        assertThat(take(one)).isEqualTo("g1");
        assertThat(queue.arm(two, NOW)).isTrue();
        queue.detach(one, NOW);
        assertThat(queue.takeEffects().woken).containsExactly(two);
        assertThat(take(two)).isEqualTo("g2");
        assertThat(take(attached())).isNull();
        assertThat(take(two)).isEqualTo("g3");
    }

    @Test
    void release_returnsToTheOwnerInItsPlace() {
        Consumer one = attached();
        Consumer two = attached();
        send("g", "g1", "g2");
        Entry first = queue.poll(one, NOW);
        queue.release(first, NOW);
        assertThat(take(two)).isNull();
        assertThat(take(one)).isEqualTo("g1");
        assertThat(take(one)).isEqualTo("g2");
    }

    @Test
    void negativeSequence_closesTheGroup() {
        Consumer one = attached();
        Consumer two = attached();
        send("g", "g1");
        queue.enqueue(entry(Envelopes.with("last", "JMSXGroupID", "g", "JMSXGroupSeq", -1), ++sequence));
        send("g", "new1", "new2");
        assertThat(take(one)).isEqualTo("g1");
        assertThat(queue.arm(two, NOW)).isTrue();
        assertThat(take(one)).isEqualTo("last");
        assertThat(queue.takeEffects().woken).containsExactly(two);
        assertThat(take(two)).isEqualTo("new1");
        assertThat(take(one)).isNull();
        assertThat(take(two)).isEqualTo("new2");
    }

    @Test
    void selector_whatTheOwnerDoesNotSelect_isForOthers() {
        Consumer red = attached("colour = 'red'");
        Consumer all = attached();
        queue.enqueue(entry(Envelopes.with("r1", "JMSXGroupID", "g", "colour", "red"), ++sequence));
        queue.enqueue(entry(Envelopes.with("b", "JMSXGroupID", "g", "colour", "blue"), ++sequence));
        queue.enqueue(entry(Envelopes.with("r2", "JMSXGroupID", "g", "colour", "red"), ++sequence));
        assertThat(take(red)).isEqualTo("r1");
        assertThat(take(all)).isEqualTo("b");
        assertThat(take(all)).isNull();
        assertThat(take(red)).isEqualTo("r2");
    }

    @Test
    void list_showsAllMessagesInOrder() {
        Consumer one = attached();
        sendPlain("p1");
        send("g", "g1", "g2");
        sendPlain("p2");
        take(one);
        take(one);
        assertThat(queue.list(null)).extracting(Entries::textOf).containsExactly("g2", "p2");
    }

    @Test
    void group_withoutMessagesOrOwner_isForgotten() {
        Consumer one = attached();
        send("g", "g1");
        take(one);
        assertThat(queue.groups()).isOne();
        queue.detach(one, NOW);
        assertThat(queue.groups()).isZero();
    }

    @Test
    void group_closedByItsLastMessage_isForgottenWhenAllIsSettled() {
        Consumer one = attached();
        send("g", "g1");
        queue.enqueue(entry(Envelopes.with("g2", "JMSXGroupID", "g", "JMSXGroupSeq", -1), ++sequence));
        Entry first = queue.poll(one, NOW);
        Entry last = queue.poll(one, NOW);
        assertThat(textOf(last)).isEqualTo("g2");
        queue.settle(last);
        assertThat(queue.groups()).isOne();
        queue.settle(first);
        assertThat(queue.groups()).isZero();
    }

    @Test
    void group_ofAConsumerThatHasLeft_isForgottenWhenItsMessageIsSettled() {
        Consumer one = attached();
        send("g", "g1");
        Entry taken = queue.poll(one, NOW);
        queue.detach(one, NOW);
        assertThat(queue.groups()).isOne();
        queue.settle(taken);
        assertThat(queue.groups()).isZero();
    }

    @Test
    void groups_moreThanAreKept_forgetsTheIdle() {
        Consumer one = attached();
        for (int i = 0; i < Groups.KEPT + 1000; i++) {
            send("g" + i, "m");
            take(one);
        }
        assertThat(queue.groups()).isEqualTo(Groups.KEPT);
    }

    /** Whatever happens, two consumers never have messages of one group at a time, and each group comes in order. */
    @Test
    void random_neverTwoOwnersAtATime() {
        for (int seed = 0; seed < Integer.getInteger("petrel.groups", 200); seed++) {
            run(new Random(seed), seed);
        }
    }

    private static void run(Random random, int seed) {
        QueueCore queue = new QueueCore(QueuePolicy.maxDeliveries(0));
        List<Consumer> consumers = new ArrayList<>();
        Map<Entry, Consumer> taken = new HashMap<>();
        Map<String, Long> seen = new HashMap<>();
        long sequence = 0;
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    String group = random.nextInt(4) == 0 ? null : "g" + random.nextInt(5);
                    Object[] properties = group == null ? new Object[0] : new Object[] {"JMSXGroupID", group};
                    queue.enqueue(entry(Envelopes.with("m", properties), ++sequence));
                }
                case 3 -> {
                    if (consumers.size() < 4) {
                        Consumer consumer = consumer();
                        queue.attach(consumer, null);
                        consumers.add(consumer);
                    }
                }
                case 4 -> {
                    if (!consumers.isEmpty() && random.nextInt(4) == 0) {
                        Consumer leaving = consumers.remove(random.nextInt(consumers.size()));
                        queue.detach(leaving, NOW);
                        taken.entrySet().removeIf(entry -> {
                            if (entry.getValue() == leaving) {
                                seen.clear();
                                queue.releaseUnseen(entry.getKey(), NOW);
                                return true;
                            }
                            return false;
                        });
                    }
                }
                case 5, 6 -> {
                    if (!consumers.isEmpty()) {
                        Consumer consumer = consumers.get(random.nextInt(consumers.size()));
                        Entry entry = queue.poll(consumer, NOW);
                        if (entry != null && entry.group != null) {
                            String id = entry.group.id;
                            taken.forEach((other, who) -> assertThat(other.group != null && other.group.id.equals(id))
                                    .as("seed %d: two consumers have messages of one group", seed)
                                    .isEqualTo(who == consumer && other.group != null && other.group.id.equals(id)));
                            assertThat(entry.sequence())
                                    .as("seed %d: out of order", seed)
                                    .isGreaterThan(seen.getOrDefault(id, 0L));
                            seen.put(id, entry.sequence());
                        }
                        if (entry != null) {
                            taken.put(entry, consumer);
                        }
                    }
                }
                default -> {
                    if (!taken.isEmpty()) {
                        Entry entry = taken.keySet().iterator().next();
                        taken.remove(entry);
                        queue.settle(entry);
                    }
                }
            }
            assertThat(queue.brokenInvariants()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void groups_oneIsNeverDone_theIdleOnesAreForgottenAllTheSame() {
        Consumer consumer = attached();
        send("stuck", "m");
        assertThat(queue.poll(consumer, NOW)).isNotNull();
        for (int i = 0; i < Groups.KEPT + 1000; i++) {
            send("g" + i, "m");
            assertThat(take(consumer)).isNotNull();
        }
        assertThat(queue.groups()).isLessThanOrEqualTo(Groups.KEPT + 1);
        send("stuck", "n");
        assertThat(take(attached())).isNull();
    }
}
