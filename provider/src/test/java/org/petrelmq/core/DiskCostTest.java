package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.SendOptions;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.message.NamedValues;
import org.petrelmq.store.journal.CountedStore;
import org.petrelmq.store.journal.CountedStore.Asked;

/**
 * What a durable message asks of the disk, counted: how often somebody waits for the device, how many writes there are and of
 * how much. The figures are those of today, as in {@link CostTest}. Two writes are one group: itself, which is waited for, and
 * the mark, which is not.
 */
class DiskCostTest {
    private static final Address.Queue QUEUE = Address.queue("q");
    private static final int BATCH = 100;
    private static final int SENDERS = 32;

    private final CountedStore store = new CountedStore();
    private final CountedBroker counted = new CountedBroker(store);

    @AfterEach
    void close() {
        counted.close();
    }

    private void assertAsked(int syncs, int writes) {
        Asked asked = store.take();
        assertThat(asked.syncs()).as("syncs").isEqualTo(syncs);
        assertThat(asked.writes()).as("writes").isEqualTo(writes);
        assertThat(asked.reads()).as("reads").isZero();
        assertThat(asked.files()).as("files made or opened").isZero();
    }

    private static ClientConsumer consumer(ClientSession session) throws EngineException {
        return session.createConsumer(SourceSpec.consumer(QUEUE), null);
    }

    private static void receive(ClientConsumer consumer, int count) throws EngineException {
        for (int i = 0; i < count; i++) {
            assertThat(consumer.receive(ClientConsumer.FOREVER, null)).isNotNull();
        }
    }

    /** The queue is known to the store, and that its messages may be handed out. */
    private ClientSession used(AckMode mode) throws EngineException {
        ClientSession auto = counted.session(AckMode.AUTO);
        ClientConsumer consumer = consumer(auto);
        CountedBroker.send(auto, QUEUE, 1);
        receive(consumer, 1);
        consumer.close();
        store.take();
        return counted.session(mode);
    }

    // ---- one at a time ----

    @Test
    void send_waitsForTheDiskOnce() throws EngineException {
        ClientSession session = used(AckMode.AUTO);
        CountedBroker.send(session, QUEUE, 1);
        assertAsked(1, 2);
        CountedBroker.send(session, QUEUE, BATCH);
        assertAsked(BATCH, 2 * BATCH);
    }

    @Test
    void send_nonPersistent_asksNothingOfTheDisk() throws EngineException {
        ClientSession session = used(AckMode.AUTO);
        SendOptions options = SendOptions.DEFAULT.withDeliveryMode(1);
        CountedBroker.send(session, QUEUE, BATCH, NamedValues.EMPTY, options);
        receive(consumer(session), BATCH);
        assertAsked(0, 0);
    }

    @Test
    void receive_auto_waitsForTheDiskOnce() throws EngineException {
        ClientSession session = used(AckMode.AUTO);
        CountedBroker.send(session, QUEUE, BATCH);
        ClientConsumer consumer = consumer(session);
        store.take();
        receive(consumer, BATCH);
        assertAsked(BATCH, 2 * BATCH);
    }

    @Test
    void receive_firstOfAQueue_waitsOnceMore_thatItsMessagesMayBeHandedOut() throws EngineException {
        ClientSession session = counted.session(AckMode.AUTO);
        CountedBroker.send(session, QUEUE, 1);
        ClientConsumer consumer = consumer(session);
        store.take();
        receive(consumer, 1);
        assertAsked(2, 4);
    }

    @Test
    void receive_dupsOk_waitsOnceFor512() throws EngineException {
        ClientSession session = used(AckMode.DUPS_OK);
        CountedBroker.send(session, QUEUE, 1024);
        ClientConsumer consumer = consumer(session);
        store.take();
        receive(consumer, 1024);
        assertAsked(2, 4);
    }

    @Test
    void commit_of100Sends_waitsForTheDiskOnce() throws EngineException {
        ClientSession session = used(AckMode.TRANSACTED);
        CountedBroker.send(session, QUEUE, BATCH);
        assertAsked(0, 0);
        session.commit();
        assertAsked(1, 2);
    }

