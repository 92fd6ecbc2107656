package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.engine.Failure;
import org.petrelmq.store.StoreProvider.Sync;
import org.petrelmq.util.SystemTime;
import org.petrelmq.util.TimeSource;

/**
 * The validated options of a broker. Each option has a key, by which a URL, a properties file and an error message name it.
 *
 * @param memoryLimit the bytes that messages may take in the heap
 * @param sendTimeoutMillis how long a send waits for room
 * @param limits how many there may be of what
 * @param destinations how queues and subscriptions treat their messages
 * @param transactionTimeoutMillis how long a distributed transaction may take until it is prepared
 * @param replay how many messages topics keep for newcomers
 * @param credentials who may connect; null for everybody in this JVM
 * @param access who may do what; null for everybody everything
 * @param observer told of what happens to messages; null for nobody
 * @param traceConnections whether connections know where they were opened
 * @param sync what a change that is to be durable waits for, on disk
 * @param time the time source
 * @param given the options that were given, as they were given
 */
record BrokerConfig(
        long memoryLimit,
        long sendTimeoutMillis,
        Limits limits,
        DestinationRules destinations,
        long transactionTimeoutMillis,
        List<ReplayRule> replay,
        @Nullable CredentialCheck credentials,
        @Nullable AccessCheck access,
        @Nullable EngineObserver observer,
        boolean traceConnections,
        Sync sync,
        TimeSource time,
        Map<String, Object> given) {
    private static final String MEMORY_LIMIT = "memoryLimit";
    private static final String SEND_TIMEOUT = "sendTimeout";
    private static final String MAX_DELIVERIES = "maxDeliveries";
    private static final String DEAD_LETTER_QUEUE = "deadLetterQueue";
    private static final String TRANSACTION_TIMEOUT = "transactionTimeout";
    private static final String REPLAY = "replay";
    private static final String CREDENTIALS = "credentials";
    private static final String ACCESS = "access";
    private static final String FLIGHT_RECORDER = "flightRecorder";
    private static final String TRACE_CONNECTIONS = "traceConnections";
    private static final String TIME = "time";
    private static final String SYNC = "sync";

    private static final List<String> KNOWN = List.of(
            MEMORY_LIMIT,
            SEND_TIMEOUT,
            MAX_DELIVERIES,
            DEAD_LETTER_QUEUE,
            TRANSACTION_TIMEOUT,
            REPLAY,
            CREDENTIALS,
            ACCESS,
            FLIGHT_RECORDER,
            TRACE_CONNECTIONS,
            TIME,
            SYNC,
            Limits.MAX_CONNECTIONS,
            Limits.MAX_SESSIONS,
            Limits.MAX_DESTINATIONS,
            Limits.MAX_TEMPORARIES,
            Limits.MAX_TRANSACTION_MESSAGES,
            Limits.MAX_PREPARED_TRANSACTIONS,
            Limits.MAX_MESSAGE_SIZE);

    /** Keeps the last messages of the topics that a pattern matches. */
    record ReplayRule(TopicFilter topics, int count) {}

    static BrokerConfig of(Map<String, Object> options) throws EngineException {
        for (String key : options.keySet()) {
            if (!key.startsWith(DestinationRules.PREFIX)) {
                OptionValues.requireKnown(key, KNOWN, "broker option");
            }
        }
        OptionValues values = new OptionValues(options);
        return new BrokerConfig(
                values.size(
                        MEMORY_LIMIT, Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 2)),
                values.duration(SEND_TIMEOUT, 10_000),
                Limits.of(values),
                DestinationRules.of(defaults(values), options),
                values.duration(TRANSACTION_TIMEOUT, 300_000),
                replay(values),
                values.object(CREDENTIALS, CredentialCheck.class),
                values.object(ACCESS, AccessCheck.class),
                values.flag(FLIGHT_RECORDER) ? observer(values) : null,
                values.flag(TRACE_CONNECTIONS),
                values.choice(SYNC, Sync.ALWAYS),
                Objects.requireNonNullElse(values.object(TIME, TimeSource.class), SystemTime.INSTANCE),
                new TreeMap<>(options));
    }

    private static EngineObserver observer(OptionValues values) throws EngineException {
        return ServiceLoader.load(EngineObserver.class, BrokerConfig.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> values.malformed(
                        FLIGHT_RECORDER, "false, or the module petrel-flight-recorder beside this one"));
    }

    private static QueuePolicy defaults(OptionValues values) throws EngineException {
        QueuePolicy plain = QueuePolicy.maxDeliveries(values.count(MAX_DELIVERIES, 10));
        String deadLetterQueue = values.queue(DEAD_LETTER_QUEUE);
        return deadLetterQueue == null ? plain : plain.withDeadLetterQueue(deadLetterQueue);
    }

    private static List<ReplayRule> replay(OptionValues values) throws EngineException {
        List<ReplayRule> rules = new ArrayList<>(0);
        String text = values.text(REPLAY, "");
        String form = "a list of pattern:count, for example chat.>:20,news:1";
        for (String rule : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = rule.lastIndexOf(':');
            if (colon <= 0) {
                throw values.malformed(REPLAY, form);
            }
            long count = values.number(REPLAY, rule.substring(colon + 1), 1, 1_000_000, form);
            rules.add(new ReplayRule(TopicFilter.of(rule.substring(0, colon)), (int) count));
        }
        return List.copyOf(rules);
    }

    /** Refuses what a broker in memory has no use for. */
    void requireNoStoreOptions() throws EngineException {
        if (given.containsKey(SYNC)) {
            throw new EngineException(
                    Failure.GENERAL,
                    "The option " + SYNC + "=" + given.get(SYNC)
                            + " is for brokers on disk (petrel:file:PATH); a broker in memory keeps nothing.");
        }
    }

    int replayOf(String topic) {
        for (ReplayRule rule : replay) {
            if (rule.topics().matches(topic)) {
                return rule.count();
            }
        }
        return 0;
    }

    /** Refuses options that are given again with another value; options that are not given again are as they are. */
    void requireCompatible(String broker, Map<String, Object> again) throws EngineException {
        BrokerConfig other = of(again);
        for (Map.Entry<String, Object> option : other.given.entrySet()) {
            Object before = given.get(option.getKey());
            if (!option.getValue().equals(before)) {
                boolean secret = option.getKey().equals(CREDENTIALS);
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "The broker '" + broker + "' is open with another option " + option.getKey()
                                + (secret ? "." : ": " + before + " instead of " + option.getValue() + "."));
            }
        }
    }
}
