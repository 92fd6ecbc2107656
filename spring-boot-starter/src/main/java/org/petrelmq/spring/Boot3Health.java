package org.petrelmq.spring;

import jakarta.jms.JMSException;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Up while the broker takes connections, for Spring Boot 3. */
final class Boot3Health extends AbstractHealthIndicator {
    private final BrokerAccess access;

    Boot3Health(BrokerAccess access) {
        super("The broker does not answer.");
        this.access = access;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws JMSException {
        access.requireAnswer();
        health.up().withDetail("broker", access.location());
    }
}
