package org.petrelmq.core;

/** What a user may be permitted to do, as {@link AccessCheck} is asked. */
public enum Operation {
    /** Send to a queue or topic. */
    SEND,
    /** Receive from a queue. */
    CONSUME,
    /** Browse a queue. */
    BROWSE,
    /** Receive from a topic, by a subscription of any kind. */
    SUBSCRIBE,
    /** Bring a queue or topic into being, by its first use or as a temporary one. */
    CREATE,
    /** Delete a durable subscription. */
    DELETE,
    /** Administration. */
    MANAGE
}
