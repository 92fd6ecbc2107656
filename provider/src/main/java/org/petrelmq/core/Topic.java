package org.petrelmq.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.MessageStore;

/**
 * A topic: the subscriptions that get its messages, and the last messages where the topic's {@code replay} option keeps
 * some for newcomers. Publishing reads one array and takes no lock; only a topic that replays serializes publishing with
 * subscribing, so that a newcomer misses no message and gets none twice.
 */
final class Topic {
    final String name;
    private final int replay;
    private final MemoryBudget memory;
    private final MessageStore store;
    private final Deque<Published> last = new ArrayDeque<>();
    private volatile Subscription[] subscriptions = {};
    private volatile Audience audience = Audience.NOBODY;

    /** Whether the topic is deleted: a publisher that found it before keeps nothing there. Under the lock of the last. */
    private boolean ended;

    /** A kept message and who sent it. */
    record Published(Envelope envelope, Origin sender) {}

    /** A kept message at a new place, before every message that is published from now on. */
    record Replayed(Envelope envelope, long place) {}

    Topic(String name, int replay, MemoryBudget memory, MessageStore store) {
        this.name = name;
        this.replay = replay;
        this.memory = memory;
        this.store = store;
    }

    /** The queues of the subscriptions that a message sent now reaches; the message is kept for newcomers. */
    List<QueueGuard> publish(Envelope envelope, Origin sender) {
        if (replay == 0) {
            return matching(envelope, sender);
        }
        synchronized (last) {
            if (ended) {
                return List.of();
            }
            last.addLast(new Published(envelope, sender));
            memory.add(envelope.footprint());
            if (last.size() > replay) {
                memory.release(last.removeFirst().envelope().footprint());
            }
            return matching(envelope, sender);
        }
    }

    /** Forgets a message whose send has failed, if it is still kept: that very one, and none that is equal. */
    @SuppressWarnings("ReferenceEquality")
    void withdraw(Envelope envelope) {
        synchronized (last) {
            if (last.removeIf(published -> published.envelope() == envelope)) {
                memory.release(envelope.footprint());
            }
        }
    }

    /** Lets a subscription in; returns the kept messages that it gets, the oldest first. */
    List<Replayed> subscribe(Subscription newcomer) {
        synchronized (last) {
            Subscription[] before = subscriptions;
            Subscription[] after = new Subscription[before.length + 1];
            System.arraycopy(before, 0, after, 0, before.length);
            after[before.length] = newcomer;
            subscriptions = after;
            audience = Audience.NOBODY;
            List<Replayed> replayed = new ArrayList<>(0);
            for (Published published : last) {
                if (newcomer.accepts(published.envelope(), published.sender())) {
                    replayed.add(new Replayed(published.envelope(), store.nextPlace()));
                }
            }
            return replayed;
        }
    }

    void unsubscribe(Subscription leaver) {
        synchronized (last) {
            List<Subscription> rest = new ArrayList<>(List.of(subscriptions));
            rest.remove(leaver);
            subscriptions = rest.toArray(new Subscription[0]);
            audience = Audience.NOBODY;
        }
    }

    int subscriptionCount() {
        return subscriptions.length;
    }

    /** The memory of the kept messages. */
    long keptBytes() {
        synchronized (last) {
            long bytes = 0;
            for (Published published : last) {
                bytes += published.envelope().footprint();
            }
            return bytes;
        }
    }

    /** Ends the topic and forgets the kept messages. */
    void end() {
        synchronized (last) {
            ended = true;
            for (Published published : last) {
                memory.release(published.envelope().footprint());
            }
            last.clear();
        }
    }

    private List<QueueGuard> matching(Envelope envelope, Origin sender) {
        Subscription[] all = subscriptions;
        if (all.length == 1) {
            return all[0].accepts(envelope, sender) ? all[0].queue.alone : List.of();
        }
        return audienceOf(all).queuesFor(envelope, sender);
    }

    /** Arranged by whoever publishes first after a change, since a thousand may subscribe before. */
    private Audience audienceOf(Subscription[] all) {
        Audience known = audience;
        if (!known.isOf(all)) {
            known = Audience.of(all);
            audience = known;
        }
        return known;
    }
}
