package org.petrelmq.servers.listeners;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.petrelmq.servers.common.Letter;

/** Has a durable subscription: what is published while the application is not deployed waits for it. */
@MessageDriven(
        name = "NewsListener",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "news"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "clientId", propertyValue = "listeners"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "all-news")
        })
public class NewsListener implements MessageListener {
    @Override
    public void onMessage(Message message) {
        try {
            Seen.HERE.add("news", Letter.of(message));
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
