package org.petrelmq.spring;

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
                return BrokerUrl.file(Path.of(dataDirectory), options);
            }
            if (Boolean.TRUE.equals(persistent)) {
                throw new InvalidConfigurationPropertyValueException(
                        "petrel.embedded.persistent",
                        true,
                        "A persistent broker needs a place of its own: set petrel.embedded.data-directory. There is no "
                                + "default, since what is in a temporary directory is not kept.");
            }
            return BrokerUrl.privateMemory(options);
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
            @DefaultValue("true") boolean useAnonymousProducers) {}

    /** The URL of the broker that the application uses. */
    String url() {
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(set -> {
            set.put("petrel.broker-url", brokerUrl);
            set.put("petrel.embedded.data-directory", embedded.dataDirectory());
        });
        return brokerUrl != null ? brokerUrl : embedded.url();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PetrelProperties[brokerUrl=" + brokerUrl + ", user=" + user + ", embedded=" + embedded + ", pool="
                + pool + "]";
    }
}
