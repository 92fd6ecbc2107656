package org.petrelmq.conformance.programs;

/** What programs for a provider may have in them, beyond sending and receiving. */
enum Ability {
    /** Times to live, delivery delays and the passing of time: needs a clock that can be moved. */
    CLOCK,
    /** Message listeners. */
    LISTENERS,
    /** Connections that are stopped and started again. */
    STOP,
    /** Calls out of place, which the specification refuses: commit where there is no transaction and the like. */
    REFUSALS,
    /** Calls on what is closed already. */
    CLOSED_OBJECTS,
    /** Subscriptions that are to be ended while messages from them are not acknowledged. */
    UNSETTLED_SUBSCRIPTIONS,
    /** Sessions that acknowledge lazily. */
    LAZY,
    /** Priorities. */
    PRIORITIES,
    /** Browsers. */
    BROWSERS,
    /** Temporary queues. */
    TEMPORARY,
    /** Temporary queues that are used although they are gone. */
    GONE_TEMPORARY,
    /** Subscriptions that leave out what their own client sends. */
    NO_LOCAL,
    /** Names of subscriptions that are used for one kind after the other, and with another topic or selector. */
    REUSED_NAMES,
    /** Subscriptions that come or go while a transaction has sent to their topic and not committed. */
    ROUTING_AT_COMMIT,
    /** Shared subscriptions that are not durable and come again under the name of one that has ended. */
    RETURNING_SUBSCRIPTIONS,
    /** Message listeners that stay while other steps are performed. */
    STAYING_LISTENERS,
    /** Consumers that hold nothing in advance: they may stay after an empty receive, or when they lose their listener. */
    PULL,
    /** Listeners on sessions that were recovered outside a listener. */
    LISTEN_AFTER_RECOVER,
    /** Subscriptions that leave out what their own client sends, with a selector that has an OR. */
    NO_LOCAL_WITH_OR
}
