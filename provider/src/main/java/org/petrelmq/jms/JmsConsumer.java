package org.petrelmq.jms;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Envelope;

/** A consumer of the simplified API (JMS 3.1 §8.1). */
final class JmsConsumer implements JMSConsumer {
    private final ClientConsumer client;
    private final JmsMessages messages;
    private volatile @Nullable MessageListener listener;

    JmsConsumer(ClientConsumer client, JmsMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    @Override
    public @Nullable Message receive() {
        return receive(ClientConsumer.FOREVER);
    }

    @Override
    public @Nullable Message receive(long timeout) {
        try {
            return message(client.receive(timeout, null));
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public @Nullable Message receiveNoWait() {
        try {
            return message(client.receiveNoWait(null));
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    private @Nullable Message message(@Nullable Delivery delivery) {
        return delivery == null ? null : messages.received(delivery, client.session());
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type) {
        return receiveBody(type, ClientConsumer.FOREVER);
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type, long timeout) {
        try {
            return body(client.receive(timeout, envelope -> requireBody(envelope, type)), type);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public <T> @Nullable T receiveBodyNoWait(Class<T> type) {
        try {
            return body(client.receiveNoWait(envelope -> requireBody(envelope, type)), type);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    private <T> @Nullable T body(@Nullable Delivery delivery, Class<T> type) {
        if (delivery == null) {
            return null;
        }
        try {
            return messages.received(delivery, client.session()).getBody(type);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** Unlike getBody, receiveBody refuses a message that has no body (§8.6). */
    private void requireBody(Envelope envelope, @Nullable Class<?> type) throws EngineException {
        if (type == null) {
            throw new EngineException(Failure.MESSAGE_FORMAT, "The type of the body must not be null.");
        }
        JmsMessage message = messages.of(envelope.body());
        try {
            if (message.hasBody() && message.isBodyA(type)) {
                return;
            }
        } catch (MessageFormatException e) {
            throw new EngineException(Failure.MESSAGE_FORMAT, String.valueOf(e.getMessage()), e);
        } catch (JMSException e) {
            throw new EngineException(Failure.GENERAL, String.valueOf(e.getMessage()), e);
        }
        throw new EngineException(
                Failure.MESSAGE_FORMAT,
                "The next message is a " + message.getClass().getSimpleName()
                        + (message.hasBody() ? "" : " without body") + "; it cannot be received as " + type.getName()
                        + ".");
    }

    @Override
    public @Nullable MessageListener getMessageListener() {
        JmsErrors.unchecked(client::requireOpen);
        return listener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener newListener) {
        JmsErrors.unchecked(() -> client.setListener(
                newListener == null
                        ? null
                        : delivery -> newListener.onMessage(messages.received(delivery, client.session()))));
        listener = newListener;
    }

    @Override
    public @Nullable String getMessageSelector() {
        JmsErrors.unchecked(client::requireOpen);
        return client.selector();
    }

    @Override
    public void close() {
        JmsErrors.unchecked(client::close);
    }
}
