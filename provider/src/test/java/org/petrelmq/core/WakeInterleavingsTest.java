package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrelmq.core.Consumer.State;
import org.petrelmq.message.Envelopes;
import org.petrelmq.selector.Selector;
import org.petrelmq.selector.SelectorException;

/**
 * All interleavings of senders, receivers, timeouts, closes and stops on one queue. Operations of the core are atomic under
 * its guard, so threads differ only in their order, and the order can be enumerated. After each step the invariant of {@link
 * QueueCore} has to hold; at the end no message may lie there while somebody waits for it.
 */
class WakeInterleavingsTest {
    private static final long NOW = 1;

    /** A thread: one operation at a time, until it has nothing more to do. */
    private interface Actor {
        /** How many different next steps there are; 0 if it is done or waits. */
        int choices();

        void step(int choice);
    }

    /** What a receiver may do while it waits, beside being woken. */
    private enum Leaving {
        NEVER,
        TIMEOUT,
        CLOSE
    }

    private static final class Receiver implements Actor {
        private enum At {
            POLL,
            ARM,
            WAIT,
            LAST_POLL,
            DISARM,
            DONE
        }

        final Consumer consumer;
        private final QueueCore queue;
        private final Leaving leaving;
        private At at = At.POLL;
        private boolean woken;

        Receiver(QueueCore queue, Leaving leaving, String selector) {
            this(queue, leaving, selector, 0);
        }

        Receiver(QueueCore queue, Leaving leaving, String selector, int priority) {
            this.consumer = new Consumer(() -> woken = true, priority, true);
            this.queue = queue;
            this.leaving = leaving;
            queue.attach(consumer, parse(selector));
        }

        boolean waits() {
            return at == At.WAIT;
        }

        @Override
        public int choices() {
            if (at == At.WAIT) {
                return (woken ? 1 : 0) + (leaving == Leaving.NEVER ? 0 : 1);
            }
            return at == At.DONE ? 0 : 1;
        }

        @Override
        public void step(int choice) {
            switch (at) {
                case POLL -> at = polled() ? At.DONE : At.ARM;
                case ARM -> at = queue.arm(consumer, NOW) ? At.WAIT : At.POLL;
                case WAIT -> {
                    if (woken && choice == 0) {
                        woken = false;
                        at = At.POLL;
                    } else if (leaving == Leaving.TIMEOUT) {
                        at = At.LAST_POLL;
                    } else {
                        queue.detach(consumer, NOW);
                        at = At.DONE;
                    }
                }
                case LAST_POLL -> at = polled() ? At.DONE : At.DISARM;
                case DISARM -> {
                    queue.disarm(consumer, NOW);
                    at = At.DONE;
                }
                case DONE -> throw new AssertionError();
            }
        }

        private boolean polled() {
            Entry entry = queue.poll(consumer, NOW);
            if (entry == null) {
                return false;
            }
            queue.settle(entry);
            return true;
        }
    }

    /** Runs given operations one after the other. */
    private static final class Script implements Actor {
        private final Deque<Runnable> steps = new ArrayDeque<>();

        Script(Runnable... steps) {
            this.steps.addAll(List.of(steps));
        }

        @Override
        public int choices() {
            return steps.isEmpty() ? 0 : 1;
        }

        @Override
        public void step(int choice) {
            steps.remove().run();
        }
    }

    private interface Scenario {
        List<Actor> actorsOn(QueueCore queue);
    }

    /** Runs a scenario in every order; returns in how many. */
    private static int explore(Scenario scenario) {
        return explore(QueuePolicy.maxDeliveries(0), scenario);
    }

    private static int explore(QueuePolicy policy, Scenario scenario) {
        int runs = 0;
        Deque<int[]> path = new ArrayDeque<>();
        do {
            run(policy, scenario, path);
            runs++;
            // The next path in depth-first order: the deepest choice that has an alternative left takes it.
            while (!path.isEmpty() && path.getLast()[0] + 1 == path.getLast()[1]) {
                path.removeLast();
            }
            if (!path.isEmpty()) {
                path.getLast()[0]++;
            }
        } while (!path.isEmpty());
        return runs;
    }

