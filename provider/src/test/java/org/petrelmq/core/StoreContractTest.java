package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.engine.TxOutcome;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Envelopes;
import org.petrelmq.selector.Selector;
import org.petrelmq.store.MemoryStore;
import org.petrelmq.store.MemoryStore.Completing;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreReplay;

/** The engine over stores that complete later, fail, or page out: the boundary that a store on disk has. */
class StoreContractTest {
    private static final Address.Queue QUEUE = Address.queue("q");

    /** Completes at sync, as a store with a device does, and can fail. */
    private static final class RecordingStore implements MessageStore {
        final MemoryStore memory = new MemoryStore(Completing.AT_SYNC);
        final List<StoreRecord> appended = new ArrayList<>();
        boolean failing;
        boolean failingAfterwards;
        boolean unreadable;
        boolean durable;

        @Override
        public void append(List<StoreRecord> batch, StoreCompletion completion) {
            appended.addAll(batch);
            memory.append(batch, failing ? new Failing(completion) : completion);
        }

        @Override
        public boolean mayKeep(Envelope message) {
            return true;
        }

        @Override
        public void sync() throws StoreException {
            memory.sync();
            if (failingAfterwards) {
                throw new StoreException("The disk has gone since.", null);
            }
        }

        @Override
        public long nextPlace() {
            return memory.nextPlace();
        }

        @Override
        public long pageOut(Envelope envelope) {
            return memory.pageOut(envelope);
        }

        @Override
        public Envelope readPaged(long location) throws StoreException {
            if (unreadable) {
                throw new StoreException("The disk cannot be read.", null);
            }
            return memory.readPaged(location);
        }

        @Override
        public Envelope read(long queue, long place) throws StoreException {
            return memory.read(queue, place);
        }

        @Override
        public boolean isDurable() {
            return durable;
        }

        @Override
        public void replay(StoreReplay into) {
            memory.replay(into);
        }

        @Override
        public long lastQueue() {
            return memory.lastQueue();
        }

