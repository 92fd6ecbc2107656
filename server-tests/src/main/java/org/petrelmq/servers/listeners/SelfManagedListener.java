package org.petrelmq.servers.listeners;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import org.petrelmq.servers.common.Letter;

/**
 * Manages its transaction itself, so the message is not part of it: of a first delivery the reply is rolled back and an exception brings the
 * message back; of a second one the reply is committed.
 */
@MessageDriven(
        name = "SelfManagedListener",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "self-managed"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class SelfManagedListener implements MessageListener {
    @Resource(name = "jms/ConnectionFactory")
    private ConnectionFactory factory;

    @Resource
    private UserTransaction transaction;

    @Override
    public void onMessage(Message message) {
        try {
            Letter letter = Letter.of(message);
            Seen.HERE.add("self-managed", letter);
            transaction.begin();
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("replies"), "done: " + letter.text());
            }
            if (!letter.redelivered()) {
                transaction.rollback();
                throw new EJBException("Not at the first time.");
            }
            transaction.commit();
        } catch (JMSException
                | NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new EJBException(e);
        }
    }
}
