package org.petrelmq.jms;

import jakarta.jms.QueueSession;
import jakarta.jms.XAQueueSession;
import org.petrelmq.client.ClientSession;

/** A session of the point-to-point API that takes part in distributed transactions. */
final class JmsXAQueueSession extends JmsXASession implements XAQueueSession {
    private final JmsQueueSession session;

    JmsXAQueueSession(ClientSession client, JmsMessages messages) {
        super(client, messages);
        this.session = new JmsQueueSession(client, messages);
    }

    @Override
    public QueueSession getQueueSession() {
        return session;
    }
}
