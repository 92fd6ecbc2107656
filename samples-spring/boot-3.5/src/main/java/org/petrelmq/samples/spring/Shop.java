package org.petrelmq.samples.spring;

import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** Where orders are placed. */
@Component
class Shop {
    private final JmsTemplate template;

    Shop(JmsTemplate template) {
        this.template = template;
    }

    void place(String order) {
        template.convertAndSend("orders", order);
    }
}
