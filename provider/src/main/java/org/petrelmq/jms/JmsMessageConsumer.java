package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;

/** A consumer of the classic API (JMS 3.1 §8.1). */
sealed class JmsMessageConsumer implements MessageConsumer permits JmsQueueReceiver, JmsTopicSubscriber {
    private final ClientConsumer client;
    private final JmsMessages messages;
    private volatile @Nullable MessageListener listener;

    JmsMessageConsumer(ClientConsumer client, JmsMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    final ClientConsumer client() {
        return client;
    }

    final JmsMessages messages() {
        return messages;
    }

    @Override
    public final @Nullable Message receive() throws JMSException {
        return receive(ClientConsumer.FOREVER);
    }

    @Override
    public final @Nullable Message receive(long timeout) throws JMSException {
        try {
            return message(client.receive(timeout, null));
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public final @Nullable Message receiveNoWait() throws JMSException {
        try {
            return message(client.receiveNoWait(null));
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    private @Nullable Message message(@Nullable Delivery delivery) {
        return delivery == null ? null : messages.received(delivery, client.session());
    }

    @Override
    public final @Nullable MessageListener getMessageListener() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return listener;
    }

    @Override
    public final void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
        JmsErrors.checked(() -> client.setListener(
                newListener == null
                        ? null
                        : delivery -> newListener.onMessage(messages.received(delivery, client.session()))));
        listener = newListener;
    }

    @Override
    public final @Nullable String getMessageSelector() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return client.selector();
    }

    @Override
    public final void close() throws JMSException {
        JmsErrors.checked(client::close);
    }
}
