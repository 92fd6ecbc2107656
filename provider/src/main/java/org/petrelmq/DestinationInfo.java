package org.petrelmq;

/**
 * A queue, topic or subscription at one moment.
 *
 * @param kind what it is
 * @param name the name by which {@link BrokerAdmin} knows it; of a subscription, {@code topic::clientId.subscription}
 * @param temporary whether it dies with a connection
 * @param available messages that a consumer could receive now
 * @param delivered messages handed out and not acknowledged or committed
 * @param delayed messages that wait for their delivery time
 * @param consumers open consumers; of a topic, its subscriptions
 * @param paused whether hand-out is paused
 */
public record DestinationInfo(
        Kind kind,
        String name,
        boolean temporary,
        long available,
        long delivered,
        long delayed,
        int consumers,
        boolean paused) {

    /** Kinds of destinations. */
    public enum Kind {
        /** A queue. */
        QUEUE,
        /** A topic; it holds no messages, its subscriptions do. */
        TOPIC,
        /** A subscription. */
        SUBSCRIPTION
    }
}
