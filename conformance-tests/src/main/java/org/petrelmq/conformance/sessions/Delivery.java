package org.petrelmq.conformance.sessions;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;

/** A text message as its receiver saw it: whether it came again, and how often. */
record Delivery(String text, boolean redelivered, int count) {

    static Delivery first(String text) {
        return new Delivery(text, false, 1);
    }

    static Delivery again(String text) {
        return again(text, 2);
    }

    static Delivery again(String text, int count) {
        return new Delivery(text, true, count);
    }

    static Delivery of(Message message) throws JMSException {
        return new Delivery(
                ((TextMessage) message).getText(),
                message.getJMSRedelivered(),
                message.getIntProperty("JMSXDeliveryCount"));
    }

    static Delivery next(Jms jms, MessageConsumer consumer) throws JMSException {
        return of(jms.receive(consumer));
    }

    static List<Delivery> next(Jms jms, MessageConsumer consumer, int count) throws JMSException {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(next(jms, consumer));
        }
        return deliveries;
    }

    static Delivery next(JMSConsumer consumer) throws JMSException {
        Message message = consumer.receive(Patience.arrivalMillis());
        if (message == null) {
            throw new AssertionError("No message came within " + Patience.ARRIVAL + ".");
        }
        return of(message);
    }
}
