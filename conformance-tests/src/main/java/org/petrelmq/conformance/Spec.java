package org.petrelmq.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The clause of Jakarta Messaging 3.1 that a test checks, for example {@code "6.2.10"}; a statement of the API's Javadoc is
 * {@code "JD Message.acknowledge"}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Spec {

    /**
     * The clause.
     *
     * @return its number, or JD and a method
     */
    String value();
}
