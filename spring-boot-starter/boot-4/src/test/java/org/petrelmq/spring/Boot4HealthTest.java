package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.Broker;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** The health of the broker in Spring Boot 4. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class Boot4HealthTest {
    private final ApplicationContextRunner app = Apps.withEverything();

    @Test
    void brokerThatAnswers_isUp() {
        app.withPropertyValues("petrel.broker-url=petrel:mem:starter-health?maxDeliveries=3")
                .run(context -> {
                    Health health = context.getBean("petrelHealthIndicator", HealthIndicator.class)
                            .health();
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails()).containsEntry("broker", "petrel:mem:starter-health");
                    assertThat(context).as("Spring Boot's own").hasBean("jmsHealthContributor");
                });
    }

    @Test
    void closedBroker_isDown() {
        app.run(context -> {
            context.getBean(Broker.class).close();
            Health health = context.getBean("petrelHealthIndicator", HealthIndicator.class)
                    .health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("error").toString()).contains("is closed");
        });
    }

    /** As the probe of a load balancer sees it. */
    @Test
    void storeThatHasFailed_isDown(@TempDir Path directory) {
        // The probes are for what a SpringApplication says of itself.
        app.withPropertyValues(
                        "petrel.embedded.data-directory=" + directory.resolve("broker"),
                        "management.endpoint.health.probes.enabled=false")
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                    assertThat(endpoint.health().getStatus()).isEqualTo(Status.UP);
                    BreakableStores.breakIn(directory.resolve("broker"));
                    JmsTemplate template = context.getBean(JmsTemplate.class);
                    assertThatThrownBy(() -> template.convertAndSend("orders", "3 anchors"))
                            .isInstanceOf(JmsException.class);
                    assertThat(endpoint.health().getStatus()).isEqualTo(Status.DOWN);
                    assertThat(endpoint.healthForPath("petrel"))
                            .isInstanceOfSatisfying(IndicatedHealthDescriptor.class, health -> {
                                assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                                assertThat(health.getDetails().get("error").toString())
                                        .contains("has failed");
                            });
                });
    }

    @Test
    void ownContributor_takesItsPlace() {
        app.withBean(
                        "petrelHealthContributor",
                        HealthIndicator.class,
                        () -> () -> Health.unknown().build())
                .run(context -> assertThat(context.getBean(HealthEndpoint.class)
                                .healthForPath("petrel")
                                .getStatus())
                        .isEqualTo(Status.UNKNOWN));
    }

    @Test
    void disabled_isNotThere() {
        app.withPropertyValues("management.health.petrel.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("petrelHealthIndicator"));
    }

    @Test
    void withoutActuator_isNotThere() {
        app.withClassLoader(new FilteredClassLoader(AbstractHealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("petrelHealthIndicator"));
    }
}
