package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import org.petrelmq.PetrelConnectionFactory;

/** The example in the README, to the letter; a test compares the two. */
public final class ReadmeExample {
    private ReadmeExample() {}

    /**
     * Runs it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        // README begins
        ConnectionFactory factory = new PetrelConnectionFactory("petrel:mem:shop");
        try (JMSContext context = factory.createContext()) {
            Queue orders = context.createQueue("orders");
            context.createProducer().setProperty("priority", "express").send(orders, "3 anchors, 40 kg");
            JMSConsumer express = context.createConsumer(orders, "priority = 'express'");
            String order = express.receiveBody(String.class, 1000);
            System.out.println("To pack: " + order);
        }
        // README ends
    }
}
