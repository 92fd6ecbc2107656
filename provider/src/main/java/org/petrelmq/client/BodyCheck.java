package org.petrelmq.client;

import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Envelope;

/** Judges a message before it is handed over, for receiveBody (JMS 3.1 §8.6). It may run the application's code. */
@FunctionalInterface
public interface BodyCheck {

    /**
     * Refuses a message that the caller cannot use.
     *
     * @param envelope the message
     * @throws EngineException MESSAGE_FORMAT if the body has another type
     */
    void check(Envelope envelope) throws EngineException;
}
