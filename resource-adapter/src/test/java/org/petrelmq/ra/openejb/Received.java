package org.petrelmq.ra.openejb;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the message-driven beans of the tests have received. */
final class Received {
    /** How long a test waits for a bean. */
    private static final long SECONDS = 20;

    static final BlockingQueue<String> MESSAGES = new LinkedBlockingQueue<>();

    private Received() {}

    /** Notes a message: by whom, what, how often. */
    static void note(String bean, Message message) {
        try {
            MESSAGES.add(bean + ": " + message.getBody(String.class) + " ("
                    + message.getIntProperty("JMSXDeliveryCount")
                    + ") on " + (Thread.currentThread().getName().startsWith("petrel") ? "Petrel's" : "the server's")
                    + " thread");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    static String next() throws InterruptedException {
        String message = MESSAGES.poll(SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("Nothing was received in " + SECONDS + " s.");
        }
        return message;
    }
}
