package org.petrelmq.spring;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.BrokerOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.util.StringUtils;

/**
 * A broker and a {@link ConnectionFactory} for an application that has no other; Spring Boot's own auto-configuration makes
 * {@code JmsTemplate} and listener containers of it. Which broker, and how: the {@code petrel.*} properties.
 *
 * <p>The classes of Spring Boot 3.5 and 4 that this stands before or behind are named by strings, since each line has packages of its
 * own. It stands before other providers: who adds this starter, if only for tests, wants this broker.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration",
            "org.springframework.boot.autoconfigure.jms.activemq.ActiveMQAutoConfiguration",
            "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.jms.JmsHealthContributorAutoConfiguration",
            "org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration",
            "org.springframework.boot.activemq.autoconfigure.ActiveMQAutoConfiguration",
            "org.springframework.boot.artemis.autoconfigure.ArtemisAutoConfiguration"
        },
        afterName = {
            "org.springframework.boot.autoconfigure.jms.JndiConnectionFactoryAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.jta.JtaAutoConfiguration",
            "org.springframework.boot.jms.autoconfigure.JndiConnectionFactoryAutoConfiguration",
            "org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration"
        })
@ConditionalOnClass({ConnectionFactory.class, Broker.class})
@ConditionalOnMissingBean(ConnectionFactory.class)
@Conditional(PetrelAutoConfiguration.BrokerWanted.class)
@EnableConfigurationProperties(PetrelProperties.class)
@Import({XaConnectionFactoryConfiguration.class, ConnectionFactoryConfiguration.class})
public final class PetrelAutoConfiguration {
    private static final String JMS_OF_BOOT_3 = "org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration";
    private static final String JMS_OF_BOOT_4 = "org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration";

    /** Used by Spring. */
    PetrelAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Broker petrelBroker(PetrelProperties properties, ObjectProvider<PetrelBrokerCustomizer> customizers) {
        BrokerOptions.Builder options = BrokerOptions.builder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(options));
        String url = properties.url();
        try {
            return open(url, options.build(), properties);
        } catch (JMSException | IllegalArgumentException e) {
            throw new BrokerNotOpenedException(url, e);
        }
    }

    private static Broker open(String url, BrokerOptions options, PetrelProperties properties) throws JMSException {
        Broker broker = Broker.open(url, options);
        boolean complete = false;
        try {
            createDestinations(properties, new BrokerAccess(broker, properties).admin());
            complete = true;
            return broker;
        } finally {
            if (!complete) {
                broker.close();
            }
        }
    }

    private static void createDestinations(PetrelProperties properties, BrokerAdmin admin) throws JMSException {
        for (String queue : properties.embedded().queues()) {
            admin.createQueue(queue);
        }
        for (String topic : properties.embedded().topics()) {
            admin.createTopic(topic);
        }
    }

    @Bean
    static ListenersStopFirst petrelListenersStopFirst() {
        return new ListenersStopFirst();
    }

    /**
     * Destroys listener containers before the factory and the broker that they receive from. They have been told to stop before; one
     * whose listener takes longer than a phase of the shutdown may is waited for here.
     */
    static final class ListenersStopFirst extends AbstractDependsOnBeanFactoryPostProcessor {
        ListenersStopFirst() {
            super(JmsListenerEndpointRegistry.class, ConnectionFactory.class, Broker.class);
        }
    }

    /** There is a URL, or nobody has forbidden a broker of the application's own. */
    static final class BrokerWanted extends AnyNestedCondition {
        BrokerWanted() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Conditional(UrlIsSet.class)
        static final class Url {}

        @Conditional(Switch.EmbeddedOn.class)
        static final class Embedded {}
    }

    /** An empty URL is none. */
    static final class UrlIsSet extends SpringBootCondition {
        private static final String URL = "petrel.broker-url";

        /** Used by Spring. */
        UrlIsSet() {}

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasLength(context.getEnvironment().getProperty(URL))
                    ? ConditionOutcome.match(URL + " is set")
                    : ConditionOutcome.noMatch(URL + " is not set");
        }
    }

    /** In Spring Boot 4 JMS is a module of its own, which a starter for both lines cannot bring. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass({JMS_OF_BOOT_3, JMS_OF_BOOT_4})
    static final class WithoutSpringBootJms {
        WithoutSpringBootJms() {
            System.getLogger("org.petrelmq.spring")
                    .log(
                            System.Logger.Level.WARNING,
                            "There will be no JmsTemplate, and @JmsListener is ignored: org.springframework.boot:spring-boot-starter-jms "
                                    + "is missing. On Spring Boot 4, depend on org.petrelmq:petrel-spring-boot4-starter, which brings it.");
        }
    }
}
