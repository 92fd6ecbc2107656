package org.petrelmq.samples.spring;

import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** Makes parcels of orders. */
// docs begin: listener
@Component
class Fulfilment {
    private final JmsTemplate template;

    Fulfilment(JmsTemplate template) {
        this.template = template;
    }

    /** In one transaction: the order is taken and its parcel is sent, or neither. */
    @JmsListener(destination = "orders", concurrency = "1-4")
    void fulfil(String order) {
        template.convertAndSend("parcels", "parcel with " + order);
        if (order.startsWith("a dozen")) {
            throw new IllegalArgumentException("How many is " + order + "?");
        }
    }
}
// docs end
