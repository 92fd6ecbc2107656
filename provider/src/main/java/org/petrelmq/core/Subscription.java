package org.petrelmq.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.Selector;

/**
 * A subscription is a queue and a filter in front of it (JMS 3.1 §4.2.2, §8.3). It is immutable but for its count of
 * consumers, which belongs to {@link Topics}.
 */
final class Subscription {
    /**
     * What identifies a subscription with a name. Durable and non-durable ones are two name spaces (§8.3.2), shared and
     * unshared durable ones are the same (§8.3.4).
     *
     * @param clientId null where the connection has none, which is an identity of its own
     * @param name the name
     * @param durable which name space
     */
    record Identity(@Nullable String clientId, String name, boolean durable) {

        /** The name by which administration knows the subscription. */
        String qualified() {
            return clientId == null ? name : clientId + "." + name;
        }
    }

    final @Nullable Identity identity;
    final SourceSpec spec;
    final TopicFilter topics;
    final QueueGuard queue;

    /** Open consumers, guarded by {@link Topics}. */
    int consumers;

    private final Origin owner;

    Subscription(@Nullable Identity identity, SourceSpec spec, TopicFilter topics, QueueGuard queue, Origin owner) {
        this.identity = identity;
        this.spec = spec;
        this.topics = topics;
        this.queue = queue;
        this.owner = owner;
    }

    /** Whether a message that the topic already fits belongs into this subscription. */
    boolean accepts(EnvelopeProperties message, Origin sender) {
        if (spec.noLocal() && isLocal(sender)) {
            return false;
        }
        Selector selector = spec.selector();
        return selector == null || selector.matches(message);
    }

    boolean acceptsAll() {
        return spec.selector() == null && !spec.noLocal();
    }

    /** Local is the own connection, for a durable subscription also any other with the same client ID (§8.3.3). */
    private boolean isLocal(Origin sender) {
        boolean sameClient = identity != null
                && identity.clientId() != null
                && identity.clientId().equals(sender.clientId());
        return owner.connection() == sender.connection() || sameClient;
    }

    /** Whether a consumer that asks for that gets this very subscription. */
    boolean isSameAs(SourceSpec other) {
        return spec.address().equals(other.address())
                && Objects.equals(spec.selector(), other.selector())
                && spec.noLocal() == other.noLocal();
    }

    String describe() {
        return identity == null
                ? "the subscription to " + spec.address().describe()
                : "the subscription '" + identity.qualified() + "'";
    }

    /** Whether an envelope is selected, for those who have no properties object at hand. */
    boolean accepts(Envelope envelope, Origin sender) {
        return acceptsAll() || accepts(new EnvelopeProperties(envelope), sender);
    }
}
