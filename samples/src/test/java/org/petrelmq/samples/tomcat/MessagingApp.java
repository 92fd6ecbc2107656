package org.petrelmq.samples.tomcat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.petrelmq.PetrelConnectionFactory;

/**
 * A web application with Petrel among its own classes, which uses all that has a thread: a listener, an asynchronous send, a timer,
 * a store. It closes its connection when it ends, and that is all that it does.
 */
public final class MessagingApp implements ServletContextListener {
    private static final long SECONDS = 20;

    private Connection connection;

    /** Used by the container. */
    public MessagingApp() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            start(context.getInitParameter("url"));
        } catch (JMSException | InterruptedException e) {
            context.setAttribute("refused", String.valueOf(e.getMessage()));
        }
    }

    private void start(String url) throws JMSException, InterruptedException {
        CountDownLatch received = new CountDownLatch(2);
        connection = new PetrelConnectionFactory(url).createConnection();
        Session listening = connection.createSession();
        Queue queue = listening.createQueue("orders");
        MessageConsumer consumer = listening.createConsumer(queue);
        consumer.setMessageListener(message -> received.countDown());
        connection.start();
        Session sending = connection.createSession();
        MessageProducer producer = sending.createProducer(queue);
        producer.send(sending.createTextMessage("now"), new Done(received));
        producer.setDeliveryDelay(TimeUnit.HOURS.toMillis(1));
        producer.send(sending.createTextMessage("when nobody is there any more"));
        if (!received.await(SECONDS, TimeUnit.SECONDS)) {
            throw new JMSException("Not all came back within " + SECONDS + " s.");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException e) {
            event.getServletContext().log("The connection could not be closed.", e);
        }
    }

    private record Done(CountDownLatch latch) implements jakarta.jms.CompletionListener {
        @Override
        public void onCompletion(Message message) {
            latch.countDown();
        }

        @Override
        public void onException(Message message, Exception exception) {
            // The latch says so.
        }
    }
}
