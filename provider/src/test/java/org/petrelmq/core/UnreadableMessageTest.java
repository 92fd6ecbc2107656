package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.store.KeepingStore;

class UnreadableMessageTest {
    private static final Address.Queue BAD = Address.queue("bad");
    private static final Address.Queue GOOD = Address.queue("good");

    private final KeepingStore store = new KeepingStore();

    @Test
    void listenerThatCannotBeGivenItsMessage_keepsTheOthersOfItsSessionNotWaiting() throws Exception {
        try (CountedBroker counted = new CountedBroker(store)) {
            BlockingQueue<String> got = new LinkedBlockingQueue<>();
            counted.client.stop();
            ClientSession session = counted.session(AckMode.AUTO);
            CountedBroker.send(session, BAD, 1);
            CountedBroker.send(session, GOOD, 2);
            pageOut(counted, BAD);
            store.becomeUnreadable();
            session.createConsumer(SourceSpec.consumer(BAD), null).setListener(any -> got.add("bad"));
            session.createConsumer(SourceSpec.consumer(GOOD), null).setListener(any -> got.add("good"));
            counted.client.start();
            assertThat(got.poll(30, TimeUnit.SECONDS)).isEqualTo("good");
            assertThat(got.poll(30, TimeUnit.SECONDS)).isEqualTo("good");
            session.close();
            assertThat(got).isEmpty();
        }
    }

    private static void pageOut(CountedBroker counted, Address.Queue address) throws EngineException {
        QueueGuard queue = counted.broker.destinations().find(address);
        for (Entry entry : queue.available()) {
            queue.paging().pageOut(entry);
            assertThat(entry.envelope()).isNull();
        }
    }
}
