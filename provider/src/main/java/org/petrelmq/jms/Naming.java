package org.petrelmq.jms;

import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;

/** Destination objects, made the same way for both APIs (JMS 3.1 §6.2.2, §6.2.3). */
final class Naming {
    private Naming() {}

    static JmsQueue queue(@Nullable String name) throws EngineException {
        return new JmsQueue(required(name, "queue"));
    }

    static JmsTopic topic(@Nullable String name) throws EngineException {
        return new JmsTopic(required(name, "topic"));
    }

    static TemporaryQueue temporaryQueue(ClientSession session) throws EngineException {
        session.requireOpen();
        Address address = session.connection().createTemporary(Address.queue("any"));
        return new JmsTemporaryQueue((Address.Queue) address, session.connection());
    }

    static TemporaryTopic temporaryTopic(ClientSession session) throws EngineException {
        session.requireOpen();
        Address address = session.connection().createTemporary(Address.topic("any"));
        return new JmsTemporaryTopic((Address.Topic) address, session.connection());
    }

    private static String required(@Nullable String name, String kind) throws EngineException {
        if (name == null || name.isEmpty()) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION, "The name of a " + kind + " must not be null or empty.");
        }
        return name;
    }
}
