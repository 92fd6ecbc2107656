package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code @JmsListener}, and local transactions. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class ListenerTest {
    private final ApplicationContextRunner app = Apps.withEverything();

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        return queue.poll(Apps.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void listener_receivesAndItsResultIsSent() {
        app.withUserConfiguration(Shipping.class).run(context -> {
            JmsTemplate template = context.getBean(JmsTemplate.class);
            template.convertAndSend("orders", "3 anchors");
            assertThat(template.receiveAndConvert("parcels")).isEqualTo("parcel with 3 anchors");
        });
    }

    /** Containers subscribe on threads of their own; who comes too late gets the last message all the same. */
    @Test
    void topicListeners_haveACopyEach() {
        app.withUserConfiguration(News.class)
                .withPropertyValues("spring.jms.pub-sub-domain=true", "petrel.embedded.options.replay=news:1")
                .run(context -> {
                    News news = context.getBean(News.class);
                    context.getBean(JmsTemplate.class).convertAndSend("news", "fog");
                    assertThat(next(news.one)).isEqualTo("fog");
                    assertThat(next(news.other)).isEqualTo("fog");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spring.jms.cache.enabled=true", "spring.jms.cache.enabled=false", "petrel.pool.enabled=true"})
    void failingListener_rollsBackWhatItSent_untilTheMessageIsDead(String factory) {
        app.withUserConfiguration(Failing.class)
                .withPropertyValues("petrel.embedded.options.maxDeliveries=3", factory)
                .run(context -> {
                    JmsTemplate template = context.getBean(JmsTemplate.class);
                    template.convertAndSend("orders", "a dozen");
                    Message dead = template.receive("DLQ");
                    assertThat(dead).isNotNull();
                    assertThat(dead.getBody(String.class)).isEqualTo("a dozen");
                    assertThat(dead.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN))
                            .isEqualTo("orders");
                    assertThat(dead.getIntProperty(BrokerAdmin.DEAD_LETTER_DELIVERIES))
                            .isEqualTo(3);
                    assertThat(invoices(context.getBean(Broker.class)))
                            .as("sent in a transaction that was rolled back")
                            .isZero();
                });
    }

    private static long invoices(Broker broker) throws JMSException {
        return broker.admin().list().stream()
                .filter(info -> info.name().equals("invoices"))
                .mapToLong(info -> info.available() + info.delivered())
                .sum();
    }

    @Test
    void transactionTemplate_sendsAndReceivesAllOrNothing() {
        app.withUserConfiguration(LocalTransactions.class).run(context -> {
            JmsTemplate template = context.getBean(JmsTemplate.class);
            TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
            template.convertAndSend("orders", "3 anchors");

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        template.convertAndSend("invoices", "for " + template.receiveAndConvert("orders"));
                        throw new IllegalStateException("no ink");
                    }))
                    .hasMessage("no ink");
            BrokerAdmin admin = context.getBean(Broker.class).admin();
            assertThat(admin.count("orders")).isEqualTo(1);

            transaction.executeWithoutResult(
                    status -> template.convertAndSend("invoices", "for " + template.receiveAndConvert("orders")));
            assertThat(admin.count("orders")).isZero();
            assertThat(admin.browse("invoices"))
                    .singleElement()
                    .satisfies(
                            invoice -> assertThat(invoice.getBody(String.class)).isEqualTo("for 3 anchors"));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Shipping {
        @JmsListener(destination = "orders", concurrency = "1-3")
        @SendTo("parcels")
        String pack(String order) {
            return "parcel with " + order;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class News {
        final BlockingQueue<String> one = new LinkedBlockingQueue<>();
        final BlockingQueue<String> other = new LinkedBlockingQueue<>();

        @JmsListener(destination = "news")
        void one(String news) {
            one.add(news);
        }

        @JmsListener(destination = "news")
        void other(String news) {
            other.add(news);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {
        private final JmsTemplate template;

        Failing(JmsTemplate template) {
            this.template = template;
        }

        @JmsListener(destination = "orders")
        void fulfil(String order) {
            template.convertAndSend("invoices", "for " + order);
            throw new IllegalArgumentException(order);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LocalTransactions {
        @Bean
        JmsTransactionManager transactionManager(ConnectionFactory factory) {
            return new JmsTransactionManager(factory);
        }

        @Bean
        TransactionTemplate transactionTemplate(JmsTransactionManager manager) {
            return new TransactionTemplate(manager);
        }
    }
}
