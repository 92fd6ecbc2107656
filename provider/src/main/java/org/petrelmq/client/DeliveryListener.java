package org.petrelmq.client;

import org.petrelmq.engine.Delivery;

/** Runs an application's message listener. Called by one thread at a time in each session. */
@FunctionalInterface
public interface DeliveryListener {

    /**
     * A message for the application.
     *
     * @param delivery the message
     */
    void onDelivery(Delivery delivery);
}
