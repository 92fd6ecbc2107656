package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import org.petrelmq.PetrelConnectionFactory;

/** The examples in the README, to the letter; a test compares them. */
public final class ReadmeExample {
    private ReadmeExample() {}

    /**
     * Runs them.
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
        restart();
    }

    private static void restart() {
        // README begins
        ConnectionFactory factory = new PetrelConnectionFactory("petrel:file:target/shop");
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "1 sextant, brass");
        } // The last connection closes the broker; the order is on the disk.
        try (JMSContext context = factory.createContext()) {
            JMSConsumer all = context.createConsumer(context.createQueue("orders"));
            System.out.println("Still to pack: " + all.receiveBody(String.class, 1000));
        }
        // README ends
    }
}
