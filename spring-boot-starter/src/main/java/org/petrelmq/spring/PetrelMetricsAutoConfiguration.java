package org.petrelmq.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.petrelmq.Broker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Gauges of what is in the broker, where the application has Micrometer. */
@AutoConfiguration(after = PetrelAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean({Broker.class, PetrelProperties.class})
public final class PetrelMetricsAutoConfiguration {

    /** Used by Spring. */
    PetrelMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BrokerMetrics petrelMetrics(Broker broker, PetrelProperties properties) {
        return new BrokerMetrics(new BrokerAccess(broker, properties).admin());
    }
}
