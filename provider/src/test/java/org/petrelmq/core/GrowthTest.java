package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.SendOptions;
import org.petrelmq.core.CountedBroker.Cost;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.message.NamedValues;
import org.petrelmq.selector.CountedSelectors;
import org.petrelmq.store.MemoryStore;
import org.petrelmq.store.journal.CountedStore;
import org.petrelmq.store.journal.CountedStore.Asked;

/** What a message costs does not depend on how many others there are or were, nor on what it has nothing to do with. */
class GrowthTest {
    private static final Address.Queue QUEUE = Address.queue("q");
    private static final Address.Topic TOPIC = Address.topic("t");

    private static final Cost LEAST = new Cost(1, 1, 0);

    private static ClientConsumer consumer(ClientSession session) throws EngineException {
        return session.createConsumer(SourceSpec.consumer(QUEUE), null);
    }

    private static void receive(ClientConsumer consumer) throws EngineException {
        assertThat(consumer.receive(ClientConsumer.FOREVER, null)).isNotNull();
    }

    private static void assertLeastCosts(CountedBroker counted, ClientSession session, ClientConsumer consumer)
            throws EngineException {
        assertThat(counted.of(() -> CountedBroker.send(session, QUEUE, 1))).isEqualTo(LEAST);
        assertThat(counted.of(() -> receive(consumer))).isEqualTo(LEAST);
    }

