package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.QueueGuard.Counts;
import org.petrelmq.core.QueueGuard.Seen;
import org.petrelmq.engine.EngineAdmin;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.Selector;
import org.petrelmq.store.StoreException;

/** Administration of a broker. What has fallen due while the broker rested is caught up with first. */
final class CoreAdmin implements EngineAdmin {
    private final CoreBroker broker;

    CoreAdmin(CoreBroker broker) {
        this.broker = broker;
    }

    @Override
    public void create(Address address) throws EngineException {
        broker.destinations().ensure(address);
    }

    @Override
    public void delete(Kind kind, String name) throws EngineException {
        switch (kind) {
            case QUEUE -> {
                requireQueue(name);
                broker.destinations().deleteUnconsumed(Address.queue(name));
            }
            case TOPIC -> {
                if (broker.topics().find(Address.topic(name)) == null) {
                    throw unknown("topic", name);
                }
                broker.destinations().deleteUnconsumed(Address.topic(name));
            }
            case SUBSCRIPTION -> broker.topics().end(requireSubscription(name));
        }
    }

    @Override
    public List<Info> list() {
        broker.timers().run();
        List<Info> all = new ArrayList<>();
        for (Address address : broker.destinations().addresses()) {
            QueueGuard queue = broker.destinations().find((Address.Queue) address);
            if (queue != null) {
                all.add(info(Kind.QUEUE, address, queue));
            }
        }
        for (Address address : broker.topics().addresses()) {
            Topic topic = broker.topics().find((Address.Topic) address);
            int subscriptions = topic == null ? 0 : topic.subscriptionCount();
            all.add(new Info(Kind.TOPIC, address.name(), address, 0, 0, 0, subscriptions, false));
        }
        for (Subscription subscription : broker.topics().subscriptions()) {
            all.add(info(Kind.SUBSCRIPTION, subscription.spec.address(), subscription.queue));
        }
        all.sort(Comparator.comparing(Info::kind).thenComparing(Info::name));
        return all;
    }

    private static Info info(Kind kind, Address address, QueueGuard queue) {
        Counts counts = queue.counts();
        return new Info(
                kind,
                queue.name,
                address,
                counts.available(),
                counts.acquired(),
                counts.delayed(),
                counts.consumers(),
                counts.paused());
    }

    @Override
    public List<Envelope> browse(String queue, @Nullable Selector selector) throws EngineException {
        QueueGuard found = require(queue);
        List<Envelope> envelopes = new ArrayList<>();
        for (Seen seen : found.browse(selector)) {
            Envelope envelope = seen.envelope();
            envelopes.add(envelope != null ? envelope : broker.read(found, seen.pagedTo()));
        }
        return envelopes;
    }

    @Override
    public long remove(String queue, @Nullable Selector selector) throws EngineException {
        QueueGuard found = require(queue);
        List<CoreDelivery> removed = acquireAll(found, selector);
        commit(found, List.of(), removed);
        if (selector != null) {
            return removed.size();
        }
        List<Entry> delayed = found.removeDelayed();
        for (Entry entry : delayed) {
            broker.forget(found, entry);
        }
        return (long) removed.size() + delayed.size();
    }

    @Override
    public long move(String from, String to, @Nullable Selector selector) throws EngineException {
        QueueGuard source = require(from);
        Address.Queue address = Address.queue(to);
        broker.destinations().ensure(address);
        QueueGuard target = broker.destinations().findOrCreate(address);
        if (target == null || target.equals(source)) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION, "Messages of '" + from + "' cannot be moved to itself.");
        }
        List<CoreDelivery> moved = acquireAll(source, selector);
        List<Publication> publications = new ArrayList<>(moved.size());
        for (CoreDelivery delivery : moved) {
            Publication publication = new Publication(broker, delivery.envelope(), target.alone);
            broker.memory().add(publication.bytes());
            publications.add(publication);
        }
        commit(source, publications, moved);
        return moved.size();
    }

    private static List<CoreDelivery> acquireAll(QueueGuard queue, @Nullable Selector selector) throws EngineException {
        List<CoreDelivery> acquired = new ArrayList<>();
        for (Entry entry : queue.acquireAll(selector)) {
            acquired.add(new CoreDelivery(queue, entry, queue.envelopeOf(entry)));
        }
        return acquired;
    }

    /** One batch: a message is in one queue or in the other, whatever happens. */
    private void commit(QueueGuard source, List<Publication> arriving, List<CoreDelivery> leaving)
            throws EngineException {
        try {
            new Commit(broker, arriving, leaving).run();
        } catch (StoreException e) {
            for (CoreDelivery delivery : leaving) {
                source.releaseUnseen(delivery.entry());
            }
            throw new EngineException(Failure.GENERAL, "The change of '" + source + "' could not be stored.", e);
        }
    }

    @Override
    public void setPaused(String queue, boolean paused) throws EngineException {
        require(queue).setPaused(paused);
    }

    // ---- leaves ----

    private QueueGuard require(String name) throws EngineException {
        broker.timers().run();
        QueueGuard queue = name.isEmpty() ? null : broker.destinations().find(Address.queue(name));
        if (queue == null && !name.isEmpty()) {
            queue = broker.destinations().find(new Address.Queue(name, true));
        }
        return queue != null ? queue : requireSubscription(name).queue;
    }

    private void requireQueue(String name) throws EngineException {
        if (name.isEmpty() || broker.destinations().find(Address.queue(name)) == null) {
            throw unknown("queue", name);
        }
    }

    private Subscription requireSubscription(String name) throws EngineException {
        for (Subscription subscription : broker.topics().subscriptions()) {
            if (subscription.queue.name.equals(name)) {
                return subscription;
            }
        }
        throw unknown("queue or subscription", name);
    }

    private static EngineException unknown(String kind, String name) {
        return new EngineException(Failure.INVALID_DESTINATION, "There is no " + kind + " '" + name + "'.");
    }
}
