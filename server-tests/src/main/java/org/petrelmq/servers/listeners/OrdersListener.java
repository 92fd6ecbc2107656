package org.petrelmq.servers.listeners;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.petrelmq.servers.common.Letter;

/**
 * Receives and replies in the transaction of the container. Of a poisoned order it rolls the transaction back after its reply, of a broken
 * one it throws an exception.
 */
@MessageDriven(
        name = "OrdersListener",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/orders")
        })
public class OrdersListener implements MessageListener {
    @Resource(name = "jms/ConnectionFactory")
    private ConnectionFactory factory;

    @Resource
    private MessageDrivenContext container;

    @Override
    public void onMessage(Message message) {
        try (JMSContext context = factory.createContext()) {
            Letter letter = Letter.of(message);
            Seen.HERE.add("orders", letter);
            context.createProducer().send(context.createQueue("replies"), "done: " + letter.text());
            if (letter.text().startsWith("broken")) {
                throw new EJBException("The order is broken.");
            }
            if (letter.text().startsWith("poisoned")) {
                container.setRollbackOnly();
            }
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
