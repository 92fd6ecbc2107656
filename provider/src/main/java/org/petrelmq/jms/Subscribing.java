package org.petrelmq.jms;

import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;

/** Subscriptions with a name, made the same way for both APIs (JMS 3.1 §8.3). */
final class Subscribing {
    private Subscribing() {}

    static ClientConsumer consumer(
            ClientSession session,
            Kind kind,
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            boolean noLocal)
            throws EngineException {
        session.requireOpen();
        SourceSpec spec = spec(kind, topic, name);
        return session.createConsumer(noLocal ? spec.withoutLocal() : spec, selector);
    }

    static SourceSpec spec(Kind kind, @Nullable Topic topic, @Nullable String name) throws EngineException {
        return SourceSpec.subscription(kind, JmsDestination.topicOf(topic), required(name));
    }

    static void unsubscribe(ClientSession session, @Nullable String name) throws EngineException {
        session.requireOpen();
        session.connection().unsubscribe(name == null ? "" : name);
    }

    private static String required(@Nullable String name) throws EngineException {
        if (name == null || name.isEmpty()) {
            throw new EngineException(Failure.GENERAL, "The name of a subscription must not be null or empty.");
        }
        return name;
    }
}