    @Test
    void commit_of100Receives_waitsForTheDiskOnce() throws EngineException {
        ClientSession session = used(AckMode.TRANSACTED);
        CountedBroker.send(session, QUEUE, BATCH);
        session.commit();
        ClientConsumer consumer = consumer(session);
        store.take();
        receive(consumer, BATCH);
        assertAsked(0, 0);
        session.commit();
        assertAsked(1, 2);
    }

    @Test
    void commit_of100SendsAnd100Receives_waitsForTheDiskOnce() throws EngineException {
        ClientSession session = used(AckMode.TRANSACTED);
        CountedBroker.send(session, QUEUE, BATCH);
        session.commit();
        receive(consumer(session), BATCH);
        CountedBroker.send(session, QUEUE, BATCH);
        store.take();
        session.commit();
        assertAsked(1, 2);
    }

    @Test
    void rollback_doesNotWaitForTheDisk() throws EngineException {
        ClientSession session = used(AckMode.TRANSACTED);
        CountedBroker.send(counted.session(AckMode.AUTO), QUEUE, BATCH);
        receive(consumer(session), BATCH);
        store.take();
        session.rollback();
        assertAsked(0, 0);
    }

    // ---- many at a time ----

    /** The first has the disk to itself; all who come meanwhile share the next group. */
    @Test
    void sends_of32AtATime_shareASync() throws Exception {
        List<ClientSession> sessions = new ArrayList<>();
        used(AckMode.AUTO);
        for (int i = 0; i < SENDERS; i++) {
            sessions.add(counted.session(AckMode.AUTO));
        }
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try {
            for (int round = 0; round < 20; round++) {
                sendTogether(sessions, threads);
                assertAsked(2, 4);
            }
        } finally {
            threads.shutdown();
        }
    }

    private void sendTogether(List<ClientSession> sessions, ExecutorService threads) throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch appended = new CountDownLatch(SENDERS);
        store.whenAppended(appended::countDown);
        store.whenSyncing(() -> {
            writing.countDown();
            await(appended);
        });
        List<Future<?>> sends = new ArrayList<>();
        for (ClientSession session : sessions) {
            sends.add(threads.submit(() -> {
                CountedBroker.send(session, QUEUE, 1);
                return null;
            }));
            await(writing);
        }
        for (Future<?> send : sends) {
            send.get(30, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- bytes ----

    private long bytesOf(CountedBroker.Work work) throws EngineException {
        store.take();
        work.run();
        return store.take().bytes();
    }

    /** One record says all ten of them: the body is encoded once. */
    @Test
    void publish_toTenDurableSubscribers_writesTheBodyOnce() throws EngineException {
        Address.Topic topic = Address.topic("t");
        ClientSession session = counted.session(AckMode.AUTO);
        NamedValues large = CountedBroker.named("large", "x".repeat(10_000));
        CountedBroker.Work publish = () -> CountedBroker.send(session, topic, 1, large, SendOptions.DEFAULT);
        subscribe(session, topic, "s0");
        long one = bytesOf(publish);
        for (int i = 1; i < 10; i++) {
            subscribe(session, topic, "s" + i);
        }
        // Their records wait for the next sync.
        publish.run();
        assertThat(one).isBetween(10_000L, 10_300L);
        assertThat(bytesOf(publish) - one).as("for nine more").isEqualTo(9 * Long.BYTES);
        assertAskedAfter(publish);
    }

    private static void subscribe(ClientSession session, Address.Topic topic, String name) throws EngineException {
        session.createConsumer(SourceSpec.subscription(SourceSpec.Kind.SHARED_DURABLE, topic, name), null);
    }

    private void assertAskedAfter(CountedBroker.Work work) throws EngineException {
        store.take();
        work.run();
        assertAsked(1, 2);
    }

    /** What the journal adds to a body of 1,000 bytes, and what a settlement takes; 36 of each are the mark. */
    @Test
    void sendAndReceive_bytesWritten() throws EngineException {
        ClientSession session = used(AckMode.AUTO);
        NamedValues body = CountedBroker.named("body", "x".repeat(1000));
        assertThat(bytesOf(() -> CountedBroker.send(session, QUEUE, 1, body, SendOptions.DEFAULT)))
                .isBetween(1000L, 1250L);
        ClientConsumer consumer = consumer(session);
        assertThat(bytesOf(() -> receive(consumer, 1))).isEqualTo(92);
    }
}
