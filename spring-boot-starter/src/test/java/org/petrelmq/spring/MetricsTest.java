package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.Broker;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** Gauges, as a registry reads them. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class MetricsTest {

    /** As a registry does when it publishes: each gauge once. */
    private static void readAll(MeterRegistry registry) {
        for (Meter meter : registry.getMeters()) {
            meter.measure().forEach(measurement -> measurement.getValue());
        }
    }

    private static double value(MeterRegistry registry, String gauge, String destination) {
        return registry.get(gauge).tag("destination", destination).gauge().value();
    }

    @Test
    void application_hasGaugesOfItsDestinations() {
        Apps.withEverything()
                .withUserConfiguration(Registry.class)
                .withPropertyValues("petrel.embedded.queues=orders", "petrel.embedded.topics=orders")
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.get("petrel.destinations").gauge().value())
                            .isEqualTo(2);
                    assertThat(registry.find("petrel.destination.consumers").gauges())
                            .extracting(gauge -> gauge.getId().getTag("kind"))
                            .containsExactlyInAnyOrder("queue", "topic");

                    context.getBean(JmsTemplate.class).convertAndSend("parcels", "3 anchors");
                    readAll(registry);
                    assertThat(value(registry, "petrel.destination.available", "parcels"))
                            .isEqualTo(1);
                });
    }

    @Test
    void gauges_tellWhatIsInAQueue() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Broker broker = Broker.open("petrel:mem:");
                JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
            BrokerMetrics metrics = new BrokerMetrics(broker.admin());
            metrics.bindTo(registry);
            Queue orders = context.createQueue("orders");
            context.createProducer().send(orders, "one").send(orders, "two").send(orders, "three");
            context.createProducer().setDeliveryDelay(600_000).send(orders, "later");
            context.commit();
            assertThat(context.createConsumer(orders).receive(Apps.PATIENCE_MILLIS))
                    .isNotNull();
            context.createTemporaryQueue();

            readAll(registry);
            assertThat(registry.get("petrel.destinations").gauge().value()).isEqualTo(1);
            assertThat(value(registry, "petrel.destination.available", "orders"))
                    .isEqualTo(2);
            assertThat(value(registry, "petrel.destination.delivered", "orders"))
                    .isEqualTo(1);
            assertThat(value(registry, "petrel.destination.delayed", "orders")).isEqualTo(1);
            assertThat(value(registry, "petrel.destination.consumers", "orders"))
                    .isEqualTo(1);
        }
    }

    @Test
    void gaugesOfADeletedQueue_go() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Broker broker = Broker.open("petrel:mem:")) {
            broker.admin().createQueue("orders");
            BrokerMetrics metrics = new BrokerMetrics(broker.admin());
            metrics.bindTo(registry);
            assertThat(registry.find("petrel.destination.available").gauges()).hasSize(1);
            broker.admin().deleteQueue("orders");
            readAll(registry);
            assertThat(registry.find("petrel.destination.available").gauges()).isEmpty();
        }
    }

    @Test
    void gaugesAreForSoManyDestinationsOnly() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Broker broker = Broker.open("petrel:mem:")) {
            for (int i = 0; i <= DestinationGauges.MOST_DESTINATIONS; i++) {
                broker.admin().createQueue("orders." + i);
            }
            BrokerMetrics metrics = new BrokerMetrics(broker.admin());
            metrics.bindTo(registry);
            assertThat(registry.get("petrel.destinations").gauge().value())
                    .isEqualTo(DestinationGauges.MOST_DESTINATIONS + 1);
            assertThat(registry.find("petrel.destination.available").gauges())
                    .hasSize(DestinationGauges.MOST_DESTINATIONS);
        }
    }

    @Test
    void closedBroker_hasNoValues(@TempDir Path directory) throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        BrokerMetrics metrics;
        try (Broker broker = Broker.open("petrel:file:" + directory)) {
            broker.admin().createQueue("orders");
            metrics = new BrokerMetrics(broker.admin());
            metrics.bindTo(registry);
        }
        assertThat(registry.get("petrel.destinations").gauge().value()).isNaN();
        assertThat(metrics).as("held until here").isNotNull();
    }

    /** A registry that outlives the application keeps the first gauge of a name. */
    @Test
    void closedApplication_takesItsGaugesWithIt() {
        SimpleMeterRegistry shared = new SimpleMeterRegistry() {
            @Override
            public void close() {
                // Spring Boot closes it with the application.
            }
        };
        ApplicationContextRunner app = Apps.withEverything()
                .withBean(MeterRegistry.class, () -> shared, definition -> definition.setDestroyMethodName(""));
        app.withPropertyValues("petrel.embedded.queues=orders")
                .run(context -> assertThat(
                                shared.get("petrel.destinations").gauge().value())
                        .isEqualTo(1));
        assertThat(shared.getMeters())
                .extracting(meter -> meter.getId().getName())
                .noneMatch(name -> name.startsWith("petrel"));
        app.withPropertyValues("petrel.embedded.queues=parcels,invoices").run(context -> {
            assertThat(shared.get("petrel.destinations").gauge().value()).isEqualTo(2);
            assertThat(value(shared, "petrel.destination.available", "parcels")).isZero();
        });
    }

    @Test
    void switchedOff_thereAreNoGauges() {
        Apps.withEverything()
                .withUserConfiguration(Registry.class)
                .withPropertyValues("petrel.embedded.queues=orders", "management.metrics.enable.petrel=false")
                .run(context -> assertThat(
                                context.getBean("registry", MeterRegistry.class).getMeters())
                        .extracting(meter -> meter.getId().getName())
                        .isNotEmpty()
                        .noneMatch(name -> name.startsWith("petrel")));
    }

    @Test
    void withoutMicrometer_thereIsNoBinder() {
        Apps.withEverything()
                .withClassLoader(new FilteredClassLoader(MeterBinder.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("petrelMetrics"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registry {
        @Bean
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
