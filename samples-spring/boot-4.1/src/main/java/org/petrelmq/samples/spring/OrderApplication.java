package org.petrelmq.samples.spring;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A shop: orders go into a queue, {@link Fulfilment} makes parcels of them in a transaction, {@link Shipping} takes the parcels. An
 * order that cannot be fulfilled is tried three times and then goes to the dead-letter queue, without a parcel.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class OrderApplication {

    /**
     * Places three orders, waits for what comes of them, and ends. A shop would go on.
     *
     * @param arguments Spring Boot's
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (ConfigurableApplicationContext context = SpringApplication.run(OrderApplication.class, arguments)) {
            Shop shop = context.getBean(Shop.class);
            List.of("3 anchors", "a dozen ropes", "1 sextant").forEach(shop::place);
            context.getBean(Shipping.class).await(2, 1, Duration.ofSeconds(20));
        }
    }
}
