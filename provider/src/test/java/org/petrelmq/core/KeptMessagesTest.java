package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineAdmin.Kind;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Envelopes;
import org.petrelmq.selector.Selector;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.KeepingStore;
import org.petrelmq.util.VirtualTime;

/** The store is told of every message that leaves, and the observer of what happens to it. */
class KeptMessagesTest {
    private static final Address.Queue QUEUE = Address.queue("q");

    /** Writes down what it is told. */
    private static final class Recorder implements EngineObserver {
        private final List<String> told = new ArrayList<>();

        private static String text(Envelope message) {
            return message == null ? "-" : Envelopes.textOf(message);
        }

        @Override
        public void sent(String broker, Envelope message) {
            told.add("sent " + text(message));
        }

        @Override
        public void delivered(String broker, String queue, Envelope message, int count) {
            told.add("delivered " + text(message) + " from " + queue + " " + count);
        }

        @Override
        public void acknowledged(String broker, String queue, Envelope message) {
            told.add("acknowledged " + text(message) + " of " + queue);
        }

        @Override
        public void committed(String broker, int sent, int consumed) {
            told.add("committed " + sent + " " + consumed);
        }

        @Override
        public void expired(String broker, String queue, Envelope message) {
            told.add("expired " + text(message) + " of " + queue);
        }

        @Override
        public void deadLettered(String broker, String queue, Envelope message, int deliveries) {
            told.add("dead " + text(message) + " of " + queue + " " + deliveries);
        }

        List<String> take() {
            List<String> taken = List.copyOf(told);
            told.clear();
            return taken;
        }
    }

    private final KeepingStore store = new KeepingStore();
    private final Recorder observer = new Recorder();
    private final VirtualTime time = new VirtualTime(1_000);
    private CoreBroker broker;
    private CoreConnection connection;
    private EngineSession session;

    @BeforeEach
    void open() throws EngineException {
        Map<String, Object> options = new TreeMap<>(Map.of("time", time, "maxDeliveries", "2", "replay", "t:5"));
        BrokerConfig plain = BrokerConfig.of(options);
        BrokerConfig config = new BrokerConfig(
                plain.memoryLimit(),
                plain.sendTimeoutMillis(),
                plain.limits(),
                plain.destinations(),
                plain.transactionTimeoutMillis(),
                plain.replay(),
                null,
                null,
                observer,
                plain.traceConnections(),
                plain.sync(),
                plain.time(),
                plain.given());
        broker = new CoreBroker("kept", config, store);
        connection = broker.connections().connect(new ConnectSpec(null, null, null), cause -> {});
        connection.setFlowing(true);
        session = connection.openSession(AckModel.ALL, TxModel.NONE);
    }

    @AfterEach
    void close() {
        Broken.assertSound(broker);
        connection.close();
        Broken.assertSound(broker);
        broker.shutDown();
        assertThat(store.isClosed()).isTrue();
    }

    private void send(String... texts) throws EngineException {
        for (String text : texts) {
            session.send(Envelopes.text(text), null);
        }
    }

    private Source consumer() throws EngineException {
        return session.open(SourceSpec.consumer(QUEUE), () -> {});
    }

    private QueueGuard queue() {
        return broker.destinations().find(QUEUE);
    }

    @Test
    void settle_one_isStored() throws EngineException {
        send("a", "b");
        Delivery first = consumer().poll();
        session.settle(first, Settlement.ACCEPT);
        assertThat(store.keptMessages()).isOne();
        assertThat(queue().counts().acquired()).isZero();
        assertThat(observer.take()).containsExactly("sent a", "sent b", "delivered a from q 1", "acknowledged a of q");
    }

    @Test
    void settleAll_isOneBatch() throws EngineException {
        send("a", "b", "c");
        Source source = consumer();
        source.poll();
        source.poll();
        store.takeBatches();
        observer.take();
        session.settleAll(Settlement.ACCEPT);
        assertThat(store.takeBatches()).containsExactly(2);
        assertThat(store.keptMessages()).isOne();
        assertThat(queue().counts().acquired()).isZero();
        assertThat(observer.take()).containsExactly("acknowledged a of q", "acknowledged b of q");
    }

    @Test
    void take_isStored() throws EngineException {
        send("a");
        assertThat(Envelopes.textOf(consumer().take().envelope())).isEqualTo("a");
        session.settleAll(Settlement.ACCEPT);
        assertThat(store.keptMessages()).isZero();
        assertThat(queue().counts().acquired()).isZero();
    }

    @Test
    void settleAll_unseen_countsNoDelivery() throws EngineException {
        send("a", "b");
        Source source = consumer();
        source.poll();
        source.poll();
        session.settleAll(Settlement.RELEASE_UNSEEN);
        assertThat(source.poll().count()).isOne();
        assertThat(source.poll().count()).isOne();
        session.settleAll(Settlement.RELEASE);
        assertThat(source.poll().count()).isEqualTo(2);
        assertThat(store.keptMessages()).isEqualTo(2);
    }

