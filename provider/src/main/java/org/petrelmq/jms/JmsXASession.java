package org.petrelmq.jms;

import jakarta.jms.Session;
import jakarta.jms.XASession;
import javax.transaction.xa.XAResource;
import org.petrelmq.client.ClientSession;

/** A session that takes part in distributed transactions (JMS 3.1 §11.3.3). */
sealed class JmsXASession extends JmsSession implements XASession permits JmsXAQueueSession, JmsXATopicSession {
    JmsXASession(ClientSession client, JmsMessages messages) {
        super(client, messages);
    }

    @Override
    public final Session getSession() {
        return this;
    }

    @Override
    public final XAResource getXAResource() {
        return client().xaResource();
    }
}
