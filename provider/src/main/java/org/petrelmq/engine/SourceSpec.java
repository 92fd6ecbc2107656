package org.petrelmq.engine;

import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Address;
import org.petrelmq.selector.Selector;

/**
 * What a source receives. Built from one of the factory methods and refined by {@link #selecting} and {@link
 * #withoutLocal}.
 *
 * @param kind queue, browser, or one of the four kinds of subscription
 * @param address the queue or topic; a topic's name may be a pattern
 * @param subscription the subscription's name; null where it has none
 * @param selector which messages; null for all
 * @param noLocal whether messages of this client stay out (JMS 3.1 §8.3.1, §8.3.3)
 */
public record SourceSpec(
        Kind kind,
        Address address,
        @Nullable String subscription,
        @Nullable Selector selector,
        boolean noLocal) {

    /** Kinds of sources. */
    public enum Kind {
        /** A consumer on a queue. */
        QUEUE,
        /** A browser of a queue. */
        BROWSER,
        /** An unshared non-durable subscription (§8.3.1). */
        SUBSCRIPTION,
        /** A shared non-durable subscription (§8.3.2). */
        SHARED,
        /** An unshared durable subscription (§8.3.3). */
        DURABLE,
        /** A shared durable subscription (§8.3.4). */
        SHARED_DURABLE;

        /** Whether several consumers may use it at a time. */
        public boolean isShared() {
            return this == SHARED || this == SHARED_DURABLE;
        }

        /** Whether it outlives its consumers. */
        public boolean isDurable() {
            return this == DURABLE || this == SHARED_DURABLE;
        }
    }

    /**
     * A consumer on a queue, or an unshared non-durable subscription on a topic.
     *
     * @param address where
     * @return the spec
     */
    public static SourceSpec consumer(Address address) {
        Kind kind = address instanceof Address.Queue ? Kind.QUEUE : Kind.SUBSCRIPTION;
        return new SourceSpec(kind, address, null, null, false);
    }

    /**
     * A browser.
     *
     * @param queue what to browse
     * @return the spec
     */
    public static SourceSpec browser(Address.Queue queue) {
        return new SourceSpec(Kind.BROWSER, queue, null, null, false);
    }

    /**
     * A consumer on a subscription with a name.
     *
     * @param kind shared, durable or both
     * @param topic the topic
     * @param subscription the name
     * @return the spec
     */
    public static SourceSpec subscription(Kind kind, Address.Topic topic, String subscription) {
        return new SourceSpec(kind, topic, subscription, null, false);
    }

    /**
     * This spec with a selector.
     *
     * @param newSelector null for all messages
     * @return a spec that differs only there
     */
    public SourceSpec selecting(@Nullable Selector newSelector) {
        return new SourceSpec(kind, address, subscription, newSelector, noLocal);
    }

    /**
     * This spec without messages of the same client.
     *
     * @return a spec that differs only there
     */
    public SourceSpec withoutLocal() {
        return new SourceSpec(kind, address, subscription, selector, true);
    }
}
