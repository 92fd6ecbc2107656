package org.petrelmq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientProducer;
import org.petrelmq.client.SendOptions;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.NamedValues;

/** A producer of the simplified API (JMS 3.1 §7): what it is told it sets on each message that it sends. */
final class JmsProducer implements JMSProducer {
    private final ClientProducer client;
    private final JmsMessages messages;
    private SendOptions options = SendOptions.DEFAULT;
    private NamedValues.Editor properties = new NamedValues.Editor();
    private @Nullable String correlationId;
    private @Nullable String type;
    private @Nullable Destination replyTo;
    private @Nullable CompletionListener async;

    JmsProducer(ClientProducer client, JmsMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    // ---- sending ----

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Message message) {
        try {
            JmsDestination target = JmsDestination.require(destination);
            if (message != null) {
                override(message);
            }
            if (async == null) {
                JmsSends.send(client, messages, target, message, options);
            } else {
                JmsSends.sendAsync(client, messages, target, message, options, async);
            }
            return this;
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** Headers and properties of the producer override the message's (§7.5, §7.6). */
    private void override(Message message) throws JMSException {
        NamedValues overriding = properties.freeze();
        if (message instanceof JmsMessage ours) {
            if (!overriding.isEmpty()) {
                ours.requirePropertiesWritable();
            }
            for (int i = 0; i < overriding.size(); i++) {
                ours.set(overriding.name(i), overriding.value(i));
            }
        } else {
            for (int i = 0; i < overriding.size(); i++) {
                message.setObjectProperty(overriding.name(i), overriding.value(i));
            }
        }
        if (correlationId != null) {
            message.setJMSCorrelationID(correlationId);
        }
        if (type != null) {
            message.setJMSType(type);
        }
        if (replyTo != null) {
            message.setJMSReplyTo(replyTo);
        }
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable String body) {
        return send(destination, messages.text(body));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Map<String, Object> body) {
        try {
            JmsMapMessage message = messages.map();
            if (body != null) {
                for (Map.Entry<String, Object> entry : body.entrySet()) {
                    message.setObject(entry.getKey(), entry.getValue());
                }
            }
            return send(destination, message);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, byte @Nullable [] body) {
        try {
            JmsBytesMessage message = messages.bytes();
            if (body != null) {
                message.writeBytes(body);
            }
            return send(destination, message);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Serializable body) {
        try {
            return send(destination, messages.object(body));
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    // ---- options ----

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        options = options.withMessageId(!value);
        return this;
    }

    @Override
    public boolean getDisableMessageID() {
        return !options.withMessageId();
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        options = options.withTimestamp(!value);
        return this;
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return !options.withTimestamp();
    }

    @Override
    public JMSProducer setDeliveryMode(int deliveryMode) {
        options = JmsErrors.uncheckedGet(() -> options.withDeliveryMode(deliveryMode));
        return this;
    }

    @Override
    public int getDeliveryMode() {
        return options.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }

    @Override
    public JMSProducer setPriority(int priority) {
        options = JmsErrors.uncheckedGet(() -> options.withPriority(priority));
        return this;
    }

    @Override
    public int getPriority() {
        return options.priority();
    }

    @Override
    public JMSProducer setTimeToLive(long timeToLive) {
        options = options.withTimeToLive(timeToLive);
        return this;
    }

    @Override
    public long getTimeToLive() {
        return options.timeToLiveMillis();
    }

    @Override
    public JMSProducer setDeliveryDelay(long deliveryDelay) {
        options = JmsErrors.uncheckedGet(() -> options.withDeliveryDelay(deliveryDelay));
        return this;
    }

    @Override
    public long getDeliveryDelay() {
        return options.deliveryDelayMillis();
    }

    /** Null means synchronous. */
    @Override
    public JMSProducer setAsync(@Nullable CompletionListener completionListener) {
        async = completionListener;
        return this;
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        return async;
    }

    // ---- properties ----

    @Override
    public JMSProducer setProperty(@Nullable String name, boolean value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, byte value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, short value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, int value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, long value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, float value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, double value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, @Nullable String value) {
        return put(name, value);
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, @Nullable Object value) {
        return put(name, value);
    }

    private JMSProducer put(@Nullable String name, @Nullable Object value) {
        try {
            properties.put(PropertyNames.require(name), Values.requireProperty(value));
            return this;
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public JMSProducer clearProperties() {
        properties = new NamedValues.Editor();
        return this;
    }

    @Override
    public boolean propertyExists(@Nullable String name) {
        return name != null && properties.freeze().contains(name);
    }

    /** A view, which shows what is set and cleared later (JD JMSProducer.getPropertyNames). */
    @Override
    public Set<String> getPropertyNames() {
        return Collections.unmodifiableSet(new Names());
    }

    private final class Names extends AbstractSet<String> {
        @Override
        public Iterator<String> iterator() {
            return properties.freeze().names().iterator();
        }

        @Override
        public int size() {
            return properties.freeze().size();
        }

        @Override
        public boolean contains(@Nullable Object name) {
            return name instanceof String text && propertyExists(text);
        }
    }

    private interface Conversion<T> {
        T of(@Nullable Object value) throws JMSException;
    }

    private <T> T get(@Nullable String name, Conversion<T> conversion) {
        try {
            return conversion.of(name == null ? null : properties.get(name));
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public boolean getBooleanProperty(@Nullable String name) {
        return get(name, Values::toBoolean);
    }

    @Override
    public byte getByteProperty(@Nullable String name) {
        return get(name, Values::toByte);
    }

    @Override
    public short getShortProperty(@Nullable String name) {
        return get(name, Values::toShort);
    }

    @Override
    public int getIntProperty(@Nullable String name) {
        return get(name, Values::toInt);
    }

    @Override
    public long getLongProperty(@Nullable String name) {
        return get(name, Values::toLong);
    }

    @Override
    public float getFloatProperty(@Nullable String name) {
        return get(name, Values::toFloat);
    }

    @Override
    public double getDoubleProperty(@Nullable String name) {
        return get(name, Values::toDouble);
    }

    @Override
    public @Nullable String getStringProperty(@Nullable String name) {
        Object value = getObjectProperty(name);
        return value == null ? null : value.toString();
    }

    @Override
    public @Nullable Object getObjectProperty(@Nullable String name) {
        return name == null ? null : properties.get(name);
    }

    // ---- headers ----

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] bytes) {
        correlationId = CorrelationIds.text(bytes);
        return this;
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        return CorrelationIds.bytes(correlationId);
    }

    @Override
    public JMSProducer setJMSCorrelationID(@Nullable String newCorrelationId) {
        correlationId = newCorrelationId;
        return this;
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public JMSProducer setJMSType(@Nullable String newType) {
        type = newType;
        return this;
    }

    @Override
    public @Nullable String getJMSType() {
        return type;
    }

    @Override
    public JMSProducer setJMSReplyTo(@Nullable Destination newReplyTo) {
        replyTo = newReplyTo;
        return this;
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return replyTo;
    }
}
