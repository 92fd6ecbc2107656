package org.petrelmq.samples.spring;

import org.springframework.jms.core.JmsClient;
import org.springframework.stereotype.Component;

/** Where orders are placed. */
@Component
class Shop {
    private final JmsClient client;

    Shop(JmsClient client) {
        this.client = client;
    }

    void place(String order) {
        client.destination("orders").send(order);
    }
}
