package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.util.SystemTime;
import org.petrelmq.util.TimeSource;

/**
 * The validated options of a broker. Each option has a key, by which a URL, a properties file and an error message name it;
 * {@link Option} lists them.
 *
 * @param memoryLimit the bytes that messages may take in the heap
 * @param sendTimeoutMillis how long a send waits for memory
 * @param maxDeliveries how often a message is delivered before it is dead; 0 for ever
 * @param deadLetterQueue where dead messages go
 * @param transactionTimeoutMillis how long a distributed transaction may take until it is prepared
 * @param replay how many messages topics keep for newcomers
 * @param credentials who may connect; null for everybody in this JVM
 * @param time the time source
 * @param given the options that were given, as they were given
 */
record BrokerConfig(
        long memoryLimit,
        long sendTimeoutMillis,
        int maxDeliveries,
        String deadLetterQueue,
        long transactionTimeoutMillis,
        List<ReplayRule> replay,
        @Nullable CredentialCheck credentials,
        TimeSource time,
        Map<String, Object> given) {

    /** The keys and what their values may be. */
    enum Option {
        MEMORY_LIMIT("memoryLimit"),
        SEND_TIMEOUT("sendTimeout"),
        MAX_DELIVERIES("maxDeliveries"),
        DEAD_LETTER_QUEUE("deadLetterQueue"),
        TRANSACTION_TIMEOUT("transactionTimeout"),
        REPLAY("replay"),
        CREDENTIALS("credentials"),
        TIME("time");

        final String key;

        Option(String key) {
            this.key = key;
        }
    }

    /** Keeps the last messages of the topics that a pattern matches. */
    record ReplayRule(TopicFilter topics, int count) {}

    static BrokerConfig of(Map<String, Object> options) throws EngineException {
        for (String key : options.keySet()) {
            requireKnown(key);
        }
        Values values = new Values(options);
        String deadLetterQueue = values.text(Option.DEAD_LETTER_QUEUE, "DLQ");
        if (deadLetterQueue.isEmpty()) {
            throw values.malformed(Option.DEAD_LETTER_QUEUE, "the name of a queue");
        }
        return new BrokerConfig(
                values.size(
                        Option.MEMORY_LIMIT,
                        Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 2)),
                values.duration(Option.SEND_TIMEOUT, 10_000),
                values.count(Option.MAX_DELIVERIES, 10),
                deadLetterQueue,
                values.duration(Option.TRANSACTION_TIMEOUT, 300_000),
                values.replay(),
                values.object(Option.CREDENTIALS, CredentialCheck.class),
                Objects.requireNonNullElse(values.object(Option.TIME, TimeSource.class), SystemTime.INSTANCE),
                new TreeMap<>(options));
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
                boolean secret = option.getKey().equals(Option.CREDENTIALS.key);
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "The broker '" + broker + "' is open with another option " + option.getKey()
                                + (secret ? "." : ": " + before + " instead of " + option.getValue() + "."));
            }
        }
    }

    private static void requireKnown(String key) throws EngineException {
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (Option option : Option.values()) {
            int distance = distance(option.key, key);
            if (distance < best) {
                best = distance;
                nearest = option.key;
            }
        }
        if (best > 0) {
            throw new EngineException(
                    Failure.GENERAL, "There is no broker option '" + key + "'; the nearest is '" + nearest + "'.");
        }
    }

    /** How many characters must be typed, removed or replaced to make one word the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Options as text, from a URL, or typed, from a program. */
    private record Values(Map<String, Object> options) {

        String text(Option option, String otherwise) {
            Object value = options.get(option.key);
            return value == null ? otherwise : value.toString();
        }

        <T> @Nullable T object(Option option, Class<T> type) throws EngineException {
            Object value = options.get(option.key);
            if (value != null && !type.isInstance(value)) {
                throw malformed(option, "set by a program; it cannot be set in a URL");
            }
            return type.cast(value);
        }

        int count(Option option, int otherwise) throws EngineException {
            String text = text(option, Integer.toString(otherwise));
            return (int) number(option, text, 1, Integer.MAX_VALUE, "a whole number from 0 to " + Integer.MAX_VALUE);
        }

        long size(Option option, long otherwise) throws EngineException {
            String text = text(option, Long.toString(otherwise));
            long unit = 1;
            int digits = text.length() - 1;
            if (digits > 0) {
                int scale = "kmg".indexOf(Character.toLowerCase(text.charAt(digits)));
                unit = scale < 0 ? 1 : 1L << (10 * (scale + 1));
                text = scale < 0 ? text : text.substring(0, digits);
            }
            return number(option, text, unit, Long.MAX_VALUE, "a number of bytes, with k, m or g behind it or not");
        }

        long duration(Option option, long otherwiseMillis) throws EngineException {
            String text = text(option, otherwiseMillis + "ms");
            String form = "a duration like 500ms, 10s or 2m";
            if (text.endsWith("ms")) {
                return number(option, text.substring(0, text.length() - 2), 1, Long.MAX_VALUE, form);
            } else if (text.endsWith("s")) {
                return number(option, text.substring(0, text.length() - 1), 1000, Long.MAX_VALUE, form);
            } else if (text.endsWith("m")) {
                return number(option, text.substring(0, text.length() - 1), 60_000, Long.MAX_VALUE, form);
            }
            throw malformed(option, form);
        }

        List<ReplayRule> replay() throws EngineException {
            List<ReplayRule> rules = new ArrayList<>(0);
            String text = text(Option.REPLAY, "");
            String form = "a list of pattern:count, for example chat.>:20,news:1";
            for (String rule : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                int colon = rule.lastIndexOf(':');
                if (colon <= 0) {
                    throw malformed(Option.REPLAY, form);
                }
                long count = number(Option.REPLAY, rule.substring(colon + 1), 1, 1_000_000, form);
                rules.add(new ReplayRule(TopicFilter.of(rule.substring(0, colon)), (int) count));
            }
            return List.copyOf(rules);
        }

        private long number(Option option, String digits, long unit, long largest, String form) throws EngineException {
            try {
                long value = Math.multiplyExact(Long.parseLong(digits), unit);
                if (value >= 0 && value <= largest) {
                    return value;
                }
            } catch (NumberFormatException | ArithmeticException e) {
                throw malformed(option, form);
            }
            throw malformed(option, form);
        }

        EngineException malformed(Option option, String form) {
            return new EngineException(
                    Failure.GENERAL,
                    "The broker option " + option.key + " is '" + options.get(option.key) + "'; it has to be " + form
                            + ".");
        }
    }
}
