package org.petrelmq.servers.listeners;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.petrelmq.servers.common.Letter;

/** Receives without any transaction, what its selector matches; an exception brings a first delivery back. */
@MessageDriven(
        name = "UntransactedListener",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "untransacted"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Dups-ok-acknowledge"),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "kind = 'wanted'")
        })
public class UntransactedListener implements MessageListener {
    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void onMessage(Message message) {
        try {
            Letter letter = Letter.of(message);
            Seen.HERE.add("untransacted", letter);
            if (!letter.redelivered()) {
                throw new EJBException("Not at the first time.");
            }
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
