package org.petrelmq.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that gets a part of the test's broker: a new one before each test if it is an instance field, that of the class ({@link
 * BrokerScope#CLASS}) if it is static. An instance that all tests of a class share ({@code Lifecycle.PER_CLASS}) has that of the
 * class in its {@code @BeforeAll} methods already. A parameter needs this only to say which one of several brokers it is about.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Injected {

    /**
     * Which broker, where a test has several.
     *
     * @return the name that the extension was given with {@link PetrelExtension.Builder#named}; empty for the one without
     */
    String value() default "";
}
