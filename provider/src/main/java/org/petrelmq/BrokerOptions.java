package org.petrelmq;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.petrelmq.core.AccessCheck;
import org.petrelmq.core.CredentialCheck;

/**
 * How a broker is opened. Immutable; what is not set has the default that each setter of the {@link Builder} names. The same
 * options can stand in the URL; setting one in both places is an error.
 */
public final class BrokerOptions {
    private static final BrokerOptions DEFAULTS = builder().build();

    private final Map<String, Object> values;

    private BrokerOptions(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * All defaults.
     *
     * @return the options
     */
    public static BrokerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Begins with all defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** By key, as the engine reads them. */
    Map<String, Object> values() {
        return values;
    }

    /** What is waited for until something counts as kept. */
    public enum Sync {
        /** Until the disk has it: nothing that was acknowledged is lost. */
        ALWAYS,
        /** Until the operating system has it: a killed process loses nothing, a machine that loses power may lose the end. */
        LOSES_ON_POWER_FAILURE
    }

    /** Sets options one by one. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final StringBuilder replay = new StringBuilder();

        private Builder() {}

        /**
         * How many bytes of heap the messages of the broker may take ({@code memoryLimit}). A send that finds no room waits,
         * at most {@link #sendTimeout}, and then fails with a ResourceAllocationException. Default: half of the JVM's
         * maximal heap, at least 64 MiB.
         *
         * @param bytes 0 or more
         * @return this builder
         */
        public Builder memoryLimit(long bytes) {
            return set("memoryLimit", Long.toString(bytes));
        }

        /**
         * How long a send waits for memory ({@code sendTimeout}). Default: 10 seconds.
         *
         * @param timeout not negative
         * @return this builder
         */
        public Builder sendTimeout(Duration timeout) {
            return set("sendTimeout", timeout.toMillis() + "ms");
        }

        /**
         * How often a message is delivered without being acknowledged before it goes to the dead-letter queue ({@code
         * maxDeliveries}). Default: 10; 0 means for ever.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxDeliveries(int count) {
            return set("maxDeliveries", Integer.toString(count));
        }

        /**
         * The queue for messages that were delivered too often ({@code deadLetterQueue}). Default: {@code DLQ}.
         *
         * @param name of one queue, not composite
         * @return this builder
         */
        public Builder deadLetterQueue(String name) {
            return set("deadLetterQueue", name);
        }

        /**
         * How long a distributed transaction may take until it is prepared ({@code transactionTimeout}), where its manager
         * sets no other time on the XAResource. Then what it did is rolled back. Default: 5 minutes.
         *
         * @param timeout not negative
         * @return this builder
         */
        public Builder transactionTimeout(Duration timeout) {
            return set("transactionTimeout", timeout.toMillis() + "ms");
        }

        /**
         * Keeps the last messages of topics and gives them to each new subscription ({@code replay}). May be called for
         * several patterns; the first that matches a topic counts. Default: none.
         *
         * @param topics a topic's name or a pattern like {@code chat.>}
         * @param count how many messages of each topic
         * @return this builder
         */
        public Builder replay(String topics, int count) {
            replay.append(replay.isEmpty() ? "" : ",")
                    .append(topics)
                    .append(':')
                    .append(count);
            return set("replay", replay.toString());
        }

        /**
         * How the queues, and the subscriptions to the topics, treat their messages that a pattern matches ({@code
         * destination.PATTERN.OPTION}). May be called for several patterns: for each option, the one counts that says most
         * about a name. In a pattern {@code *} is one level, {@code >} at the end one or more.
         *
         * @param pattern a name, or a pattern like {@code orders.>}
         * @param options what is to hold for them
         * @return this builder
         */
        public Builder destinations(String pattern, DestinationOptions options) {
            options.values().forEach((key, value) -> set("destination." + pattern + "." + key, value));
            return this;
        }

        /**
         * How many connections the broker may have ({@code maxConnections}); one more fails with a
         * ResourceAllocationException, as beyond each of these limits. Default: 10,000.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxConnections(int count) {
            return set("maxConnections", Integer.toString(count));
        }

        /**
         * How many sessions all connections may have together ({@code maxSessions}). Default: 100,000.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxSessions(int count) {
            return set("maxSessions", Integer.toString(count));
        }

        /**
         * How many queues and topics the broker may have that are not temporary ({@code maxDestinations}). Default: 100,000.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxDestinations(int count) {
            return set("maxDestinations", Integer.toString(count));
        }

        /**
         * How many temporary queues and topics all connections may have together ({@code maxTemporaries}). Default: 100,000.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxTemporaries(int count) {
            return set("maxTemporaries", Integer.toString(count));
        }

        /**
         * How many messages a transaction may send ({@code maxTransactionMessages}). Default: 1,000,000.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxTransactionMessages(int count) {
            return set("maxTransactionMessages", Integer.toString(count));
        }

        /**
         * How many distributed transactions may be prepared and not ended ({@code maxPreparedTransactions}); a further one is
         * rolled back when it is to be prepared. Default: 10,000.
         *
         * @param count 0 or more
         * @return this builder
         */
        public Builder maxPreparedTransactions(int count) {
            return set("maxPreparedTransactions", Integer.toString(count));
        }

        /**
         * How large a message may be, about, in the heap ({@code maxMessageSize}). Default: 100 MiB.
         *
         * @param bytes 0 or more
         * @return this builder
         */
        public Builder maxMessageSize(long bytes) {
            return set("maxMessageSize", Long.toString(bytes));
        }

        /**
         * Who may do what. Default: who may connect may do everything.
         *
         * @param authorizer asked with each operation
         * @return this builder
         */
        public Builder authorizer(Authorizer authorizer) {
            AccessCheck check = (user, operation, name) ->
                    authorizer.permits(user, Authorizer.Operation.valueOf(operation.name()), name);
            return set("access", check);
        }

        /**
         * Who may connect. Default: every connection of this JVM.
         *
         * @param authenticator asked at each connection
         * @return this builder
         */
        public Builder authenticator(Authenticator authenticator) {
            CredentialCheck check = (user, password) -> user != null
                    && password != null
                    && !user.isEmpty()
                    && !password.isEmpty()
                    && authenticator.authenticate(user, password);
            return set("credentials", check);
        }

        /**
         * Writes what happens to messages into the JVM's flight recording ({@code flightRecorder}), while there is one; needs the
         * module petrel-flight-recorder. Default: not.
         *
         * @return this builder
         */
        public Builder flightRecorder() {
            return set("flightRecorder", "true");
        }

        /**
         * Has each connection remember where it was opened ({@code traceConnections}), for {@link BrokerAdmin#connections}:
         * to find those that nobody closes. Default: not.
         *
         * @return this builder
         */
        public Builder traceConnections() {
            return set("traceConnections", "true");
        }

        /**
         * What a persistent send, an acknowledgement and a commit wait for, on disk ({@code sync}). Default: {@link
         * Sync#ALWAYS}. A broker in memory does not take this option.
         *
         * @param sync what
         * @return this builder
         */
        public Builder sync(Sync sync) {
            return set("sync", sync == Sync.ALWAYS ? "always" : "losesOnPowerFailure");
        }

        /**
         * The broker's time. Default: the machine's clock.
         *
         * @param clock a clock for this broker
         * @return this builder
         */
        public Builder clock(VirtualClock clock) {
            return set("time", clock.timeSource());
        }

        private Builder set(String key, Object value) {
            values.put(key, value);
            return this;
        }

        /**
         * The options as set so far.
         *
         * @return the options; values are judged when a broker is opened with them
         */
        public BrokerOptions build() {
            return new BrokerOptions(values);
        }
    }
}
