package org.petrelmq.spring;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;

/**
 * What an application says of its broker.
 *
 * @param brokerUrl URL of the broker to open or join, "petrel:mem:NAME" or "petrel:file:PATH" with options. Without it the application
 *     has a broker of its own.
 * @param user User name of the application's connections.
 * @param password Password of the application's connections.
 * @param embedded the broker of its own
 * @param pool pooled connections
 */
@ConfigurationProperties("petrel")
record PetrelProperties(
        @Nullable String brokerUrl,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue Embedded embedded,
        @DefaultValue Pool pool) {
    private static final String BROKER_URL = "petrel.broker-url";
    private static final String DATA_DIRECTORY = "petrel.embedded.data-directory";
    private static final String PERSISTENT = "petrel.embedded.persistent";

    /** The pool counts milliseconds in an int. */
    private static final Duration LONGEST_IDLE_TIMEOUT = Duration.ofDays(24);

    PetrelProperties {
        brokerUrl = emptyIsNone(brokerUrl);
        user = emptyIsNone(user);
        password = emptyIsNone(password);
    }

    /** As a profile takes back what another one sets. */
    private static @Nullable String emptyIsNone(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * The broker that only this application context reaches.
     *
     * @param enabled Whether the application gets a broker of its own if no broker URL is set.
     * @param persistent Whether messages are kept in the data directory. Default: if there is one.
     * @param dataDirectory Directory of the broker's messages. Without it they are in memory.
     * @param queues Queues to create at the start. Others come into being at their first use.
     * @param topics Topics to create at the start. Others come into being at their first use.
     * @param options Options of the broker as its URL has them, for example "memoryLimit".
     */
    record Embedded(
            @DefaultValue("true") boolean enabled,
            @Nullable Boolean persistent,
            @Nullable String dataDirectory,
            @DefaultValue List<String> queues,
            @DefaultValue List<String> topics,
            @DefaultValue Map<String, String> options) {
        Embedded {
            dataDirectory = emptyIsNone(dataDirectory);
        }

        /** The broker's URL. A name is not in it: what is private cannot be joined by another context. */
        private String url() {
            if (dataDirectory != null && !Boolean.FALSE.equals(persistent)) {
                return BrokerUrl.file(path(dataDirectory), options);
            }
            if (Boolean.TRUE.equals(persistent)) {
                throw new InvalidConfigurationPropertyValueException(
                        PERSISTENT,
                        true,
                        "A persistent broker needs a place of its own: set petrel.embedded.data-directory. There is no "
                                + "default, since what is in a temporary directory is not kept.");
            }
            return BrokerUrl.privateMemory(options);
        }

        private static Path path(String directory) {
            try {
                return Path.of(directory);
            } catch (InvalidPathException e) {
                throw new InvalidConfigurationPropertyValueException(
                        DATA_DIRECTORY, directory, "It is no path: " + e.getReason() + ".");
            }
        }
    }

    /**
     * Pooled connections, by pooled-jms.
     *
     * @param enabled Whether a pool takes the place of the cache. It needs org.messaginghub:pooled-jms.
     * @param blockIfFull Whether to wait when a connection is requested and the pool is full; otherwise it fails.
     * @param blockIfFullTimeout How long to wait for the pool; a negative time is for ever.
     * @param idleTimeout How long a connection may be idle before it is closed.
     * @param maxConnections How many connections the pool has.
     * @param maxSessionsPerConnection How many sessions each connection has.
     * @param timeBetweenExpirationCheck Time between two looks for idle connections; a negative time is never.
     * @param useAnonymousProducers Whether one anonymous producer serves all destinations of a session.
     */
    record Pool(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("true") boolean blockIfFull,
            @DefaultValue("-1ms") Duration blockIfFullTimeout,
            @DefaultValue("30s") Duration idleTimeout,
            @DefaultValue("1") int maxConnections,
            @DefaultValue("500") int maxSessionsPerConnection,
            @DefaultValue("-1ms") Duration timeBetweenExpirationCheck,
            @DefaultValue("true") boolean useAnonymousProducers) {

        /** As the pool counts it. */
        int idleTimeoutMillis() {
            if (idleTimeout.compareTo(LONGEST_IDLE_TIMEOUT) > 0) {
                throw new InvalidConfigurationPropertyValueException(
                        "petrel.pool.idle-timeout", idleTimeout, "A connection may be idle for 24 days at most.");
            }
            return Math.toIntExact(idleTimeout.toMillis());
        }
    }

    /** The URL of the broker that the application uses. */
    String url() {
        return brokerUrl != null ? brokerUrlAlone(brokerUrl) : embedded.url();
    }

    /** What is said of a broker of its own would be ignored, which nobody should have to find out. */
    private String brokerUrlAlone(String url) {
        excludes(DATA_DIRECTORY, embedded.dataDirectory());
        excludes(PERSISTENT, embedded.persistent());
        embedded.options().forEach((key, value) -> excludes("petrel.embedded.options." + key, value));
        return url;
    }

    private void excludes(String property, @Nullable Object value) {
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(set -> {
            set.put(BROKER_URL, brokerUrl);
            set.put(property, value);
        });
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PetrelProperties[brokerUrl=" + brokerUrl + ", user=" + user + ", embedded=" + embedded + ", pool="
                + pool + "]";
    }
}
