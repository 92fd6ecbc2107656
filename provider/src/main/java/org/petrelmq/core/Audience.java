package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.Equality;

/**
 * The subscriptions of a topic, arranged so that a message is shown to as few as possible: those whose selector asks for a
 * certain value are found by it, all others are asked. Immutable.
 */
final class Audience {
    static final Audience NOBODY = new Audience(new Subscription[0]);

    private final Subscription[] subscriptions;

    /** Those that have to be asked. */
    private final List<Subscription> asked = new ArrayList<>();

    /** By identifier, and then by value. */
    private final Map<String, Map<Object, List<Subscription>>> selected = new HashMap<>();

    /** The queues of all, if nobody is to be asked; else null. */
    private final @Nullable List<QueueGuard> everybody;

    private Audience(Subscription[] subscriptions) {
        this.subscriptions = subscriptions;
        boolean all = true;
        for (Subscription subscription : subscriptions) {
            Equality equality = subscription.spec.selector() == null
                    ? null
                    : subscription.spec.selector().equality();
            if (equality == null) {
                asked.add(subscription);
            } else {
                selected.computeIfAbsent(equality.identifier(), any -> new HashMap<>())
                        .computeIfAbsent(equality.key(), any -> new ArrayList<>(1))
                        .add(subscription);
            }
            all &= subscription.acceptsAll();
        }
        everybody = all ? queuesOf(subscriptions) : null;
    }

    private static List<QueueGuard> queuesOf(Subscription[] subscriptions) {
        return Arrays.stream(subscriptions)
                .map(subscription -> subscription.queue)
                .toList();
    }

    static Audience of(Subscription[] subscriptions) {
        return new Audience(subscriptions);
    }

    /** Whether it is of these very subscriptions. */
    @SuppressWarnings("ReferenceEquality") // The array is never changed, but replaced.
    boolean isOf(Subscription[] current) {
        return subscriptions == current;
    }

    /** The queues that a message goes to. */
    List<QueueGuard> queuesFor(Envelope envelope, Origin sender) {
        if (everybody != null) {
            return everybody;
        }
        EnvelopeProperties properties = new EnvelopeProperties(envelope);
        List<QueueGuard> queues = new ArrayList<>(asked.size() + 1);
        addAccepting(asked, properties, sender, queues);
        for (Map.Entry<String, Map<Object, List<Subscription>>> values : selected.entrySet()) {
            Object key = Equality.key(properties.value(values.getKey()));
            List<Subscription> found = key == null ? null : values.getValue().get(key);
            if (found != null) {
                addAccepting(found, properties, sender, queues);
            }
        }
        return queues;
    }

    private static void addAccepting(
            List<Subscription> candidates, EnvelopeProperties properties, Origin sender, List<QueueGuard> queues) {
        for (int i = 0; i < candidates.size(); i++) {
            Subscription candidate = candidates.get(i);
            if (candidate.acceptsAll() || candidate.accepts(properties, sender)) {
                queues.add(candidate.queue);
            }
        }
    }
}
