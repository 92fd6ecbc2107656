package org.petrelmq.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Subscription.Identity;
import org.petrelmq.core.Topic.Replayed;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.selector.Selector;
import org.petrelmq.selector.SelectorException;
import org.petrelmq.store.StoreRecord.QueueRemoved;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;

/**
 * The topics and their subscriptions: who may subscribe to what and which subscription a consumer gets (JMS 3.1 §8.3).
 * Thread-safe: publishing finds its topic without a lock, changes are made under one.
 */
final class Topics {
    private final CoreBroker broker;
    private final Map<Address, Topic> topics = new ConcurrentHashMap<>();
    private final Map<Identity, Subscription> named = new HashMap<>();
    private final Set<Subscription> all = new LinkedHashSet<>();

    Topics(CoreBroker broker) {
        this.broker = broker;
    }

    /** The topic of that address, which comes into being at its first use. */
    Topic topic(Address.Topic address) {
        Topic topic = topics.get(address);
        return topic != null ? topic : create(address);
    }

    @Nullable
    Topic find(Address.Topic address) {
        return topics.get(address);
    }

    private synchronized Topic create(Address.Topic address) {
        Topic topic = topics.get(address);
        if (topic == null) {
            topic = broker.newTopic(address);
            for (Subscription subscription : all) {
                if (isForPattern(subscription, address)) {
                    topic.subscribe(subscription);
                }
            }
            topics.put(address, topic);
            if (!address.temporary()) {
                broker.destinations().cap().add();
            }
        }
        return topic;
    }

    /** The subscription that a new consumer gets, counted as a consumer of it. */
    synchronized Subscription subscribe(SourceSpec spec, Origin who) throws EngineException {
        TopicFilter filter = TopicFilter.of(spec.address().name());
        Identity identity = identity(spec, who);
        Subscription existing = identity == null ? null : named.get(identity);
        if (existing != null && mayBeJoined(existing, spec)) {
            existing.consumers++;
            return existing;
        }
        if (existing != null) {
            replace(existing);
        }
        boolean durable = spec.kind().isDurable();
        QueueGuard queue = broker.newQueue(nameOf(identity, spec), policyOf(spec), durable);
        Subscription created = new Subscription(identity, spec, filter, queue, who);
        created.consumers = 1;
        if (durable) {
            broker.records().append(recordOf(created));
        }
        enter(created);
        return created;
    }

    private static SubscriptionAdded recordOf(Subscription durable) {
        Identity identity = Objects.requireNonNull(durable.identity, "a durable subscription has a name");
        SourceSpec spec = durable.spec;
        return new SubscriptionAdded(
                durable.queue.id,
                identity.clientId(),
                identity.name(),
                spec.kind().isShared(),
                spec.address().name(),
                spec.selector() == null ? null : spec.selector().toString(),
                spec.noLocal());
    }

    /** A durable subscription that was there before a restart. */
    synchronized QueueGuard recover(SubscriptionAdded added) throws EngineException, SelectorException {
        SourceSpec.Kind kind = added.shared() ? SourceSpec.Kind.SHARED_DURABLE : SourceSpec.Kind.DURABLE;
        String selector = added.selector();
        SourceSpec spec = new SourceSpec(
                kind, Address.topic(added.topic()), added.name(), Selector.parse(selector), added.noLocal());
        Identity identity = new Identity(added.clientId(), added.name(), true);
        QueueGuard queue = broker.queue(added.queue(), nameOf(identity, spec), policyOf(spec), true);
        Origin nobodyNow = new Origin(0, added.clientId());
        enter(new Subscription(identity, spec, TopicFilter.of(added.topic()), queue, nobodyNow));
        return queue;
    }

