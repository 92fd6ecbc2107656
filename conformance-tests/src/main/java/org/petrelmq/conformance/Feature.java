package org.petrelmq.conformance;

/** What a provider may leave out, or the suite cannot expect of every provider. */
public enum Feature {
    /** Distributed transactions; optional in the specification (§11.3). */
    XA,
    /** Connection consumers and server session pools; optional in the specification (§11.2). */
    CONNECTION_CONSUMER,
    /** Sends with a CompletionListener (§7.3). */
    ASYNC_SEND,
    /** Shared subscriptions, durable and not (§8.3.2, §8.3.4). */
    SHARED_SUBSCRIPTIONS,
    /** Delivery delay (§7.9). */
    DELIVERY_DELAY,
    /** The simplified API (§2.8). */
    SIMPLIFIED_API,
    /** The provider can be restarted and keeps what is durable. */
    RESTART,
    /** The provider's time can be moved. */
    VIRTUAL_CLOCK,
    /**
     * The provider checks credentials (§6.1.1): it accepts {@link Credentials#USER} with {@link Credentials#PASSWORD} and
     * refuses other passwords.
     */
    AUTHENTICATION,
    /** Connection factories can be configured with a client identifier (§6.1.2). */
    CONFIGURED_CLIENT_ID
}
