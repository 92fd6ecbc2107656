package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.SendOptions;
import org.petrelmq.core.CountedBroker.Cost;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelopes;
import org.petrelmq.message.NamedValues;
import org.petrelmq.selector.CountedSelectors;
import org.petrelmq.store.MemoryStore;

/**
 * What a message costs on its way, counted: locks of queues, readings of the clock, alarms, timers, threads that are woken,
 * selectors that are evaluated. The figures are those of today; a larger one says that a hot path has become heavier, a smaller
 * one is to be pinned in its place.
 */
class CostTest {
    private static final Address.Queue QUEUE = Address.queue("q");
    private static final Address.Topic TOPIC = Address.topic("t");
    private static final int BATCH = 100;

    private final CountedBroker counted = new CountedBroker(new MemoryStore());
    private final CountedSelectors selectors = new CountedSelectors();
    private final List<String> woken = new ArrayList<>();

    @AfterEach
    void close() {
        counted.close();
    }

    private static ClientConsumer consumer(ClientSession session, Address address) throws EngineException {
        return session.createConsumer(SourceSpec.consumer(address), null);
    }

    private static void receive(ClientConsumer consumer, int count) throws EngineException {
        for (int i = 0; i < count; i++) {
            assertThat(consumer.receive(ClientConsumer.FOREVER, null)).isNotNull();
        }
    }

    // ---- guards, the clock and alarms ----

    @Test
    void send_toAQueue_takesItsGuardOnceAndReadsTheClockOnce() throws EngineException {
        ClientSession session = counted.session(AckMode.AUTO);
        CountedBroker.send(session, QUEUE, 1);
        assertThat(counted.of(() -> CountedBroker.send(session, QUEUE, 1))).isEqualTo(new Cost(1, 1, 0));
    }

    @Test
    void receive_auto_takesTheGuardOnceToPollAndToSettle() throws EngineException {
        ClientSession session = counted.session(AckMode.AUTO);
        ClientConsumer consumer = consumer(session, QUEUE);
        CountedBroker.send(session, QUEUE, 2);
        assertThat(counted.of(() -> receive(consumer, 1))).isEqualTo(new Cost(1, 1, 0));
        assertThat(counted.of(() -> consumer.receiveNoWait(null))).isEqualTo(new Cost(1, 1, 0));
    }

    @Test
    void receiveNoWait_nothingThere_takesTheGuardOnce() throws EngineException {
        ClientConsumer consumer = consumer(counted.session(AckMode.AUTO), QUEUE);
        assertThat(counted.of(() -> consumer.receiveNoWait(null))).isEqualTo(new Cost(1, 1, 0));
    }

    @Test
    void receive_client_takesTheGuardOnceForEach_andOnceToAcknowledgeAll() throws EngineException {
        ClientSession session = counted.session(AckMode.CLIENT);
        ClientConsumer consumer = consumer(session, QUEUE);
        CountedBroker.send(session, QUEUE, BATCH);
        assertThat(counted.of(() -> receive(consumer, BATCH))).isEqualTo(new Cost(BATCH, BATCH, 0));
        assertThat(counted.of(session::acknowledge)).isEqualTo(new Cost(1, 0, 0));
    }

    @Test
    void receive_dupsOk_settles512AtATime() throws EngineException {
        ClientSession session = counted.session(AckMode.DUPS_OK);
        ClientConsumer consumer = consumer(session, QUEUE);
        CountedBroker.send(session, QUEUE, 1024);
        assertThat(counted.of(() -> receive(consumer, 1024))).isEqualTo(new Cost(1024 + 2, 1024, 0));
    }

    @Test
    void commit_of100Sends_takesTheGuardOnce() throws EngineException {
        ClientSession session = counted.session(AckMode.TRANSACTED);
        // The clock says when each of them was sent.
        assertThat(counted.of(() -> CountedBroker.send(session, QUEUE, BATCH))).isEqualTo(new Cost(0, BATCH, 0));
        assertThat(counted.of(session::commit)).isEqualTo(new Cost(1, 0, 0));
    }

