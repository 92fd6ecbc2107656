package org.petrelmq;

import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what in a broker. Without one, who may connect may do everything. Asked with each operation, on the thread
 * that does it, by several threads at a time: it should answer from memory.
 *
 * <p>What concerns a temporary destination is its connection's business: it alone may receive from it, everybody whom it tells
 * the name may send to it, and only its creation is asked for.
 */
@FunctionalInterface
public interface Authorizer {

    /** What somebody does. */
    enum Operation {
        /** Sends to a queue or topic; for a composite destination, asked for each of its parts. */
        SEND,
        /** Receives from a queue. */
        CONSUME,
        /** Browses a queue. */
        BROWSE,
        /** Receives from a topic, or from those that match a pattern, by a subscription of any kind. */
        SUBSCRIBE,
        /** Brings a queue or topic into being: by its first use, or a temporary one, whose name begins with petrel-temp-. */
        CREATE,
        /** Deletes a durable subscription. */
        DELETE,
        /** Uses {@link BrokerAdmin}. */
        MANAGE
    }

    /**
     * Whether a user may do something.
     *
     * @param user the user name of the connection; null where none was given, and for {@link Broker#admin()}
     * @param operation what
     * @param name the name of the queue, topic or pattern, for DELETE of the subscription; empty for the broker as a whole
     * @return true to permit it; false becomes a JMSSecurityException (JMS 3.1 §10.3)
     */
    boolean permits(@Nullable String user, Operation operation, String name);
}
