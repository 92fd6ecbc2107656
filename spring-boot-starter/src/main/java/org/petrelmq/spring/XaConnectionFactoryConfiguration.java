package org.petrelmq.spring;

import jakarta.jms.ConnectionFactory;
import jakarta.transaction.TransactionManager;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jms.XAConnectionFactoryWrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The connection factories of an application with distributed transactions, named as those of Spring Boot's own providers: one whose
 * sessions take part in them, as the wrapper of the transaction manager has it, and one whose sessions do not.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(ConnectionFactory.class)
@ConditionalOnClass({TransactionManager.class, XAConnectionFactoryWrapper.class})
@ConditionalOnBean(XAConnectionFactoryWrapper.class)
final class XaConnectionFactoryConfiguration {

    /** Throws whatever the wrapper throws. */
    @Primary
    @Bean(name = {"jmsConnectionFactory", "xaJmsConnectionFactory"})
    ConnectionFactory jmsConnectionFactory(
            Broker broker, PetrelProperties properties, XAConnectionFactoryWrapper wrapper) throws Exception {
        return wrapper.wrapConnectionFactory(new BrokerAccess(broker, properties).xaConnectionFactory());
    }

    @Bean
    PetrelConnectionFactory nonXaJmsConnectionFactory(Broker broker, PetrelProperties properties) {
        return new BrokerAccess(broker, properties).connectionFactory();
    }
}