    @Test
    void commit_of100SendsToTenQueues_takesEachGuardOnce() throws EngineException {
        ClientSession session = counted.session(AckMode.TRANSACTED);
        for (int i = 0; i < BATCH; i++) {
            CountedBroker.send(session, Address.queue("q" + i % 10), 1);
        }
        assertThat(counted.of(session::commit)).isEqualTo(new Cost(10, 0, 0));
    }

    /** What waits for its time enters one by one, unlike the others. */
    @Test
    void commit_of100DelayedSends_takesTheGuardForEach() throws EngineException {
        ClientSession session = counted.session(AckMode.TRANSACTED);
        SendOptions delayed = SendOptions.DEFAULT.withDeliveryDelay(1000);
        CountedBroker.send(session, QUEUE, BATCH, NamedValues.EMPTY, delayed);
        assertThat(counted.of(session::commit)).isEqualTo(new Cost(BATCH, BATCH, 1));
    }

    @Test
    void commit_of100Receives_takesTheGuardOnce() throws EngineException {
        ClientSession session = counted.session(AckMode.TRANSACTED);
        ClientConsumer consumer = consumer(session, QUEUE);
        CountedBroker.send(counted.session(AckMode.AUTO), QUEUE, BATCH);
        assertThat(counted.of(() -> receive(consumer, BATCH))).isEqualTo(new Cost(BATCH, BATCH, 0));
        assertThat(counted.of(session::commit)).isEqualTo(new Cost(1, 0, 0));
    }

    @Test
    void rollback_of100Receives_takesTheGuardOnce() throws EngineException {
        ClientSession session = counted.session(AckMode.TRANSACTED);
        ClientConsumer consumer = consumer(session, QUEUE);
        CountedBroker.send(counted.session(AckMode.AUTO), QUEUE, BATCH);
        receive(consumer, BATCH);
        assertThat(counted.of(session::rollback)).isEqualTo(new Cost(1, 1, 0));
    }

