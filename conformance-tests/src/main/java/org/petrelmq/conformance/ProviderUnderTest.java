package org.petrelmq.conformance;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A provider as the suite drives it. Implement it in a public class with a public no-argument constructor.
 *
 * <p>The suite calls {@link #start} once, {@link #cleanState} before each test, {@link #close} at the end; all from one thread
 * at a time.
 */
public interface ProviderUnderTest extends AutoCloseable {

    /**
     * The provider's name, for the report.
     *
     * @return for example {@code Artemis 2.56}
     */
    String name();

    /**
     * What the provider can do of what the suite does not take for granted. Tests for other features are reported as not
     * supported.
     *
     * @return the features
     */
    Set<Feature> features();

    /**
     * Starts the provider in an empty state, isolated from earlier runs.
     *
     * @throws Exception if it cannot be started
     */
    void start() throws Exception;

    /**
     * Brings the provider back to an empty state: no messages, subscriptions or client IDs of the test before.
     *
     * @throws Exception if it cannot
     */
    void cleanState() throws Exception;

    /**
     * A factory of connections; it implements {@link QueueConnectionFactory} and {@link TopicConnectionFactory} too.
     * Connections made without user name and password are let in.
     *
     * @return the factory
     */
    ConnectionFactory connectionFactory();

    /**
     * A factory like {@link #connectionFactory} that assigns a client identifier to its connections. Called only with {@link
     * Feature#CONFIGURED_CLIENT_ID}.
     *
     * @param clientId the client identifier
     * @return the factory; present with {@link Feature#CONFIGURED_CLIENT_ID}
     */
    default Optional<ConnectionFactory> connectionFactory(String clientId) {
        return Optional.empty();
    }

    /**
     * A factory of connections that take part in distributed transactions.
     *
     * @return the factory; present with {@link Feature#XA}
     */
    Optional<XAConnectionFactory> xaConnectionFactory();

    /**
     * A queue, created if absent.
     *
     * @param name its name
     * @return the queue
     * @throws Exception if it cannot be created
     */
    Queue queue(String name) throws Exception;

    /**
     * A topic, created if absent.
     *
     * @param name its name
     * @return the topic
     * @throws Exception if it cannot be created
     */
    Topic topic(String name) throws Exception;

    /**
     * Stops and starts the provider, which keeps durable data. Called only with {@link Feature#RESTART}.
     *
     * @throws Exception if it cannot be restarted
     */
    void restart() throws Exception;

    /**
     * Moves the provider's time forward and returns when everything has happened that fell due. Called only with {@link
     * Feature#VIRTUAL_CLOCK}.
     *
     * @param duration how far
     */
    void advance(Duration duration);

    /** Stops the provider and returns when it has stopped. */
    @Override
    void close();
}
