package org.petrelmq.samples.spring;

import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsClient;
import org.springframework.stereotype.Component;

/** Makes parcels of orders. */
// docs begin: listener
@Component
class Fulfilment {
    private final JmsClient client;

    Fulfilment(JmsClient client) {
        this.client = client;
    }

    /** In one transaction: the order is taken and its parcel is sent, or neither. */
    @JmsListener(destination = "orders", concurrency = "1-4")
    void fulfil(String order) {
        client.destination("parcels").send("parcel with " + order);
        if (order.startsWith("a dozen")) {
            throw new IllegalArgumentException("How many is " + order + "?");
        }
    }
}
// docs end
