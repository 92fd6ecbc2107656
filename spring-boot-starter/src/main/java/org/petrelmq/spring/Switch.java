package org.petrelmq.spring;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * A property that switches something, in all the words that a boolean property may have, "off" and "no" among them. Spring Boot's own
 * conditions know "true" and "false" only: what is neither would be on in one place and off in another.
 */
abstract class Switch extends SpringBootCondition {
    private final String property;
    private final boolean byDefault;
    private final boolean wanted;

    private Switch(String property, boolean byDefault, boolean wanted) {
        this.property = property;
        this.byDefault = byDefault;
        this.wanted = wanted;
    }

    @Override
    public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean on = Binder.get(context.getEnvironment())
                .bind(property, Boolean.class)
                .orElse(byDefault);
        return new ConditionOutcome(on == wanted, property + (on ? " is on" : " is off"));
    }

    static final class EmbeddedOn extends Switch {
        EmbeddedOn() {
            super("petrel.embedded.enabled", true, true);
        }
    }

    static final class PoolOn extends Switch {
        PoolOn() {
            super("petrel.pool.enabled", false, true);
        }
    }

    static final class PoolOff extends Switch {
        PoolOff() {
            super("petrel.pool.enabled", false, false);
        }
    }

    static final class CacheOn extends Switch {
        CacheOn() {
            super("spring.jms.cache.enabled", true, true);
        }
    }

    static final class CacheOff extends Switch {
        CacheOff() {
            super("spring.jms.cache.enabled", true, false);
        }
    }
}