    private static void run(QueuePolicy policy, Scenario scenario, Deque<int[]> path) {
        QueueCore queue = new QueueCore(policy);
        List<Actor> actors = scenario.actorsOn(queue);
        List<int[]> prefix = new ArrayList<>(path);
        StringBuilder trace = new StringBuilder();
        for (int step = 0; ; step++) {
            List<int[]> options = options(actors);
            if (options.isEmpty()) {
                break;
            }
            if (step == prefix.size()) {
                int[] choice = {0, options.size()};
                prefix.add(choice);
                path.addLast(choice);
            }
            int[] option = options.get(prefix.get(step)[0]);
            actors.get(option[0]).step(option[1]);
            wake(queue.takeEffects());
            trace.append(option[0]);
            checkInvariant(queue, actors, trace);
        }
        for (Actor actor : actors) {
            if (actor instanceof Receiver receiver && receiver.waits()) {
                assertThat(isAvailableFor(receiver, queue))
                        .as("a message lies there: %s", trace)
                        .isFalse();
            }
        }
        assertThat(queue.brokenInvariants()).isEmpty();
    }

    private static void wake(Effects effects) {
        if (effects != null) {
            effects.woken.forEach(consumer -> consumer.signal.ready());
        }
    }

    private static List<int[]> options(List<Actor> actors) {
        List<int[]> options = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            for (int choice = 0; choice < actors.get(i).choices(); choice++) {
                options.add(new int[] {i, choice});
            }
        }
        return options;
    }

    /** If an available message is for a flowing waiter, some claimed consumer has not looked yet. */
    private static void checkInvariant(QueueCore queue, List<Actor> actors, CharSequence trace) {
        boolean claimed = false;
        boolean wanted = false;
        for (Actor actor : actors) {
            if (actor instanceof Receiver receiver) {
                claimed |= receiver.consumer.state == State.CLAIMED;
                wanted |= receiver.consumer.state == State.ARMED && isAvailableFor(receiver, queue);
            }
        }
        assertThat(wanted && !claimed)
                .as("nobody is woken for a message: %s", trace)
                .isFalse();
    }

    private static boolean isAvailableFor(Receiver receiver, QueueCore queue) {
        return queue.hasFor(receiver.consumer, NOW);
    }

    private static Selector parse(String selector) {
        try {
            return Selector.parse(selector);
        } catch (SelectorException e) {
            throw new AssertionError(e);
        }
    }

    private static Script sender(QueueCore queue, int count) {
        Runnable[] sends = new Runnable[count];
        for (int i = 0; i < count; i++) {
            int sequence = i + 1;
            sends[i] = () -> queue.enqueue(Entries.entry("m" + sequence, sequence));
        }
        return new Script(sends);
    }

    @Test
    void twoConsumers_oneMessage() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.NEVER, null), new Receiver(queue, Leaving.NEVER, null), sender(queue, 1)));
        assertThat(runs).isGreaterThan(20);
    }

    @Test
    void timeout_whileAMessageIsSent() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.TIMEOUT, null),
                new Receiver(queue, Leaving.NEVER, null),
                sender(queue, 1)));
        assertThat(runs).isGreaterThan(50);
    }

    @Test
    void close_whileAMessageIsSent() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.CLOSE, null), new Receiver(queue, Leaving.NEVER, null), sender(queue, 1)));
        assertThat(runs).isGreaterThan(50);
    }

    @Test
    void stopAndStart_whileAMessageIsSent() {
        int runs = explore(queue -> {
            Receiver stopped = new Receiver(queue, Leaving.NEVER, null);
            return List.of(
                    stopped,
                    new Receiver(queue, Leaving.NEVER, null),
                    sender(queue, 1),
                    new Script(
                            () -> queue.setFlowing(stopped.consumer, false, NOW),
                            () -> queue.setFlowing(stopped.consumer, true, NOW)));
        });
        assertThat(runs).isGreaterThan(200);
    }

    @Test
    void selectors_whereOneWaiterSelectsAllAndOneOnlySome() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.NEVER, "colour = 'red'"),
                new Receiver(queue, Leaving.NEVER, null),
                new Script(
                        () -> queue.enqueue(Entries.entry(Envelopes.with("r1", "colour", "red"), 1)),
                        () -> queue.enqueue(Entries.entry(Envelopes.with("r2", "colour", "red"), 2)))));
        assertThat(runs).isGreaterThan(50);
    }

    /** The message that a consumer was woken for is taken by another one, which leaves one that only a third selects. */
    @Test
    void selectors_priorityOvertakesTheMessageOfTheClaim() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.NEVER, null),
                new Receiver(queue, Leaving.NEVER, "colour = 'blue'"),
                new Script(
                        () -> queue.enqueue(Entries.entry(Envelopes.with("b", "colour", "blue"), 1)),
                        () -> queue.enqueue(Entries.entry("high", 9, 2)))));
        assertThat(runs).isGreaterThan(50);
    }

    @Test
    void timeoutAndStop_withTwoMessagesAndThreeReceivers() {
        int runs = explore(queue -> {
            Receiver stopped = new Receiver(queue, Leaving.NEVER, null);
            return List.of(
                    stopped,
                    new Receiver(queue, Leaving.TIMEOUT, null),
                    sender(queue, 1),
                    new Script(() -> queue.setFlowing(stopped.consumer, false, NOW)),
                    new Script(() -> queue.setPaused(true, NOW), () -> queue.setPaused(false, NOW)));
        });
        assertThat(runs).isGreaterThan(1000);
    }

    @Test
    void priority_theHigherConsumerMayLeaveAtAnyMoment() {
        for (Leaving leaving : Leaving.values()) {
            int runs = explore(queue -> List.of(
                    new Receiver(queue, leaving, null, 5), new Receiver(queue, Leaving.NEVER, null), sender(queue, 2)));
            assertThat(runs).isGreaterThan(50);
        }
    }

    @Test
    void priority_withSelectors() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.TIMEOUT, "colour = 'red'", 5),
                new Receiver(queue, Leaving.NEVER, null),
                new Script(
                        () -> queue.enqueue(Entries.entry(Envelopes.with("r", "colour", "red"), 1)),
                        () -> queue.enqueue(Entries.entry(Envelopes.with("b", "colour", "blue"), 2)))));
        assertThat(runs).isGreaterThan(50);
    }

    @Test
    void exclusive_theHolderClosesOrStops() {
        QueuePolicy exclusive =
                new QueuePolicy(0, QueuePolicy.Backoff.NONE, "DLQ", null, true, null, 0, QueuePolicy.Overflow.BLOCK);
        int closes = explore(
                exclusive,
                queue -> List.of(
                        new Receiver(queue, Leaving.CLOSE, null),
                        new Receiver(queue, Leaving.NEVER, null),
                        sender(queue, 2)));
        assertThat(closes).isGreaterThan(50);
        int stops = explore(exclusive, queue -> {
            Receiver holder = new Receiver(queue, Leaving.NEVER, null);
            return List.of(
                    holder,
                    new Receiver(queue, Leaving.NEVER, null),
                    sender(queue, 1),
                    new Script(
                            () -> queue.setFlowing(holder.consumer, false, NOW),
                            () -> queue.setFlowing(holder.consumer, true, NOW)));
        });
        assertThat(stops).isGreaterThan(200);
    }

    @Test
    void groups_theOwnerCloses() {
        int runs = explore(queue -> {
            Receiver owner = new Receiver(queue, Leaving.CLOSE, null);
            return List.of(
                    owner,
                    new Receiver(queue, Leaving.NEVER, null),
                    new Script(
                            () -> queue.enqueue(Entries.entry(Envelopes.with("1", "JMSXGroupID", "g"), 1)),
                            () -> queue.enqueue(Entries.entry(Envelopes.with("2", "JMSXGroupID", "g"), 2))));
        });
        assertThat(runs).isGreaterThan(50);
    }

    @Test
    void groups_theOwnerTakesTheFirstAndCloses() {
        int runs = explore(queue -> {
            Consumer owner = new Consumer(() -> {}, 0, true);
            queue.attach(owner, null);
            return List.of(
                    new Script(
                            () -> {
                                Entry first = queue.poll(owner, NOW);
                                if (first != null) {
                                    queue.settle(first);
                                }
                            },
                            () -> queue.detach(owner, NOW)),
                    new Receiver(queue, Leaving.NEVER, null),
                    new Receiver(queue, Leaving.TIMEOUT, null),
                    new Script(
                            () -> queue.enqueue(Entries.entry(Envelopes.with("1", "JMSXGroupID", "g"), 1)),
                            () -> queue.enqueue(Entries.entry(Envelopes.with("2", "JMSXGroupID", "g"), 2))));
        });
        assertThat(runs).isGreaterThan(1000);
    }

    @Test
    void groups_closedByTheirLastMessage() {
        int runs = explore(queue -> List.of(
                new Receiver(queue, Leaving.NEVER, null),
                new Receiver(queue, Leaving.NEVER, null),
                new Receiver(queue, Leaving.TIMEOUT, null),
                new Script(
                        () -> queue.enqueue(
                                Entries.entry(Envelopes.with("1", "JMSXGroupID", "g", "JMSXGroupSeq", -1), 1)),
                        () -> queue.enqueue(Entries.entry(Envelopes.with("2", "JMSXGroupID", "g"), 2)))));
        assertThat(runs).isGreaterThan(1000);
    }
}
