package org.petrelmq.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, a Petrel broker that nobody else has. What a test asks for as a parameter, or as a field
 * with {@link Injected}, it gets: a {@link TestBroker}, {@code Broker}, {@code BrokerAdmin}, {@code PetrelConnectionFactory}, {@code
 * PetrelXAConnectionFactory}, {@code ConnectionFactory}, {@code XAConnectionFactory}, {@code JMSContext} or {@code VirtualClock}. After
 * the test the broker is closed, and what the test has left open fails it.
 *
 * <p>The broker is opened when it is first asked for; a class that opens brokers of its own only has its threads watched. One on
 * a method goes before one on its class, and that before one on the class around it. For more than stands here: {@link
 * PetrelExtension#builder}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PetrelExtension.class)
public @interface PetrelTest {

    /**
     * Whether the broker is on disk, in a directory that is made for it and removed after it.
     *
     * @return false for one in memory
     */
    boolean durable() default false;

    /**
     * Who shares a broker.
     *
     * @return by default, each test method has its own
     */
    BrokerScope scope() default BrokerScope.METHOD;

    /**
     * Options of the broker as in a URL, for example {@code "maxDeliveries=3"}.
     *
     * @return none by default
     */
    String[] options() default {};

    /**
     * What is looked for after a test.
     *
     * @return everything by default; {@code {}} for nothing
     */
    Leak[] leakCheck() default {Leak.CONNECTIONS, Leak.MESSAGES, Leak.THREADS};
}