    @Test
    void commit_isOneBatchOfBoth() throws EngineException {
        send("a");
        EngineSession transacted = connection.openSession(AckModel.ALL, TxModel.LOCAL);
        transacted.open(SourceSpec.consumer(QUEUE), () -> {}).poll();
        transacted.send(Envelopes.text("b"), null);
        store.takeBatches();
        observer.take();
        transacted.commit();
        assertThat(store.takeBatches()).containsExactly(2);
        assertThat(store.keptMessages()).isOne();
        assertThat(observer.take()).containsExactly("committed 1 1");
    }

    @Test
    void deadLetter_leavesItsQueueInTheStore() throws EngineException {
        send("a");
        Source source = consumer();
        for (int i = 0; i < 2; i++) {
            session.settle(source.poll(), Settlement.RELEASE);
        }
        assertThat(store.keptMessages()).isOne();
        assertThat(observer.take()).contains("dead a of q 2");
    }

    @Test
    void expiry_isStoredAndObserved() throws EngineException {
        session.send(Envelopes.text("a", 4, 2_000), null);
        time.advance(2_000);
        broker.timers().run();
        assertThat(store.keptMessages()).isZero();
        assertThat(observer.take()).containsExactly("sent a", "expired a of q");
    }

    @Test
    void purgeAndDelete_areStored() throws EngineException {
        send("a", "b");
        CoreAdmin admin = new CoreAdmin(broker, null);
        assertThat(admin.remove("q", null)).isEqualTo(2);
        assertThat(store.keptMessages()).isZero();
        send("c");
        admin.delete(Kind.QUEUE, "q");
        assertThat(store.keptMessages()).isZero();
    }

    @Test
    void prepare_untilThePromiseIsKept_isNotListedAndCannotEnd() throws Exception {
        BranchId id = BranchId.of(1, new byte[] {1}, new byte[0]);
        XAResource xa = session.xa();
        xa.start(id, XAResource.TMNOFLAGS);
        send("a");
        xa.end(id, XAResource.TMSUCCESS);
        List<String> meanwhile = new ArrayList<>();
        store.whenAppending(() -> {
            meanwhile.add("listed " + broker.branches().recover().length);
            try {
                broker.branches().commit(id, false);
                meanwhile.add("committed");
            } catch (XAException e) {
                meanwhile.add("refused " + (e.errorCode == XAException.XAER_PROTO));
            }
        });
        assertThat(xa.prepare(id)).isEqualTo(XAResource.XA_OK);
        store.whenAppending(() -> {});
        assertThat(meanwhile).containsExactly("listed 0", "refused true");
        assertThat(broker.branches().recover()).containsExactly(id);
        xa.commit(id, false);
        assertThat(store.keptMessages()).isOne();
    }

    // ---- paging ----

    @Test
    void pagedOut_kept_isReadWhereTheStoreHasIt() throws Exception {
        send("a", "b");
        queue().paging().pageOutAll();
        assertThat(store.pagedMessages()).isZero();
        queue().inspect(core -> assertThat(core.list(null)).allMatch(entry -> entry.envelope() == null));
        Source source = consumer();
        assertThat(Envelopes.textOf(source.poll().envelope())).isEqualTo("a");
        Source selecting = session.open(SourceSpec.consumer(QUEUE).selecting(Selector.parse("x IS NULL")), () -> {});
        queue().inspect(core -> assertThat(core.list(null)).allMatch(entry -> entry.envelope() != null));
        assertThat(Envelopes.textOf(selecting.poll().envelope())).isEqualTo("b");
    }

    @Test
    void pagedOut_notKept_isWrittenOnce_andDiscardedWhenItLeaves() throws Exception {
        session.send(Envelopes.nonPersistent("a"), null);
        session.send(Envelopes.nonPersistent("b"), null);
        queue().paging().pageOutAll();
        queue().paging().pageOutAll();
        assertThat(store.pagedMessages()).isEqualTo(2);
        Source source = consumer();
        Delivery first = source.poll();
        assertThat(Envelopes.textOf(first.envelope())).isEqualTo("a");
        session.settle(first, Settlement.ACCEPT);
        assertThat(store.pagedMessages()).isOne();
        Source selecting = session.open(SourceSpec.consumer(QUEUE).selecting(Selector.parse("x IS NULL")), () -> {});
        assertThat(store.pagedMessages()).isZero();
        assertThat(Envelopes.textOf(selecting.poll().envelope())).isEqualTo("b");
    }

    @Test
    void pagedOut_notReadAgain_isDiscardedWhenItLeaves() throws EngineException {
        session.send(Envelopes.nonPersistent("a"), null);
        send("b");
        queue().paging().pageOutAll();
        new CoreAdmin(broker, null).delete(Kind.QUEUE, "q");
        assertThat(store.pagedMessages()).isZero();
        assertThat(store.keptMessages()).isZero();
    }

    @Test
    void pageOutAll_messagesOfGroups_stay() throws EngineException {
        session.send(Envelopes.with("a", "JMSXGroupID", "g"), null);
        queue().paging().pageOutAll();
        queue().inspect(core -> assertThat(core.list(null)).allMatch(entry -> entry.envelope() != null));
        assertThat(Envelopes.textOf(consumer().poll().envelope())).isEqualTo("a");
    }
}
