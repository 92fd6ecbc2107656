package org.petrelmq.servers.common;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * A message that was received, as one line of text: the applications write it, the test reads it.
 *
 * @param text its body, without line breaks
 * @param redelivered JMSRedelivered
 * @param deliveries JMSXDeliveryCount
 */
public record Letter(String text, boolean redelivered, int deliveries) {
    /**
     * The letter that a text message is.
     *
     * @param message a message that was received
     * @return its text and how it was delivered
     * @throws JMSException if it is no message with a text
     */
    public static Letter of(Message message) throws JMSException {
        return new Letter(
                message.getBody(String.class),
                message.getJMSRedelivered(),
                message.getIntProperty("JMSXDeliveryCount"));
    }

    /**
     * Reads a line.
     *
     * @param line what {@link #toString} gave
     * @return the letter
     */
    public static Letter parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Letter(parts[2], Boolean.parseBoolean(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return redelivered + " " + deliveries + " " + text;
    }
}
