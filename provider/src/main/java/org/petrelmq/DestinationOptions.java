package org.petrelmq;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How queues and subscriptions treat their messages and consumers, for the destinations that a pattern matches ({@link
 * BrokerOptions.Builder#destinations}). What is not set is as a less specific pattern, or else the broker, has it. Immutable.
 */
public final class DestinationOptions {

    /** What happens when more messages wait for a consumer of a topic than {@link Builder#subscriberLimit} allows. */
    public enum SlowSubscriber {
        /** Senders wait, at most {@link BrokerOptions.Builder#sendTimeout}; messages of a transaction enter all the same. */
        BLOCK("block"),
        /** The oldest message is dropped. */
        DROP_OLDEST("dropOldest"),
        /** The consumer's connection is closed and its ExceptionListener told. */
        DISCONNECT("disconnect");

        private final String key;

        SlowSubscriber(String key) {
            this.key = key;
        }
    }

    private final Map<String, String> values;

    private DestinationOptions(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Begins with nothing set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** By key, as in a URL behind {@code destination.PATTERN.}. */
    Map<String, String> values() {
        return values;
    }

    /** Sets options one by one. Not thread-safe. */
    public static final class Builder {
        private final Map<String, String> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How often a message is delivered without being acknowledged before it goes to the dead-letter queue ({@code
         * maxDeliveries}).
         *
         * @param count 0 for ever
         * @return this builder
         */
        public Builder maxDeliveries(int count) {
            return set("maxDeliveries", Integer.toString(count));
        }

        /**
         * Where messages go that were delivered too often ({@code deadLetterQueue}).
         *
         * @param name of one queue, not composite
         * @return this builder
         */
        public Builder deadLetterQueue(String name) {
            return set("deadLetterQueue", name);
        }

        /**
         * Where expired messages go ({@code expiryQueue}). Default: nowhere.
         *
         * @param name of one queue, not composite
         * @return this builder
         */
        public Builder expiryQueue(String name) {
            return set("expiryQueue", name);
        }

        /**
         * How long a message waits that was delivered and not acknowledged, until it is delivered again ({@code
         * redeliveryDelay}). Later messages overtake it meanwhile. Default: not at all.
         *
         * @param delay not negative
         * @return this builder
         */
        public Builder redeliveryDelay(Duration delay) {
            return set("redeliveryDelay", delay.toMillis() + "ms");
        }

        /**
         * The redelivery delay that grows: with each delivery it is multiplied ({@code redeliveryMultiplier}), up to a longest
         * one ({@code maxRedeliveryDelay}).
         *
         * @param delay after the first delivery, not negative
         * @param multiplier 1 or more
         * @param longest not negative
         * @return this builder
         */
        public Builder redeliveryBackoff(Duration delay, double multiplier, Duration longest) {
            set("redeliveryMultiplier", Double.toString(multiplier));
            set("maxRedeliveryDelay", longest.toMillis() + "ms");
            return redeliveryDelay(delay);
        }

        /**
         * Gives all messages to one consumer at a time, until it closes or its connection stops; the others stand by ({@code
         * exclusive}). Message groups go along with the queue, and a priority of consumers counts only when it is free.
         *
         * @return this builder
         */
        public Builder exclusive() {
            return set("exclusive", "true");
        }

        /**
         * Keeps only the newest message for each value of a property ({@code lastValue}); messages without it are all kept.
         *
         * @param property the name of a message property
         * @return this builder
         */
        public Builder lastValue(String property) {
            return set("lastValue", property);
        }

        /**
         * Keeps only that many messages in a queue: a new one drops the oldest that no consumer has, of the lowest priority that
         * there is ({@code ring}). Default: all.
         *
         * @param size 1 or more
         * @return this builder
         */
        public Builder ring(int size) {
            return set("ring", Integer.toString(size));
        }

        /**
         * How many messages may wait for the consumers of a non-durable subscription ({@code subscriberLimit}), and what happens
         * beyond that ({@code slowSubscriber}). Default: any number, within the broker's memory limit.
         *
         * @param count 1 or more
         * @param then what happens to the next one
         * @return this builder
         */
        public Builder subscriberLimit(int count, SlowSubscriber then) {
            set("slowSubscriber", then.key);
            return set("subscriberLimit", Integer.toString(count));
        }

        private Builder set(String key, String value) {
            values.put(key, value);
            return this;
        }

        /**
         * The options as set so far.
         *
         * @return the options; values are judged when a broker is opened with them
         */
        public DestinationOptions build() {
            return new DestinationOptions(values);
        }
    }
}
