package org.petrelmq.engine;

/** One thing that an engine can do or not; what is missing is refused by name, never emulated in silence. */
public enum Capability {
    /** Local transactions. */
    TX_LOCAL,
    /** A transaction may span destinations. */
    TX_MULTI_DEST,
    /** An uncertain commit can be resolved. */
    TX_RESOLVE,
    /** Distributed transactions. */
    XA,
    /** Selectors on queues. */
    QUEUE_SELECTOR,
    /** Selectors on subscriptions. */
    TOPIC_SELECTOR,
    /** Ten levels of priority. */
    PRIORITY,
    /** Expired messages are never handed out. */
    TTL_EXACT,
    /** Delivery delay. */
    DELAY,
    /** Durable subscriptions. */
    DURABLE_SUB,
    /** Shared non-durable subscriptions. */
    SHARED_SUB,
    /** Shared durable subscriptions. */
    SHARED_DURABLE,
    /** The noLocal option. */
    NO_LOCAL,
    /** Browsing. */
    BROWSE,
    /** A browser sees one moment of the queue. */
    BROWSE_SNAPSHOT,
    /** Temporary queues. */
    TEMP_QUEUE,
    /** Temporary topics. */
    TEMP_TOPIC,
    /** An exact count of deliveries. */
    DELIVERY_COUNT,
    /** Released messages return to their old place. */
    ORDER_REDELIVERY,
    /** A message can be given back uncounted. */
    UNSEEN_RELEASE,
    /** Message groups. */
    GROUPS,
    /** Exclusive consumers. */
    EXCLUSIVE,
    /** Client IDs are unique among connections. */
    CLIENT_ID,
    /** Producers without a destination. */
    ANON_SENDER,
    /** Sends that complete later. */
    ASYNC_SEND,
    /** Topic subscriptions by pattern. */
    PATTERN_TOPIC,
    /** Duplicate sends are detected. */
    DEDUP,
    /** Connection consumers. */
    CONNECTION_CONSUMER,
    /** Time can be advanced by a test. */
    VIRTUAL_CLOCK
}
