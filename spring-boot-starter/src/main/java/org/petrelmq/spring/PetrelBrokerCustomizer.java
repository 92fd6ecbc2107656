package org.petrelmq.spring;

import org.petrelmq.BrokerOptions;

/**
 * Sets options of the broker that an application opens: those that are objects, such as an authenticator or a clock, or any other.
 * Beans of this type are called in their order.
 */
@FunctionalInterface
public interface PetrelBrokerCustomizer {

    /**
     * Sets options.
     *
     * @param options those of the broker that is about to be opened
     */
    void customize(BrokerOptions.Builder options);
}
