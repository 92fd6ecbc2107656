package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.petrelmq.message.Address;

/**
 * The invariants of a broker, checked when nothing is going on: each entry in exactly one state, counters equal to sums,
 * nothing acquired without an owner, memory as much as what is there.
 */
public final class Broken {
    private Broken() {}

    /** Fails unless every broker with a name is sound. */
    public static void assertAllBrokersAreSound() {
        for (CoreBroker broker : BrokerRegistry.brokers()) {
            assertSound(broker);
        }
    }

    static void assertSound(CoreBroker broker) {
        assertThat(in(broker))
                .as("broken invariants of the broker '%s'", broker)
                .isEmpty();
    }

    private static List<String> in(CoreBroker broker) {
        List<String> broken = new ArrayList<>();
        Set<QueueGuard> queues = queuesOf(broker);
        Map<QueueGuard, Integer> owned = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        long reserved = 0;
        for (CoreConnection connection : broker.connections().all()) {
            for (CoreSession session : connection.sessions()) {
                reserved += session.reservedBytes();
                for (CoreDelivery delivery : session.unsettled()) {
                    owned.merge(delivery.queue(), 1, Integer::sum);
                    entries.add(delivery.entry());
                    if (delivery.entry().state() != EntryState.ACQUIRED) {
                        broken.add(delivery.queue() + ": a session has an entry that is "
                                + delivery.entry().state());
                    }
                    queues.add(delivery.queue());
                }
            }
        }
        for (Branch branch : broker.branches().all()) {
            reserved += branch.work().reservedBytes();
            for (CoreDelivery delivery : branch.work().consumed()) {
                owned.merge(delivery.queue(), 1, Integer::sum);
                entries.add(delivery.entry());
                queues.add(delivery.queue());
            }
        }
        for (QueueGuard queue : queues) {
            queue.inspect(core -> in(queue, core, owned.getOrDefault(queue, 0), entries, broken));
        }
        long used = reserved + broker.replayedBytes();
        Set<Sharers> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Entry entry : entries) {
            Sharers sharers = entry.sharers();
            boolean counted = entry.envelope() == null || (sharers != null && !shared.add(sharers));
            used += Entry.FOOTPRINT + (counted ? 0 : entry.envelopeBytes());
        }
        int sessions = broker.connections().all().stream()
                .mapToInt(connection -> connection.sessions().size())
                .sum();
        if (sessions != broker.sessionCap().taken()) {
            broken.add(broker.sessionCap().taken() + " sessions are counted where there are " + sessions);
        }
        if (used != broker.memory().used()) {
            broken.add("memory: " + broker.memory().used() + " bytes are reserved for messages of " + used + " bytes");
        }
        return broken;
    }

    private static Set<QueueGuard> queuesOf(CoreBroker broker) {
        Set<QueueGuard> queues = new HashSet<>();
        for (Address address : broker.destinations().addresses()) {
            queues.add(broker.destinations().find((Address.Queue) address));
        }
        broker.topics().subscriptions().forEach(subscription -> queues.add(subscription.queue));
        return queues;
    }

    private static void in(QueueGuard queue, QueueCore core, int owned, List<Entry> entries, List<String> broken) {
        for (String problem : core.brokenInvariants()) {
            broken.add(queue + ": " + problem);
        }
        if (core.acquired() != owned) {
            broken.add(queue + ": " + core.acquired() + " messages are acquired and sessions have " + owned);
        }
        entries.addAll(core.list(null));
        entries.addAll(core.delayedEntries());
    }
}
