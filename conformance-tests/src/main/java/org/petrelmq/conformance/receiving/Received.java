package org.petrelmq.conformance.receiving;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;

/** A text message as a consumer got it, and the how manieth delivery it was. */
record Received(String text, boolean redelivered, int count) {

    static Received first(String text) {
        return new Received(text, false, 1);
    }

    static Received second(String text) {
        return new Received(text, true, 2);
    }

    static Received of(Message message) throws JMSException {
        return new Received(
                ((TextMessage) message).getText(),
                message.getJMSRedelivered(),
                message.getIntProperty("JMSXDeliveryCount"));
    }

    /** The next message, which has to come. */
    static Received next(Jms jms, MessageConsumer consumer) throws JMSException {
        return of(jms.receive(consumer));
    }

    /** The next message, which has to come. */
    static Received next(JMSConsumer consumer) throws JMSException {
        Message message = consumer.receive(Patience.arrivalMillis());
        if (message == null) {
            throw new AssertionError("No message came within " + Patience.ARRIVAL + ".");
        }
        return of(message);
    }
}
