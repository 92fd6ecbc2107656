package org.petrelmq.spring;

import jakarta.jms.ConnectionFactory;
import org.apache.commons.pool2.PooledObject;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The connection factory of an application without distributed transactions: with a cache, with a pool, or plain. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(ConnectionFactory.class)
@ImportRuntimeHints(ConnectionFactoryConfiguration.CacheHints.class)
final class ConnectionFactoryConfiguration {
    private static final String CACHE = "spring.jms.cache";
    private static final String POOL = "petrel.pool";

    /**
     * Spring Boot's properties for the cache, whose class has another package in each line.
     *
     * @param consumers whether consumers are kept
     * @param producers whether producers are kept
     * @param sessionCacheSize how many sessions are kept, for each acknowledgement mode
     */
    record Cache(
            @DefaultValue("false") boolean consumers,
            @DefaultValue("true") boolean producers,
            @DefaultValue("1") int sessionCacheSize) {}

    /** Nothing but the binder makes a cache's properties, and it does so by reflection. */
    static final class CacheHints implements RuntimeHintsRegistrar {
        CacheHints() {}

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            BindableRuntimeHintsRegistrar.forTypes(Cache.class).registerHints(hints);
        }
    }

    /** One connection, and the sessions that are kept. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(Switch.PoolOff.class)
    static final class Unpooled {
        @Bean
        @Conditional(Switch.CacheOff.class)
        PetrelConnectionFactory jmsConnectionFactory(Broker broker, PetrelProperties properties) {
            return new BrokerAccess(broker, properties).connectionFactory();
        }

        @Bean("jmsConnectionFactory")
        @Conditional(Switch.CacheOn.class)
        CachingConnectionFactory cachingJmsConnectionFactory(
                Broker broker, PetrelProperties properties, Environment environment) {
            Cache cache = Binder.get(environment).bindOrCreate(CACHE, Cache.class);
            CachingConnectionFactory factory =
                    new SessionCache(new BrokerAccess(broker, properties).connectionFactory());
            factory.setCacheConsumers(cache.consumers());
            factory.setCacheProducers(cache.producers());
            factory.setSessionCacheSize(cache.sessionCacheSize());
            return factory;
        }
    }

    /** A pool of connections. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JmsPoolConnectionFactory.class, PooledObject.class})
    @Conditional(Switch.PoolOn.class)
    static final class Pooled {
        @Bean(destroyMethod = "stop")
        JmsPoolConnectionFactory jmsConnectionFactory(Broker broker, PetrelProperties properties) {
            PetrelProperties.Pool pool = properties.pool();
            JmsPoolConnectionFactory factory = new JmsPoolConnectionFactory();
            factory.setConnectionFactory(new BrokerAccess(broker, properties).connectionFactory());
            factory.setBlockIfSessionPoolIsFull(pool.blockIfFull());
            factory.setBlockIfSessionPoolIsFullTimeout(pool.blockIfFullTimeout().toMillis());
            factory.setConnectionIdleTimeout(pool.idleTimeoutMillis());
            factory.setMaxConnections(pool.maxConnections());
            factory.setMaxSessionsPerConnection(pool.maxSessionsPerConnection());
            factory.setConnectionCheckInterval(pool.timeBetweenExpirationCheck().toMillis());
            factory.setUseAnonymousProducers(pool.useAnonymousProducers());
            return factory;
        }
    }

    /** Without its jar there is no pool. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.messaginghub.pooled.jms.JmsPoolConnectionFactory")
    @Conditional(Switch.PoolOn.class)
    static final class PoolWithoutItsJar {
        PoolWithoutItsJar() {
            throw new InvalidConfigurationPropertyValueException(
                    POOL + ".enabled",
                    true,
                    "A pool needs org.messaginghub:pooled-jms, which is not on the class path.");
        }
    }
}
