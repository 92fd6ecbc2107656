package org.petrelmq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientProducer;

/** A producer of the point-to-point API. */
final class JmsQueueSender extends JmsMessageProducer implements QueueSender {
    JmsQueueSender(ClientProducer client, JmsMessages messages, @Nullable Queue queue) {
        super(client, messages, queue);
    }

    @Override
    public @Nullable Queue getQueue() throws JMSException {
        return (Queue) getDestination();
    }

    @Override
    public void send(@Nullable Queue queue, @Nullable Message message) throws JMSException {
        send((Destination) queue, message);
    }

    @Override
    public void send(@Nullable Queue queue, @Nullable Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send((Destination) queue, message, deliveryMode, priority, timeToLive);
    }
}
