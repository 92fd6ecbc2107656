package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jms.XAConnectionFactoryWrapper;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** Which connection factory an application gets. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class ConnectionFactoryConfigurationTest {
    private final ApplicationContextRunner app = Apps.withEverything();

    @Test
    void byDefault_sessionsAreCached() {
        app.run(context -> {
            CachingConnectionFactory factory = context.getBean("jmsConnectionFactory", CachingConnectionFactory.class);
            assertThat(context).getBean(ConnectionFactory.class).isSameAs(factory);
            assertThat(factory.getTargetConnectionFactory()).isInstanceOf(PetrelConnectionFactory.class);
            assertThat(factory.isCacheProducers()).isTrue();
            assertThat(factory.isCacheConsumers()).isFalse();
            assertThat(factory.getSessionCacheSize()).isEqualTo(1);
        });
    }

    @Test
    void cache_isAsSpringBootsPropertiesSay() {
        app.withPropertyValues(
                        "spring.jms.cache.consumers=true",
                        "spring.jms.cache.producers=false",
                        "spring.jms.cache.session-cache-size=5")
                .run(context -> {
                    CachingConnectionFactory factory = context.getBean(CachingConnectionFactory.class);
                    assertThat(factory.isCacheConsumers()).isTrue();
                    assertThat(factory.isCacheProducers()).isFalse();
                    assertThat(factory.getSessionCacheSize()).isEqualTo(5);
                });
    }

    @Test
    void withoutCache_itIsThePlainOne() {
        app.withPropertyValues("spring.jms.cache.enabled=false")
                .run(context -> assertThat(context)
                        .getBean("jmsConnectionFactory")
                        .isExactlyInstanceOf(PetrelConnectionFactory.class));
    }

    /** Whatever Spring Boot takes for a boolean; the default is seen by the other tests. */
    @ParameterizedTest
    @CsvSource({
        "spring.jms.cache.enabled=off, org.petrelmq.PetrelConnectionFactory",
        "spring.jms.cache.enabled=on, org.petrelmq.spring.SessionCache",
        "petrel.pool.enabled=off, org.petrelmq.spring.SessionCache",
        "petrel.pool.enabled=on, org.messaginghub.pooled.jms.JmsPoolConnectionFactory"
    })
    void booleansMayBeOtherWords(String property, Class<?> factory) {
        app.withPropertyValues(property)
                .run(context ->
                        assertThat(context).getBean(ConnectionFactory.class).isExactlyInstanceOf(factory));
    }

    @Test
    void pool_isAsItsPropertiesSay() {
        app.withPropertyValues(
                        "petrel.pool.enabled=true",
                        "petrel.pool.block-if-full=false",
                        "petrel.pool.block-if-full-timeout=64s",
                        "petrel.pool.idle-timeout=512s",
                        "petrel.pool.max-connections=6",
                        "petrel.pool.max-sessions-per-connection=7",
                        "petrel.pool.time-between-expiration-check=2048ms",
                        "petrel.pool.use-anonymous-producers=false")
                .run(context -> {
                    JmsPoolConnectionFactory pool = context.getBean(JmsPoolConnectionFactory.class);
                    assertThat(context).getBean(ConnectionFactory.class).isSameAs(pool);
                    assertThat(pool.isBlockIfSessionPoolIsFull()).isFalse();
                    assertThat(pool.getBlockIfSessionPoolIsFullTimeout()).isEqualTo(64_000);
                    assertThat(pool.getConnectionIdleTimeout()).isEqualTo(512_000);
                    assertThat(pool.getMaxConnections()).isEqualTo(6);
                    assertThat(pool.getMaxSessionsPerConnection()).isEqualTo(7);
                    assertThat(pool.getConnectionCheckInterval()).isEqualTo(2048);
                    assertThat(pool.isUseAnonymousProducers()).isFalse();

                    JmsTemplate template = context.getBean(JmsTemplate.class);
                    template.convertAndSend("orders", "3 anchors");
                    assertThat(template.receiveAndConvert("orders")).isEqualTo("3 anchors");
                });
    }

    @Test
    void pool_hasTheDefaultsOfSpringBoot() {
        app.withPropertyValues("petrel.pool.enabled=true").run(context -> {
            JmsPoolConnectionFactory pool = context.getBean(JmsPoolConnectionFactory.class);
            assertThat(pool.isBlockIfSessionPoolIsFull()).isTrue();
            assertThat(pool.getBlockIfSessionPoolIsFullTimeout()).isEqualTo(-1);
            assertThat(pool.getConnectionIdleTimeout()).isEqualTo(30_000);
            assertThat(pool.getMaxConnections()).isEqualTo(1);
            assertThat(pool.getMaxSessionsPerConnection()).isEqualTo(500);
            assertThat(pool.isUseAnonymousProducers()).isTrue();
        });
    }

    @Test
    void idleTimeoutThatThePoolCannotCount_isRefused() {
        app.withPropertyValues("petrel.pool.enabled=true", "petrel.pool.idle-timeout=30d")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("petrel.pool.idle-timeout")
                        .hasMessageContaining("24 days"));
    }

    @Test
    void poolWithoutItsJar_isRefused() {
        app.withPropertyValues("petrel.pool.enabled=true")
                .withClassLoader(new FilteredClassLoader(JmsPoolConnectionFactory.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("A pool needs org.messaginghub:pooled-jms"));
    }

    @Test
    void withATransactionManagersWrapper_thereIsOneForXaAndOneWithout() {
        app.withUserConfiguration(Wrapping.class).run(context -> {
            Wrapped xa = context.getBean("xaJmsConnectionFactory", Wrapped.class);
            assertThat(xa.inner()).isInstanceOf(PetrelXAConnectionFactory.class);
            assertThat(context).getBean("jmsConnectionFactory").isSameAs(xa);
            assertThat(context.getBean(ConnectionFactory.class))
                    .as("the primary one")
                    .isSameAs(xa);
            assertThat(context).getBean("nonXaJmsConnectionFactory").isExactlyInstanceOf(PetrelConnectionFactory.class);
        });
    }

    @Test
    void withoutSpringBootsJms_thereIsAConnectionFactoryAllTheSame() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PetrelAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.autoconfigure.jms", "org.springframework.boot.jms.autoconfigure"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Broker.class)
                        .hasSingleBean(ConnectionFactory.class)
                        .hasSingleBean(PetrelAutoConfiguration.WithoutSpringBootJms.class));
        app.run(context -> assertThat(context).doesNotHaveBean(PetrelAutoConfiguration.WithoutSpringBootJms.class));
    }

    /** What a transaction manager might make of the factory. */
    private static final class Wrapped extends CachingConnectionFactory {
        private final XAConnectionFactory inner;

        Wrapped(XAConnectionFactory inner) {
            super((ConnectionFactory) inner);
            this.inner = inner;
        }

        XAConnectionFactory inner() {
            return inner;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Wrapping {
        @Bean
        XAConnectionFactoryWrapper wrapper() {
            return Wrapped::new;
        }
    }
}
