package org.petrelmq.spring;

import jakarta.jms.ConnectionFactory;
import java.util.Objects;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * Spring's cache of sessions, which in a transaction stands for the factory behind it. Spring Boot gives that one to listener
 * containers, since they have a cache of their own, and Spring knows the session of a transaction by its factory: without this, a
 * {@code JmsTemplate} in a listener would send in another session, and what it sent would stay when the listener fails.
 */
final class SessionCache extends CachingConnectionFactory implements InfrastructureProxy {
    SessionCache(ConnectionFactory target) {
        super(target);
    }

    @Override
    public Object getWrappedObject() {
        return Objects.requireNonNull(getTargetConnectionFactory());
    }
}
