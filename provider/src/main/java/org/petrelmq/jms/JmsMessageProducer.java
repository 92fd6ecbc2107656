package org.petrelmq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientProducer;
import org.petrelmq.client.SendOptions;
import org.petrelmq.engine.EngineException;

/** A producer of the classic API (JMS 3.1 §7.1). */
sealed class JmsMessageProducer implements MessageProducer permits JmsQueueSender, JmsTopicPublisher {
    private final ClientProducer client;
    private final JmsMessages messages;
    private final @Nullable JmsDestination destination;
    private SendOptions options = SendOptions.DEFAULT;

    JmsMessageProducer(ClientProducer client, JmsMessages messages, @Nullable Destination destination) {
        this.client = client;
        this.messages = messages;
        this.destination = (JmsDestination) destination;
    }

    // ---- sending ----

    @Override
    public final void send(@Nullable Message message) throws JMSException {
        send(own(), message, options);
    }

    @Override
    public final void send(@Nullable Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send(own(), message, with(deliveryMode, priority, timeToLive));
    }

    @Override
    public final void send(@Nullable Destination to, @Nullable Message message) throws JMSException {
        send(given(to), message, options);
    }

    @Override
    public final void send(
            @Nullable Destination to, @Nullable Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send(given(to), message, with(deliveryMode, priority, timeToLive));
    }

    private void send(JmsDestination to, @Nullable Message message, SendOptions how) throws JMSException {
        try {
            JmsSends.send(client, messages, to, message, how);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    /** The destination that the producer was made with. */
    private JmsDestination own() throws JMSException {
        JmsDestination own = destination;
        if (own == null) {
            requireOpen();
            throw new UnsupportedOperationException(
                    "The producer was made without a destination; name one with each send (JMS 3.1 §7.1).");
        }
        return own;
    }

    /** A destination that is named with the send, which a producer that has its own refuses. */
    private JmsDestination given(@Nullable Destination to) throws JMSException {
        if (destination != null) {
            requireOpen();
            throw new UnsupportedOperationException("The producer was made for '" + destination
                    + "' and sends nowhere else; make one without destination for that (JMS 3.1 §7.1).");
        }
        try {
            return JmsDestination.require(to);
        } catch (EngineException e) {
            requireOpen();
            throw JmsErrors.checked(e);
        }
    }

    private SendOptions with(int deliveryMode, int priority, long timeToLive) throws JMSException {
        try {
            return options.withDeliveryMode(deliveryMode).withPriority(priority).withTimeToLive(timeToLive);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    // ---- sending asynchronously (§7.3) ----

    @Override
    public final void send(@Nullable Message message, @Nullable CompletionListener listener) throws JMSException {
        sendAsync(own(), message, options, listener);
    }

    @Override
    public final void send(
            @Nullable Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            @Nullable CompletionListener listener)
            throws JMSException {
        sendAsync(own(), message, with(deliveryMode, priority, timeToLive), listener);
    }

    @Override
    public final void send(@Nullable Destination to, @Nullable Message message, @Nullable CompletionListener listener)
            throws JMSException {
        sendAsync(given(to), message, options, listener);
    }

    @Override
    public final void send(
            @Nullable Destination to,
            @Nullable Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            @Nullable CompletionListener listener)
            throws JMSException {
        sendAsync(given(to), message, with(deliveryMode, priority, timeToLive), listener);
    }

    private void sendAsync(
            JmsDestination to, @Nullable Message message, SendOptions how, @Nullable CompletionListener listener)
            throws JMSException {
        requireOpen();
        if (listener == null) {
            throw new IllegalArgumentException("The CompletionListener must not be null.");
        }
        try {
            JmsSends.sendAsync(client, messages, to, message, how, listener);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    // ---- options ----

    @Override
    public final void setDisableMessageID(boolean value) throws JMSException {
        requireOpen();
        options = options.withMessageId(!value);
    }

    @Override
    public final boolean getDisableMessageID() throws JMSException {
        requireOpen();
        return !options.withMessageId();
    }

    @Override
    public final void setDisableMessageTimestamp(boolean value) throws JMSException {
        requireOpen();
        options = options.withTimestamp(!value);
    }

    @Override
    public final boolean getDisableMessageTimestamp() throws JMSException {
        requireOpen();
        return !options.withTimestamp();
    }

    @Override
    public final void setDeliveryMode(int deliveryMode) throws JMSException {
        requireOpen();
        options = JmsErrors.checkedGet(() -> options.withDeliveryMode(deliveryMode));
    }

    @Override
    public final int getDeliveryMode() throws JMSException {
        requireOpen();
        return options.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }

    @Override
    public final void setPriority(int defaultPriority) throws JMSException {
        requireOpen();
        options = JmsErrors.checkedGet(() -> options.withPriority(defaultPriority));
    }

    @Override
    public final int getPriority() throws JMSException {
        requireOpen();
        return options.priority();
    }

    @Override
    public final void setTimeToLive(long timeToLive) throws JMSException {
        requireOpen();
        options = options.withTimeToLive(timeToLive);
    }

    @Override
    public final long getTimeToLive() throws JMSException {
        requireOpen();
        return options.timeToLiveMillis();
    }

    @Override
    public final void setDeliveryDelay(long deliveryDelay) throws JMSException {
        requireOpen();
        options = JmsErrors.checkedGet(() -> options.withDeliveryDelay(deliveryDelay));
    }

    @Override
    public final long getDeliveryDelay() throws JMSException {
        requireOpen();
        return options.deliveryDelayMillis();
    }

    @Override
    public final @Nullable Destination getDestination() throws JMSException {
        requireOpen();
        return destination;
    }

    @Override
    public final void close() throws JMSException {
        JmsErrors.checked(client::close);
    }

    private void requireOpen() throws JMSException {
        try {
            client.requireOpen();
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }
}