    private static @Nullable Identity identity(SourceSpec spec, Origin who) throws EngineException {
        if (spec.subscription() == null) {
            return null;
        }
        if (spec.kind() == SourceSpec.Kind.DURABLE && who.clientId() == null) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    "The durable subscription '" + spec.subscription()
                            + "' needs a client ID, and the connection has none; only shared ones do without.");
        }
        return new Identity(who.clientId(), spec.subscription(), spec.kind().isDurable());
    }

    /** Whether a consumer joins a subscription of its name; false: it is inactive and different, hence to be replaced. */
    private static boolean mayBeJoined(Subscription existing, SourceSpec spec) throws EngineException {
        if (existing.spec.kind() != spec.kind()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    "There is " + existing.describe() + " already, of kind " + existing.spec.kind()
                            + "; a shared and an unshared one cannot have the same name.");
        }
        if (existing.consumers > 0 && !spec.kind().isShared()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, existing.describe() + " has a consumer; unshared, it can have only one.");
        }
        if (existing.isSameAs(spec)) {
            return true;
        }
        if (existing.consumers > 0) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    existing.describe() + " is in use with another topic or selector: "
                            + existing.spec.address().describe() + ", selector " + existing.spec.selector() + ".");
        }
        return false;
    }

    /** Another topic, selector or noLocal on an inactive subscription: the old one is unsubscribed (§8.3.3). */
    private void replace(Subscription existing) throws EngineException {
        if (!existing.queue.deleteIfUnused()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    existing.describe() + " cannot be replaced: messages from it are not acknowledged yet.");
        }
        leave(existing);
    }

    /** A consumer has closed; a non-durable subscription ends with its last one. */
    synchronized void consumerClosed(Subscription subscription) {
        subscription.consumers--;
        if (subscription.consumers == 0 && !subscription.spec.kind().isDurable()) {
            leave(subscription);
            subscription.queue.delete();
        }
    }

    synchronized void unsubscribe(@Nullable String clientId, String name) throws EngineException {
        Subscription subscription = named.get(new Identity(clientId, name, true));
        if (subscription == null) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION,
                    "There is no durable subscription '" + name + "'"
                            + (clientId == null ? " without client ID." : " of the client ID '" + clientId + "'."));
        }
        end(subscription);
    }

    /** Ends a durable subscription that nobody uses. */
    synchronized void end(Subscription subscription) throws EngineException {
        if (subscription.consumers > 0 || !subscription.queue.deleteIfUnused()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE,
                    subscription.describe() + " has a consumer, or messages from it are not acknowledged yet.");
        }
        leave(subscription);
    }

    /** Removes a topic that nobody subscribes to by name; returns whether it was removed. */
    synchronized boolean delete(Address.Topic address) {
        for (Subscription subscription : all) {
            if (subscription.spec.address().equals(address)) {
                return false;
            }
        }
        Topic topic = topics.remove(address);
        if (topic != null) {
            topic.end();
            if (!address.temporary()) {
                broker.destinations().cap().release();
            }
        }
        return true;
    }

    List<Address> addresses() {
        return new ArrayList<>(topics.keySet());
    }

    synchronized List<Subscription> subscriptions() {
        return new ArrayList<>(all);
    }

    private void enter(Subscription subscription) {
        all.add(subscription);
        if (subscription.identity != null) {
            named.put(subscription.identity, subscription);
        }
        if (!subscription.topics.isPattern()) {
            replay(subscription, topic((Address.Topic) subscription.spec.address()));
            return;
        }
        for (Map.Entry<Address, Topic> entry : topics.entrySet()) {
            if (isForPattern(subscription, entry.getKey())) {
                replay(subscription, entry.getValue());
            }
        }
    }

    /** A pattern never reaches into temporary topics: those are their connection's own. */
    private static boolean isForPattern(Subscription subscription, Address topic) {
        return subscription.topics.isPattern() && !topic.temporary() && subscription.topics.matches(topic.name());
    }

    private void replay(Subscription subscription, Topic topic) {
        for (Replayed replayed : topic.subscribe(subscription)) {
            broker.enqueueReplayed(subscription.queue, replayed);
        }
    }

    private void leave(Subscription subscription) {
        if (subscription.queue.durable) {
            broker.records().append(new QueueRemoved(subscription.queue.id));
        }
        all.remove(subscription);
        if (subscription.identity != null) {
            named.remove(subscription.identity);
        }
        for (Topic topic : topics.values()) {
            if (subscription.topics.matches(topic.name)) {
                topic.unsubscribe(subscription);
            }
        }
    }

    private QueuePolicy policyOf(SourceSpec spec) {
        DestinationRules rules = broker.config().destinations();
        String topic = spec.address().name();
        if (spec.address().temporary()) {
            return rules.temporary();
        }
        return spec.kind().isDurable() ? rules.durableSubscription(topic) : rules.subscription(topic);
    }

    private static String nameOf(@Nullable Identity identity, SourceSpec spec) {
        return spec.address().name() + "::" + (identity == null ? "" : identity.qualified());
    }
}
