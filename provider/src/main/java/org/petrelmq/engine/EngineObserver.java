package org.petrelmq.engine;

import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;

/**
 * Told of what happens to messages, where somebody wants to know: found by {@link java.util.ServiceLoader} when the option
 * {@code flightRecorder} asks for it. Called on the thread that does it, with nothing locked; must be quick, must not throw, and
 * must be thread-safe.
 */
public interface EngineObserver {

    /**
     * A message was sent; in a transaction, it waits for the commit.
     *
     * @param broker the broker's name
     * @param message the message
     */
    void sent(String broker, Envelope message);

    /**
     * A message was handed to a consumer.
     *
     * @param broker the broker's name
     * @param queue the queue or subscription that it comes from
     * @param message the message
     * @param count its JMSXDeliveryCount
     */
    void delivered(String broker, String queue, Envelope message, int count);

    /**
     * A message was acknowledged, other than by a commit.
     *
     * @param broker the broker's name
     * @param queue the queue or subscription that it has left
     * @param message the message
     */
    void acknowledged(String broker, String queue, Envelope message);

    /**
     * A transaction was committed.
     *
     * @param broker the broker's name
     * @param sent how many messages it has sent
     * @param consumed how many it has consumed
     */
    void committed(String broker, int sent, int consumed);

    /**
     * A message has expired.
     *
     * @param broker the broker's name
     * @param queue the queue or subscription that it has left
     * @param message the message; null while it is not in the heap
     */
    void expired(String broker, String queue, @Nullable Envelope message);

    /**
     * A message was delivered too often and is a dead letter.
     *
     * @param broker the broker's name
     * @param queue the queue or subscription that it has left
     * @param message the message; null while it is not in the heap
     * @param deliveries how often it was delivered
     */
    void deadLettered(String broker, String queue, @Nullable Envelope message, int deliveries);
}