        @Override
        public void discard(long location) {
            memory.discard(location);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private record Failing(StoreCompletion completion) implements StoreCompletion {
        @Override
        public void stored() {
            completion.failed(new StoreException("The disk is gone.", null));
        }

        @Override
        public void failed(StoreException cause) {
            completion.failed(cause);
        }
    }

    private final RecordingStore store = new RecordingStore();
    private CoreBroker broker;
    private CoreConnection connection;
    private CoreSession session;

    @BeforeEach
    void open() throws EngineException {
        broker = new CoreBroker("store-contract", BrokerConfig.of(Map.of()), store);
        connection = broker.connections().connect(new ConnectSpec(null, null, null), cause -> {});
        connection.setFlowing(true);
        session = (CoreSession) connection.openSession(AckModel.EACH, TxModel.NONE);
    }

    @AfterEach
    void close() {
        Broken.assertSound(broker);
        connection.close();
        Broken.assertSound(broker);
        broker.shutDown();
    }

    private Source consumer(CoreSession of) throws EngineException {
        return of.open(SourceSpec.consumer(QUEUE), () -> {});
    }

    private static String text(Delivery delivery) {
        return delivery == null ? null : Envelopes.textOf(delivery.envelope());
    }

    @Test
    void send_returnsWhenTheStoreHasCompleted() throws EngineException {
        session.send(Envelopes.text("a"), null);
        session.send(Envelopes.text("b"), null);
        Source source = consumer(session);
        assertThat(text(source.take())).isEqualTo("a");
        assertThat(text(source.take())).isEqualTo("b");
        assertThat(store.appended).hasSize(2).allMatch(Enqueued.class::isInstance);
    }

    @Test
    void send_storeFails_throwsAndLeavesNothing() throws EngineException {
        store.failing = true;
        assertThatThrownBy(() -> session.send(Envelopes.text("a"), null))
                .isInstanceOf(EngineException.class)
                .hasRootCauseMessage("The disk is gone.");
        assertThat(consumer(session).poll()).isNull();
    }

    @Test
    void durableStoreFails_nobodyConnectsAnyMore() throws EngineException {
        store.durable = true;
        store.failing = true;
        assertThatThrownBy(() -> session.send(Envelopes.text("a"), null)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> broker.connections().connect(new ConnectSpec(null, null, null), cause -> {}))
                .hasMessage("The store of the broker 'store-contract' has failed.")
                .hasRootCauseMessage("The disk is gone.");
    }

    @Test
    void commit_isOneBatchAndVisibleTogether() throws EngineException {
        CoreSession transacted = (CoreSession) connection.openSession(AckModel.ALL, TxModel.LOCAL);
        Source source = consumer(session);
        transacted.send(Envelopes.text("a"), null);
        transacted.send(Envelopes.text("b"), null);
        assertThat(source.poll()).isNull();
        assertThat(store.appended).isEmpty();
        assertThat(transacted.commit()).isEqualTo(TxOutcome.COMMITTED);
        assertThat(store.appended).hasSize(2);
        assertThat(text(source.take())).isEqualTo("a");
        assertThat(text(source.take())).isEqualTo("b");
    }

    @Test
    void commit_storeFails_isUnknownAndNeverAGuess() throws EngineException {
        CoreSession transacted = (CoreSession) connection.openSession(AckModel.ALL, TxModel.LOCAL);
        transacted.send(Envelopes.text("a"), null);
        store.failing = true;
        assertThat(transacted.commit()).isEqualTo(TxOutcome.UNKNOWN);
        assertThat(transacted.resolve()).isEqualTo(TxOutcome.UNKNOWN);
        store.failing = false;
        assertThat(consumer(session).poll()).isNull();
    }

    @Test
    void storeThatFailsAfterwards_hasKeptWhatItSaid() throws EngineException {
        CoreSession transacted = (CoreSession) connection.openSession(AckModel.ALL, TxModel.LOCAL);
        session.send(Envelopes.text("taken"), null);
        consumer(transacted).poll();
        transacted.send(Envelopes.text("sent"), null);
        store.failingAfterwards = true;
        assertThat(transacted.commit()).isEqualTo(TxOutcome.COMMITTED);
        session.send(Envelopes.text("sent too"), null);
        Source source = consumer(session);
        assertThat(text(source.take())).isEqualTo("sent");
        assertThat(text(source.take())).isEqualTo("sent too");
        store.failingAfterwards = false;
    }

    @Test
    void places_areGivenAtAppend_soACommitComesAfterWhatWasSentMeanwhile() throws EngineException {
        CoreSession transacted = (CoreSession) connection.openSession(AckModel.ALL, TxModel.LOCAL);
        transacted.send(Envelopes.text("first, committed later"), null);
        session.send(Envelopes.text("second"), null);
        transacted.commit();
        Source source = consumer(session);
        assertThat(text(source.take())).isEqualTo("second");
        assertThat(text(source.take())).isEqualTo("first, committed later");
    }

    @Test
    void deadLetter_isOneBatchWithItsRemoval() throws EngineException {
        session.send(Envelopes.text("poison"), null);
        Source source = consumer(session);
        for (int i = 0; i < 10; i++) {
            session.settle(source.poll(), Settlement.RELEASE);
        }
        assertThat(source.poll()).isNull();
        assertThat(store.appended).hasSize(2).allMatch(Enqueued.class::isInstance);
        QueueGuard dead = broker.destinations().find(Address.queue("DLQ"));
        assertThat(dead.counts().available()).isEqualTo(1);
    }

    @Test
    void nothingIsSettled_thatTheStoreDoesNotKeep() throws EngineException {
        session.send(Envelopes.text("a"), null);
        Source source = consumer(session);
        session.settle(source.poll(), Settlement.ACCEPT);
        assertThat(store.appended).noneMatch(Settled.class::isInstance);
    }

    @Test
    void move_storeFails_leavesTheMessagesWhereTheyWere() throws EngineException {
        session.send(Envelopes.text("a"), null);
        session.send(Envelopes.text("b"), null);
        CoreAdmin admin = new CoreAdmin(broker, null);
        store.failing = true;
        assertThatThrownBy(() -> admin.move("q", "other", null)).isInstanceOf(EngineException.class);
        store.failing = false;
        assertThat(admin.browse("other", null)).isEmpty();
        assertThat(admin.browse("q", null))
                .extracting(look -> Envelopes.textOf(look.envelope()))
                .containsExactly("a", "b");
        assertThat(admin.move("q", "other", null)).isEqualTo(2);
    }

    // ---- paging ----

    @Test
    void pagedOut_messagesComeBackAsTheyWere() throws Exception {
        for (String text : new String[] {"a", "b", "c"}) {
            session.send(Envelopes.text(text), null);
        }
        QueueGuard queue = broker.destinations().find(QUEUE);
        queue.paging().pageOutAll();
        queue.inspect(core -> assertThat(core.list(null)).allMatch(entry -> entry.envelope() == null));
        Source source = consumer(session);
        assertThat(text(source.take())).isEqualTo("a");
        Delivery polled = source.poll();
        assertThat(text(polled)).isEqualTo("b");
        session.settle(polled, Settlement.RELEASE);
        assertThat(text(source.take())).isEqualTo("b");
        assertThat(text(source.take())).isEqualTo("c");
    }

    @Test
    void pagedOut_selectorsAndBrowsersSeeThem() throws Exception {
        session.send(Envelopes.with("red", "colour", "red"), null);
        session.send(Envelopes.with("blue", "colour", "blue"), null);
        QueueGuard queue = broker.destinations().find(QUEUE);
        queue.paging().pageOutAll();
        Source browser = session.open(SourceSpec.browser(QUEUE), () -> {});
        assertThat(text(browser.poll())).isEqualTo("red");
        assertThat(text(browser.poll())).isEqualTo("blue");
        Source blue = session.open(SourceSpec.consumer(QUEUE).selecting(Selector.parse("colour = 'blue'")), () -> {});
        assertThat(text(blue.take())).isEqualTo("blue");
        assertThat(blue.take()).isNull();
    }

    @Test
    void pagedOut_purgeAndMoveFindThem() throws Exception {
        session.send(Envelopes.text("a"), null);
        session.send(Envelopes.text("b"), null);
        QueueGuard queue = broker.destinations().find(QUEUE);
        queue.paging().pageOutAll();
        CoreAdmin admin = new CoreAdmin(broker, null);
        assertThat(admin.browse("q", null))
                .extracting(look -> Envelopes.textOf(look.envelope()))
                .containsExactly("a", "b");
        assertThat(admin.move("q", "other", null)).isEqualTo(2);
        assertThat(admin.browse("other", null))
                .extracting(look -> Envelopes.textOf(look.envelope()))
                .containsExactly("a", "b");
        broker.destinations().find(Address.queue("other")).paging().pageOutAll();
        assertThat(admin.remove("other", null)).isEqualTo(2);
    }

    @Test
    void pagedOut_cannotBeRead_theDeadLetterFreesItsMemory() throws Exception {
        CoreBroker impatient =
                new CoreBroker("store-contract-2", BrokerConfig.of(Map.of("destination.q.expiryQueue", "late")), store);
        impatient.publish(expired("a"), Entry.FOOTPRINT + expired("a").footprint(), new Origin(0, null));
        QueueGuard queue = impatient.destinations().find(QUEUE);
        queue.paging().pageOutAll();
        store.unreadable = true;
        impatient.timers().run();
        assertThat(impatient.memory().used()).isZero();
    }

    private static Envelope expired(String text) {
        return Envelopes.text(text, 4, 5);
    }

    @Test
    void pagedOut_cannotBeRead_administrationGivesAllBack() throws Exception {
        session.send(Envelopes.text("a"), null);
        session.send(Envelopes.text("b"), null);
        broker.destinations().find(QUEUE).paging().pageOutAll();
        store.unreadable = true;
        assertThatThrownBy(() -> new CoreAdmin(broker, null).remove("q", null)).isInstanceOf(EngineException.class);
        store.unreadable = false;
        Source source = consumer(session);
        assertThat(text(source.take())).isEqualTo("a");
        assertThat(text(source.take())).isEqualTo("b");
    }

    @Test
    void pagedOut_whileThereIsASelector_isNot() throws Exception {
        Source blue = session.open(SourceSpec.consumer(QUEUE).selecting(Selector.parse("colour = 'blue'")), () -> {});
        session.send(Envelopes.with("blue", "colour", "blue"), null);
        broker.destinations().find(QUEUE).paging().pageOutAll();
        store.unreadable = true;
        assertThat(text(blue.take())).isEqualTo("blue");
    }
}
