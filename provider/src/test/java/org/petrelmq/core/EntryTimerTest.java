package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.core.Effects.Later;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Headers;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.MemoryStore;
import org.petrelmq.util.VirtualTime;

/** No timer is left of a message that has gone: it would keep the message in the heap for as long. */
class EntryTimerTest {
    private static final Address.Queue QUEUE = Address.queue("q");
    private static final long START = 1_000;
    private static final long DELIVERY = 2_000;
    private static final long EXPIRATION = 1_000_000;

    private final VirtualTime time = new VirtualTime(START);
    private CoreBroker broker;
    private CoreConnection connection;
    private CoreSession session;

    @BeforeEach
    void open() throws EngineException {
        broker = new CoreBroker("timers", BrokerConfig.of(Map.of("time", time)), new MemoryStore());
        connection = broker.connections().connect(new ConnectSpec(null, null, null), cause -> {});
        connection.setFlowing(true);
        session = (CoreSession) connection.openSession(AckModel.EACH, TxModel.NONE);
    }

    @AfterEach
    void close() {
        Broken.assertSound(broker);
        connection.close();
        broker.shutDown();
    }

    private static Envelope message(long deliveryTime) {
        Stamp stamp = new Stamp(MessageId.ofText("ID:m"), START, QUEUE, true, 4, EXPIRATION, deliveryTime);
        return new Envelope(stamp, Headers.NONE, NamedValues.EMPTY, new Body.Text("m"));
    }

    @Test
    void due_takenBeforeItsTimerIsSetAgain_leavesNone() throws EngineException {
        AtomicReference<Source> source = new AtomicReference<>();
        AtomicReference<Delivery> taken = new AtomicReference<>();
        source.set(session.open(SourceSpec.consumer(QUEUE), () -> {
            try {
                taken.set(source.get().take());
            } catch (EngineException e) {
                throw new AssertionError(e);
            }
        }));
        session.send(message(DELIVERY), null);
        assertThat(source.get().arm()).isTrue();
        assertThat(broker.timers().size()).isOne();
        time.advance(DELIVERY - START);
        broker.timers().run();
        assertThat(taken.get()).isNotNull();
        assertThat(broker.timers().size()).isZero();
    }

    @Test
    void later_ofAMessageThatHasGoneMeanwhile_leavesNone() throws EngineException {
        Source source = session.open(SourceSpec.consumer(QUEUE), () -> {});
        session.send(message(START), null);
        QueueGuard queue = broker.destinations().find(QUEUE);
        CoreDelivery taken = (CoreDelivery) source.take();
        broker.later(queue, List.of(new Later(taken.entry(), 500)));
        assertThat(broker.timers().size()).isZero();
    }
}
