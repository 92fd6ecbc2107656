package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Headers;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.MemoryStore;

/** Who has found a queue or topic just before it was deleted. */
class DeletionTest {
    @Test
    void attach_toADeletedQueue_isRefused() throws Exception {
        CoreBroker broker = new CoreBroker("deletion", BrokerConfig.of(Map.of()), new MemoryStore());
        QueueGuard queue = broker.newQueue("q", QueuePolicy.maxDeliveries(0), true);
        queue.delete();
        assertThat(queue.attach(new Consumer(() -> {}, 0, true), null)).isFalse();
        assertThat(queue.counts().consumers()).isZero();
    }

    @Test
    void forget_ofADeletedQueue_leavesItsSuccessor() throws Exception {
        CoreBroker broker = new CoreBroker("deletion", BrokerConfig.of(Map.of()), new MemoryStore());
        Address.Queue address = Address.queue("q");
        QueueGuard deleted = broker.destinations().findOrCreate(address);
        broker.destinations().forget(address, deleted);
        QueueGuard successor = broker.destinations().findOrCreate(address);
        broker.destinations().forget(address, deleted);
        assertThat(broker.destinations().find(address)).isSameAs(successor).isNotSameAs(deleted);
    }

    @Test
    void publish_toADeletedTopic_keepsNothing() {
        MemoryBudget memory = new MemoryBudget(1_000_000, 0);
        Topic topic = new Topic("t", 10, memory, new MemoryStore());
        Stamp stamp = Stamp.NONE.withDestination(new Address.Topic("t", false));
        Envelope envelope = new Envelope(stamp, Headers.NONE, NamedValues.EMPTY, Body.Empty.INSTANCE);
        topic.publish(envelope, new Origin(1, null));
        assertThat(memory.used()).isPositive();
        topic.end();
        topic.publish(envelope, new Origin(1, null));
        assertThat(memory.used()).isZero();
    }
}
