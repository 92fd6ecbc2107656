package org.petrelmq.client;

import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Stamp;

/** Told how an asynchronous send goes (JMS 3.1 §7.3). */
public interface SendListener {

    /**
     * What the send decided, before the message is sent; on the sender's thread.
     *
     * @param stamp for the sender's message object
     */
    void stamped(Stamp stamp);

    /** The message is as safe as after a synchronous send. Never on the sender's thread, one call at a time in each session. */
    void sent();

    /**
     * It is not known whether the message was sent. As {@link #sent}.
     *
     * @param cause why
     */
    void failed(EngineException cause);
}
