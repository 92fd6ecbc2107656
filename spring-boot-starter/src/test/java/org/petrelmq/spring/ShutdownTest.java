package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.Broker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;

/** Closing a context while its listeners work. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class ShutdownTest {

    @Test
    void listenerEndsItsWork_whileSpringWaits(@TempDir Path directory) throws Exception {
        ConfigurableApplicationContext context = start(directory, "20s");
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>)
                event -> context.getBean(Slow.class).proceed.countDown());
        close(context);
        assertThatTheOrderIsPacked(directory);
    }

    /** Spring gives up waiting and destroys beans; the last one that was made is the first to go. */
    @Test
    void listenerEndsItsWork_whenSpringWaitsNoMore(@TempDir Path directory) throws Exception {
        ConfigurableApplicationContext context = start(directory, "10ms");
        context.getBean(FirstToGo.class);
        close(context);
        assertThatTheOrderIsPacked(directory);
    }

    private static void close(ConfigurableApplicationContext context) throws Exception {
        context.getBean(JmsTemplate.class).convertAndSend("orders", "3 anchors");
        assertThat(context.getBean(Slow.class).begun.await(Apps.PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .isTrue();
        CompletableFuture.runAsync(context::close).get(Apps.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void assertThatTheOrderIsPacked(Path directory) throws JMSException {
        try (Broker broker = Broker.open("petrel:file:" + directory)) {
            assertThat(broker.admin().count("orders")).as("acknowledged").isZero();
            assertThat(broker.admin().count("parcels")).as("sent").isEqualTo(1);
        }
    }

    private static ConfigurableApplicationContext start(Path directory, String patience) {
        SpringApplication application = new SpringApplication(Slow.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application.run(
                "--spring.main.banner-mode=off",
                "--petrel.embedded.data-directory=" + directory,
                "--spring.lifecycle.timeout-per-shutdown-phase=" + patience);
    }

    /** Its containers are made before the broker; so they would be destroyed after it, if nobody said otherwise. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableJms
    static class Slow {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch proceed = new CountDownLatch(1);
        private final ObjectProvider<JmsTemplate> template;

        Slow(ObjectProvider<JmsTemplate> template) {
            this.template = template;
        }

        @JmsListener(destination = "orders")
        void pack(String order) throws InterruptedException {
            begun.countDown();
            if (!proceed.await(Apps.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody closes");
            }
            template.getObject().convertAndSend("parcels", "parcel with " + order);
        }

        @Bean
        @Lazy
        FirstToGo firstToGo() {
            return new FirstToGo(proceed);
        }
    }

    /** Lets the listener go on when beans are destroyed. */
    record FirstToGo(CountDownLatch proceed) implements DisposableBean {
        @Override
        public void destroy() {
            proceed.countDown();
        }
    }
}
