package org.petrelmq.spring;

import jakarta.jms.JMSException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the broker takes connections, for Spring Boot 4. */
final class Boot4Health extends AbstractHealthIndicator {
    private final BrokerAccess access;

    Boot4Health(BrokerAccess access) {
        super("The broker does not answer.");
        this.access = access;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws JMSException {
        access.requireAnswer();
        health.up().withDetail("broker", access.location());
    }
}
