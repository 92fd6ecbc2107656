package org.petrelmq.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.QueuePolicy.Backoff;
import org.petrelmq.core.QueuePolicy.Overflow;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * The options of destinations, by pattern: {@code destination.PATTERN.OPTION=value}. Of the patterns that match a name, the one
 * that says most about it counts, for each option by itself; what none of them sets is as the broker has it.
 */
final class DestinationRules {
    /** What the keys of such options begin with. */
    static final String PREFIX = "destination.";

    private static final String MAX_DELIVERIES = "maxDeliveries";
    private static final String DEAD_LETTER_QUEUE = "deadLetterQueue";
    private static final String EXPIRY_QUEUE = "expiryQueue";
    private static final String REDELIVERY_DELAY = "redeliveryDelay";
    private static final String REDELIVERY_MULTIPLIER = "redeliveryMultiplier";
    private static final String MAX_REDELIVERY_DELAY = "maxRedeliveryDelay";
    private static final String EXCLUSIVE = "exclusive";
    private static final String LAST_VALUE = "lastValue";
    private static final String RING = "ring";
    private static final String SUBSCRIBER_LIMIT = "subscriberLimit";
    private static final String SLOW_SUBSCRIBER = "slowSubscriber";

    private static final List<String> KNOWN = List.of(
            MAX_DELIVERIES,
            DEAD_LETTER_QUEUE,
            EXPIRY_QUEUE,
            REDELIVERY_DELAY,
            REDELIVERY_MULTIPLIER,
            MAX_REDELIVERY_DELAY,
            EXCLUSIVE,
            LAST_VALUE,
            RING,
            SUBSCRIBER_LIMIT,
            SLOW_SUBSCRIBER);

    private record Rule(TopicFilter pattern, String option, Object value) {}

    private final QueuePolicy defaults;
    private final List<Rule> rules;

    /** The queues to which dead or expired messages go: what is there is delivered for ever. */
    private final Set<String> graveyards;

    private DestinationRules(QueuePolicy defaults, List<Rule> rules, Set<String> graveyards) {
        this.defaults = defaults;
        this.rules = rules;
        this.graveyards = graveyards;
    }

    /**
     * Reads the rules among a broker's options.
     *
     * @param defaults what holds where no rule says otherwise
     * @param options of which those that begin with {@link #PREFIX} count
     */
    static DestinationRules of(QueuePolicy defaults, Map<String, Object> options) throws EngineException {
        List<Rule> rules = new ArrayList<>();
        Set<String> graveyards = new HashSet<>(Set.of(defaults.deadLetterQueue()));
        for (Map.Entry<String, Object> option : options.entrySet()) {
            if (option.getKey().startsWith(PREFIX)) {
                Rule rule = rule(option.getKey(), option.getValue());
                rules.add(rule);
                if (rule.option().equals(DEAD_LETTER_QUEUE) || rule.option().equals(EXPIRY_QUEUE)) {
                    graveyards.add(rule.value().toString());
                }
            }
        }
        return new DestinationRules(defaults, List.copyOf(rules), Set.copyOf(graveyards));
    }

    private static Rule rule(String key, Object value) throws EngineException {
        String rest = key.substring(PREFIX.length());
        int dot = rest.lastIndexOf('.');
        if (dot <= 0) {
            throw new EngineException(
                    Failure.GENERAL,
                    "The broker option '" + key
                            + "' has the form destination.PATTERN.OPTION, for example destination.orders.>.maxDeliveries.");
        }
        String option = rest.substring(dot + 1);
        OptionValues.requireKnown(option, KNOWN, "option of destinations");
        read(new OptionValues(Map.of(option, value)), QueuePolicy.maxDeliveries(0));
        return new Rule(TopicFilter.of(rest.substring(0, dot)), option, value);
    }

    /** How a queue of that name treats its messages. */
    QueuePolicy queue(String name) {
        OptionValues options = optionsOf(name);
        QueuePolicy policy = policy(options);
        if (graveyards.contains(name)) {
            policy = policy.withMaxDeliveries(0);
        }
        return policy.withLimit(number(options, RING), Overflow.DROP_OLDEST);
    }

    /** How a durable subscription to a topic or pattern treats its messages. */
    QueuePolicy durableSubscription(String topic) {
        return policy(optionsOf(topic));
    }

    /** How a subscription to a topic or pattern that ends with its consumers treats its messages. */
    QueuePolicy subscription(String topic) {
        OptionValues options = optionsOf(topic);
        return policy(options).withLimit(number(options, SUBSCRIBER_LIMIT), overflow(options));
    }

    /** How temporary queues and topics treat their messages: patterns are about names that somebody chose. */
    QueuePolicy temporary() {
        return defaults;
    }

    // ---- leaves ----

    private OptionValues optionsOf(String name) {
        Map<String, Rule> chosen = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (rule.pattern().matches(name)) {
                chosen.merge(rule.option(), rule, (a, b) -> a.pattern().compareSpecificity(b.pattern()) >= 0 ? a : b);
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        chosen.forEach((option, rule) -> values.put(option, rule.value()));
        return new OptionValues(values);
    }

    private QueuePolicy policy(OptionValues options) {
        try {
            return read(options, defaults);
        } catch (EngineException e) {
            throw alreadyRead(e);
        }
    }

    private static int number(OptionValues options, String key) {
        try {
            return options.count(key, 0);
        } catch (EngineException e) {
            throw alreadyRead(e);
        }
    }

    private static Overflow overflow(OptionValues options) {
        try {
            return options.choice(SLOW_SUBSCRIBER, Overflow.BLOCK);
        } catch (EngineException e) {
            throw alreadyRead(e);
        }
    }

    /** Each rule was read when the broker was opened. */
    private static IllegalStateException alreadyRead(EngineException e) {
        return new IllegalStateException(
                "An option of a destination is malformed after it was found to be well-formed.", e);
    }

    private static QueuePolicy read(OptionValues options, QueuePolicy defaults) throws EngineException {
        Backoff backoff = new Backoff(
                options.duration(REDELIVERY_DELAY, 0),
                options.factor(REDELIVERY_MULTIPLIER),
                options.duration(MAX_REDELIVERY_DELAY, Long.MAX_VALUE));
        options.count(RING, 0);
        options.count(SUBSCRIBER_LIMIT, 0);
        options.choice(SLOW_SUBSCRIBER, Overflow.BLOCK);
        @Nullable String deadLetterQueue = options.queue(DEAD_LETTER_QUEUE);
        return new QueuePolicy(
                options.count(MAX_DELIVERIES, defaults.maxDeliveries()),
                backoff,
                deadLetterQueue == null ? defaults.deadLetterQueue() : deadLetterQueue,
                options.queue(EXPIRY_QUEUE),
                options.flag(EXCLUSIVE),
                options.name(LAST_VALUE),
                0,
                Overflow.BLOCK);
    }
}