    @Test
    void publish_toTenSubscribers_takesTheGuardOfEachOnce() throws EngineException {
        ClientSession session = counted.session(AckMode.AUTO);
        List<ClientConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            consumers.add(consumer(session, TOPIC));
        }
        assertThat(counted.of(() -> CountedBroker.send(session, TOPIC, 1))).isEqualTo(new Cost(10, 1, 0));
        for (ClientConsumer consumer : consumers) {
            assertThat(counted.of(() -> receive(consumer, 1))).isEqualTo(new Cost(1, 1, 0));
        }
    }

    @Test
    void receive_waiting_takesTheGuardThreeTimes() throws EngineException {
        CoreSession session = counted.engineSession();
        Source source = source(session, "only", null);
        // In vain, then to wait, then woken: as a receive does.
        Cost cost = counted.of(() -> {
            assertThat(source.take()).isNull();
            assertThat(source.arm()).isTrue();
            session.send(Envelopes.text("m"), null);
            assertThat(source.take()).isNotNull();
        });
        assertThat(cost.guards()).isEqualTo(1 + 3);
    }

    // ---- listeners ----

    /** To poll, and to settle when the listener has returned. */
    @Test
    void listener_alone_takesTheGuardTwice() throws Exception {
        assertThat(costOf80CallsWithListeners(1)).isEqualTo(new Cost(80 * 2, 80, 0));
    }

    /** The nine others have nothing and are not looked at. */
    @Test
    void listener_besideNineOfItsSession_takesTheGuardTwice() throws Exception {
        assertThat(costOf80CallsWithListeners(10)).isEqualTo(new Cost(80 * 2, 80, 0));
    }

    /** All messages are in one queue, and the thread that calls the listener is the only one that does anything. */
    private Cost costOf80CallsWithListeners(int listeners) throws Exception {
        CompletableFuture<Cost> cost = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        CountedBroker.send(counted.session(AckMode.AUTO), QUEUE, BATCH);
        counted.client.stop();
        ClientSession session = counted.session(AckMode.AUTO);
        consumer(session, QUEUE).setListener(delivery -> {
            int call = calls.incrementAndGet();
            if (call == 10) {
                counted.take();
            } else if (call == 90) {
                cost.complete(counted.take());
            }
        });
        for (int i = 1; i < listeners; i++) {
            consumer(session, Address.queue("other" + i)).setListener(delivery -> {});
        }
        counted.client.start();
        Cost found = cost.get(30, TimeUnit.SECONDS);
        session.close();
        return found;
    }

    // ---- timers ----

    @Test
    void send_withoutTimeToLive_setsNoTimer() throws EngineException {
        CountedBroker.send(counted.session(AckMode.AUTO), QUEUE, BATCH);
        assertThat(counted.broker.timers().size()).isZero();
        drain();
    }

    @Test
    void send_withTimeToLive_setsOneTimerEach_andTheAlarmOnlyForTheFirst() throws EngineException {
        ClientSession session = counted.session(AckMode.AUTO);
        SendOptions mortal = SendOptions.DEFAULT.withTimeToLive(60_000);
        Cost cost = counted.of(() -> CountedBroker.send(session, QUEUE, BATCH, NamedValues.EMPTY, mortal));
        assertThat(cost).isEqualTo(new Cost(BATCH, BATCH, 1));
        assertThat(counted.broker.timers().size()).isEqualTo(BATCH);
        ClientConsumer consumer = consumer(session, QUEUE);
        // Nothing moves the alarm back: it goes off once for nobody.
        assertThat(counted.of(() -> receive(consumer, BATCH))).isEqualTo(new Cost(BATCH, BATCH, 0));
        assertThat(counted.broker.timers().size()).isZero();
    }

    @Test
    void delayedMessage_takesTheGuardToWaitAndWhenDue() throws EngineException {
        ClientSession session = counted.session(AckMode.AUTO);
        SendOptions delayed = SendOptions.DEFAULT.withDeliveryDelay(1000);
        Cost sent = counted.of(() -> CountedBroker.send(session, QUEUE, 1, NamedValues.EMPTY, delayed));
        assertThat(sent.guards()).isEqualTo(1);
        assertThat(sent.alarms()).isEqualTo(1);
        assertThat(counted.of(() -> counted.time.advance(1000)).guards()).isEqualTo(1);
        drain();
    }

    private void drain() throws EngineException {
        ClientConsumer consumer = consumer(counted.session(AckMode.AUTO), QUEUE);
        while (consumer.receiveNoWait(null) != null) {
            // All of them.
        }
    }

    // ---- wake-ups ----

    private Source source(CoreSession session, String name, String selector) throws EngineException {
        SourceSpec spec = SourceSpec.consumer(QUEUE);
        return session.open(selector == null ? spec : spec.selecting(selectors.parse(selector)), () -> woken.add(name));
    }

    private List<Source> waiting(CoreSession session, int count) throws EngineException {
        List<Source> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Source source = source(session, "waiter " + i, null);
            assertThat(source.arm()).isTrue();
            waiting.add(source);
        }
        return waiting;
    }

    @Test
    void message_nobodyWaits_signalsNobody() throws EngineException {
        CoreSession session = counted.engineSession();
        Source source = source(session, "busy", null);
        for (int i = 0; i < BATCH; i++) {
            session.send(Envelopes.text("m"), null);
            assertThat(source.take()).isNotNull();
        }
        assertThat(woken).isEmpty();
    }

    @Test
    void message_tenWait_wakesOne() throws EngineException {
        CoreSession session = counted.engineSession();
        waiting(session, 10);
        session.send(Envelopes.text("m"), null);
        assertThat(woken).containsExactly("waiter 0");
        session.send(Envelopes.text("m"), null);
        assertThat(woken).containsExactly("waiter 0", "waiter 1");
    }

    @Test
    void messages_oneWaits_wakeItOnce() throws EngineException {
        CoreSession session = counted.engineSession();
        Source source = waiting(session, 1).get(0);
        for (int i = 0; i < BATCH; i++) {
            session.send(Envelopes.text("m"), null);
        }
        assertThat(woken).hasSize(1);
        for (int i = 0; i < BATCH; i++) {
            assertThat(source.take()).isNotNull();
        }
        assertThat(woken).hasSize(1);
    }

    @Test
    void commit_of100_oneWaits_wakesItOnce() throws EngineException {
        waiting(counted.engineSession(), 1);
        commit100();
        assertThat(woken).hasSize(1);
    }

    /** There is something for each of them. */
    @Test
    void commit_of100_tenWait_wakesEachOnce() throws EngineException {
        waiting(counted.engineSession(), 10);
        commit100();
        assertThat(woken).hasSize(10).doesNotHaveDuplicates();
    }

    private void commit100() throws EngineException {
        CoreSession transacted = counted.transactedEngineSession();
        for (int i = 0; i < BATCH; i++) {
            transacted.send(Envelopes.text("m"), null);
        }
        transacted.commit();
    }

    @Test
    void look_wokenAndFindsItsMessage_wakesNobodyElse() throws EngineException {
        CoreSession session = counted.engineSession();
        List<Source> waiting = waiting(session, 10);
        session.send(Envelopes.text("m"), null);
        assertThat(waiting.get(0).take()).isNotNull();
        assertThat(woken).hasSize(1);
    }

    @Test
    void message_onlyTheLastOfTenSelectsIt_wakesOne() throws EngineException {
        CoreSession session = counted.engineSession();
        for (int i = 0; i < 10; i++) {
            assertThat(source(session, "waiter " + i, "type = 'k" + i + "'").arm())
                    .isTrue();
        }
        session.send(Envelopes.with("m", "type", "k9"), null);
        assertThat(woken).containsExactly("waiter 9");
    }

    // ---- selectors ----

    @Test
    void queue_tenConsumersWithOneSelector_evaluatesItOncePerMessage() throws EngineException {
        CoreSession session = counted.engineSession();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sources.add(source(session, "s" + i, "type = 'k'"));
        }
        session.send(Envelopes.with("m", "type", "k"), null);
        assertThat(sources.get(9).take()).isNotNull();
        assertThat(selectors.take()).isEqualTo(1);
    }

    /** None of the values is looked up: each selector is evaluated for each message. */
    @Test
    void queue_100ConsumersWithDifferentSelectors_evaluatesEachOncePerMessage() throws EngineException {
        CoreSession session = counted.engineSession();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sources.add(source(session, "s" + i, "type = 'k" + i + "'"));
        }
        session.send(Envelopes.with("m", "type", "k99"), null);
        assertThat(selectors.take()).isEqualTo(100);
        assertThat(sources.get(0).take()).isNull();
        assertThat(sources.get(99).take()).isNotNull();
        assertThat(selectors.take()).isZero();
    }

    /** Those that ask for another value are not asked. */
    @Test
    void topic_100SubscribersWithDifferentSelectors_evaluatesOne() throws EngineException {
        CoreSession session = counted.engineSession();
        List<Source> sources = subscribe(session, 100);
        ClientSession sender = counted.session(AckMode.AUTO);
        Cost cost = counted.of(
                () -> CountedBroker.send(sender, TOPIC, 1, CountedBroker.named("type", "k7"), SendOptions.DEFAULT));
        assertThat(selectors.take()).isEqualTo(1);
        // What nobody selects costs no guard.
        assertThat(cost).isEqualTo(new Cost(1, 1, 0));
        assertThat(sources.get(7).take()).isNotNull();
        assertThat(selectors.take()).isZero();
    }

    private List<Source> subscribe(CoreSession session, int count) throws EngineException {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SourceSpec spec = SourceSpec.consumer(TOPIC).selecting(selectors.parse("type = 'k" + i + "'"));
            sources.add(session.open(spec, () -> woken.add("subscriber")));
        }
        return sources;
    }

    /** A selector that comes looks at what is there once, and at nothing twice. */
    @Test
    void queue_selectorComesAfterABacklog_evaluatesEachMessageOnce() throws EngineException {
        CoreSession session = counted.engineSession();
        for (int i = 0; i < 1000; i++) {
            session.send(Envelopes.with("m", "type", "k" + i), null);
        }
        Source source = source(session, "late", "type = 'k999'");
        assertThat(selectors.take()).isEqualTo(1000);
        assertThat(source.take()).isNotNull();
        assertThat(source.take()).isNull();
        assertThat(selectors.take()).isZero();
    }
}
