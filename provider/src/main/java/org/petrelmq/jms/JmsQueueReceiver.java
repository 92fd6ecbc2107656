package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConsumer;

/** A consumer of the point-to-point API. */
final class JmsQueueReceiver extends JmsMessageConsumer implements QueueReceiver {
    JmsQueueReceiver(ClientConsumer client, JmsMessages messages) {
        super(client, messages);
    }

    @Override
    public @Nullable Queue getQueue() throws JMSException {
        JmsErrors.checked(client()::requireOpen);
        return (Queue) messages().destination(client().spec().address());
    }
}