    // ---- guards, the clock and alarms ----

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void backlog(int messages) throws EngineException {
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            ClientSession session = counted.session(AckMode.AUTO);
            CountedBroker.send(session, QUEUE, messages);
            assertLeastCosts(counted, session, consumer(session));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void history(int messages) throws EngineException {
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            ClientSession session = counted.session(AckMode.AUTO);
            ClientConsumer consumer = consumer(session);
            for (int i = 0; i < messages; i++) {
                CountedBroker.send(session, QUEUE, 1);
                receive(consumer);
            }
            assertLeastCosts(counted, session, consumer);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    void otherQueuesWithMessages(int queues) throws EngineException {
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            ClientSession session = counted.session(AckMode.AUTO);
            for (int i = 0; i < queues; i++) {
                CountedBroker.send(session, Address.queue("other" + i), 1);
            }
            CountedBroker.send(session, QUEUE, 1);
            assertLeastCosts(counted, session, consumer(session));
        }
    }

    /** Messages that wait for their time or have a time to live: what is set is not looked through. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void timersOfOthers(int messages) throws EngineException {
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            ClientSession session = counted.session(AckMode.AUTO);
            SendOptions mortal = SendOptions.DEFAULT.withTimeToLive(60_000);
            CountedBroker.send(session, QUEUE, messages, NamedValues.EMPTY, mortal);
            assertThat(counted.of(() -> CountedBroker.send(session, QUEUE, 1, NamedValues.EMPTY, mortal)))
                    .isEqualTo(LEAST);
            ClientConsumer consumer = consumer(session);
            assertThat(counted.of(() -> receive(consumer))).isEqualTo(LEAST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000})
    void waitersOfOtherQueues(int waiters) throws EngineException {
        List<String> woken = new ArrayList<>();
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            CoreSession session = counted.engineSession();
            for (int i = 0; i < waiters; i++) {
                SourceSpec spec = SourceSpec.consumer(Address.queue("other" + i));
                assertThat(session.open(spec, () -> woken.add("other")).arm()).isTrue();
            }
            ClientSession sender = counted.session(AckMode.AUTO);
            CountedBroker.send(sender, QUEUE, 1);
            assertLeastCosts(counted, sender, consumer(sender));
        }
        assertThat(woken).isEmpty();
    }

    // ---- selectors ----

    /** Looking through a selector looks at nothing that it does not select. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void backlogThatASelectorDoesNotSelect(int messages) throws EngineException {
        CountedSelectors selectors = new CountedSelectors();
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            CoreSession session = counted.engineSession();
            ClientSession sender = counted.session(AckMode.AUTO);
            Source source = session.open(SourceSpec.consumer(QUEUE).selecting(selectors.parse("type = 'k'")), () -> {});
            CountedBroker.send(sender, QUEUE, messages);
            selectors.take();
            NamedValues selected = CountedBroker.named("type", "k");
            assertThat(counted.of(() -> CountedBroker.send(sender, QUEUE, 1, selected, SendOptions.DEFAULT)))
                    .isEqualTo(LEAST);
            assertThat(counted.of(() -> assertThat(source.take()).isNotNull())).isEqualTo(LEAST);
            assertThat(counted.of(() -> assertThat(source.take()).isNull())).isEqualTo(LEAST);
            assertThat(selectors.take()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000})
    void subscribersOfOtherTopics(int subscribers) throws EngineException {
        CountedSelectors selectors = new CountedSelectors();
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            subscribe(counted, selectors, subscribers, "other");
            assertThat(publish(counted)).isEqualTo(LEAST);
            assertThat(selectors.take()).isZero();
        }
    }

    /** Who asks for another value costs neither a guard nor an evaluation. */
    @ParameterizedTest
    @ValueSource(ints = {10, 1_000})
    void subscribersThatSelectOthers(int subscribers) throws EngineException {
        CountedSelectors selectors = new CountedSelectors();
        try (CountedBroker counted = new CountedBroker(new MemoryStore())) {
            subscribe(counted, selectors, subscribers, TOPIC.name());
            assertThat(publish(counted)).isEqualTo(LEAST);
            assertThat(selectors.take()).isZero();
        }
    }

    private static void subscribe(CountedBroker counted, CountedSelectors selectors, int count, String topic)
            throws EngineException {
        CoreSession session = counted.engineSession();
        session.open(SourceSpec.consumer(TOPIC), () -> {});
        for (int i = 0; i < count; i++) {
            SourceSpec spec = SourceSpec.consumer(Address.topic(topic)).selecting(selectors.parse("n = " + i));
            session.open(spec, () -> {});
        }
    }

    private static Cost publish(CountedBroker counted) throws EngineException {
        ClientSession sender = counted.session(AckMode.AUTO);
        CountedBroker.send(sender, TOPIC, 0);
        return counted.of(
                () -> CountedBroker.send(sender, TOPIC, 1, CountedBroker.named("n", -1), SendOptions.DEFAULT));
    }

    // ---- nodes ----

    /** Counts how often it is looked at. */
    private static final class SeenNode extends Node {
        private final Entry entry;
        private final int[] visits;

        SeenNode(Entry entry, int[] visits) {
            this.entry = entry;
            this.visits = visits;
        }

        @Override
        Entry entry() {
            visits[0]++;
            return entry;
        }

        static SeenNode at(long sequence, int[] visits) {
            return new SeenNode(Entries.entry("m", sequence), visits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void nodesVisited(int backlog) {
        int[] visits = new int[1];
        PlaceOrder order = new PlaceOrder();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < backlog; i++) {
            nodes.add(SeenNode.at(i, visits));
            order.add(nodes.get(i));
        }
        assertThat(visitsOf(visits, () -> order.add(SeenNode.at(backlog, visits))))
                .as("to add one")
                .isEqualTo(3);
        assertThat(visitsOf(visits, order::first)).as("to look").isZero();
        assertThat(visitsOf(visits, () -> order.remove(nodes.get(0))))
                .as("to take the first")
                .isEqualTo(1);
        assertThat(visitsOf(visits, () -> order.remove(nodes.get(backlog / 2))))
                .as("to take one in the middle")
                .isEqualTo(1);
        assertThat(visitsOf(visits, () -> order.addReturned(nodes.get(backlog / 2))))
                .as("to put it back, where nothing else has come back")
                .isLessThanOrEqualTo(2);
    }

    /** What comes back is among what came back before: as many looks as its number has binary digits. */
    @Test
    void nodesVisited_whenManyComeBack() {
        int[] visits = new int[1];
        PlaceOrder order = new PlaceOrder();
        int many = 1 << 16;
        for (int i = 0; i < many; i++) {
            order.addReturned(SeenNode.at(i * 2L, visits));
        }
        // A red-black tree is at most twice as deep as it has to be, and each look compares two.
        assertThat(visitsOf(visits, () -> order.addReturned(SeenNode.at(many + 1, visits))))
                .isLessThanOrEqualTo(2 * 2 * 17);
    }

    private static int visitsOf(int[] visits, Runnable step) {
        visits[0] = 0;
        step.run();
        return visits[0];
    }

    // ---- the disk ----

    private static Asked askedFor(CountedStore store, CountedBroker.Work work) throws EngineException {
        store.take();
        work.run();
        return store.take();
    }

    /** Segments come and go meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void journal_history(int messages) throws EngineException {
        CountedStore store = new CountedStore(64 << 10);
        try (CountedBroker counted = new CountedBroker(store)) {
            ClientSession session = counted.session(AckMode.AUTO);
            ClientConsumer consumer = consumer(session);
            CountedBroker.Work work = () -> {
                CountedBroker.send(session, QUEUE, 1);
                receive(consumer);
            };
            for (int i = 0; i < messages; i++) {
                work.run();
            }
            Asked asked = askedFor(store, () -> {
                for (int i = 0; i < 2000; i++) {
                    work.run();
                }
            });
            assertThat(asked.syncs()).isBetween(4000, 4030);
            assertThat(asked.writes()).isBetween(8000, 8020);
            assertThat(asked.bytes()).isBetween(600_000L, 630_000L);
            assertThat(asked.files()).isLessThanOrEqualTo(16);
            assertThat(asked.reads()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void journal_backlog(int messages) throws EngineException {
        CountedStore store = new CountedStore(64 << 10);
        try (CountedBroker counted = new CountedBroker(store)) {
            ClientSession session = counted.session(AckMode.AUTO);
            CountedBroker.send(session, QUEUE, messages);
            Asked asked = askedFor(store, () -> CountedBroker.send(session, QUEUE, 2000));
            assertThat(asked.syncs()).isBetween(2000, 2020);
            assertThat(asked.writes()).isBetween(4000, 4010);
            assertThat(asked.bytes()).isBetween(400_000L, 440_000L);
            assertThat(asked.files()).isLessThanOrEqualTo(8);
            assertThat(asked.reads()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 5_000})
    void journal_otherQueues(int queues) throws EngineException {
        CountedStore store = new CountedStore(1 << 20);
        try (CountedBroker counted = new CountedBroker(store)) {
            ClientSession session = counted.session(AckMode.AUTO);
            for (int i = 0; i < queues; i++) {
                CountedBroker.send(session, Address.queue("other" + i), 1);
            }
            CountedBroker.send(session, QUEUE, 1);
            Asked asked = askedFor(store, () -> CountedBroker.send(session, QUEUE, 1));
            assertThat(asked.syncs()).isEqualTo(1);
            assertThat(asked.writes()).isEqualTo(2);
            assertThat(asked.bytes()).isBetween(200L, 230L);
        }
    }
}
