package org.petrelmq.servers.probe;

import jakarta.jms.JMSException;
import org.petrelmq.servers.common.Letter;

/** A way to send and receive one text at a time. */
interface Postman {
    /** Sends a text to a queue, with a property kind, which is {@code wanted} or {@code unwanted}. */
    void send(String queue, String text, String kind) throws JMSException;

    /** Publishes a text. */
    void publish(String topic, String text) throws JMSException;

    /** Receives the next text, or null when the time is over. */
    Letter receive(String queue, long timeoutMillis) throws JMSException;
}
