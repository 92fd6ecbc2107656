package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.jms.JMSContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.Broker;

/** The gauges in a registry that keeps them by name, and reads them all at each scrape. */
@Timeout(60)
class ScrapeTest {
    @Test
    void destinationThatIsNew_isSeenInTheNextScrape() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Broker broker = Broker.open("petrel:mem:");
                JMSContext context = broker.connectionFactory().createContext()) {
            BrokerMetrics metrics = new BrokerMetrics(broker.admin());
            metrics.bindTo(registry);
            context.createProducer().send(context.createQueue("orders"), "3 anchors");
            registry.scrape();
            assertThat(registry.scrape())
                    .contains(
                            "petrel_destinations 1.0",
                            "petrel_destination_available_messages{destination=\"orders\",kind=\"queue\"} 1.0",
                            "petrel_destination_consumers{destination=\"orders\",kind=\"queue\"} 0.0");
            broker.admin().deleteQueue("orders");
            registry.scrape();
            assertThat(registry.scrape()).contains("petrel_destinations 0.0").doesNotContain("orders");
        }
    }
}
