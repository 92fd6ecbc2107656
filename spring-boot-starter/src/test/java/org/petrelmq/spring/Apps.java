package org.petrelmq.spring;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Applications that have whatever Spring Boot finds on the class path, in the order in which it finds it. */
final class Apps {
    static final long PATIENCE_MILLIS = 20_000;

    private Apps() {}

    static ApplicationContextRunner withEverything() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Everything.class)
                .withPropertyValues("spring.jms.template.receive-timeout=" + PATIENCE_MILLIS);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}
}
