package org.petrelmq.spring;

import org.petrelmq.Broker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the broker, {@code petrel}, where the application has Spring Boot's actuator. */
@AutoConfiguration(after = PetrelAutoConfiguration.class)
@ConditionalOnBean({Broker.class, PetrelProperties.class})
public final class PetrelHealthAutoConfiguration {
    private static final String NAME = "petrel";

    /** Used by Spring. */
    PetrelHealthAutoConfiguration() {}

    /** In Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.AbstractHealthIndicator.class)
    @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator(NAME)
    static final class Boot3 {
        @Bean
        @ConditionalOnMissingBean(name = {"petrelHealthIndicator", "petrelHealthContributor"})
        Boot3Health petrelHealthIndicator(Broker broker, PetrelProperties properties) {
            return new Boot3Health(new BrokerAccess(broker, properties));
        }
    }

    /** In Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.health.contributor.AbstractHealthIndicator.class)
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(NAME)
    static final class Boot4 {
        @Bean
        @ConditionalOnMissingBean(name = {"petrelHealthIndicator", "petrelHealthContributor"})
        Boot4Health petrelHealthIndicator(Broker broker, PetrelProperties properties) {
            return new Boot4Health(new BrokerAccess(broker, properties));
        }
    }
}
