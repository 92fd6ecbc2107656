package org.petrelmq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.Outgoing;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Headers;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;

/**
 * A message as an application holds it: the envelope's parts, and whether they may be written. What is received is shared
 * with other receivers until it is changed; what is sent is frozen, so that a change after the send does not reach it (JMS
 * 3.1 §3.9). Not thread-safe, as the API has it.
 */
class JmsMessage implements Message, Outgoing {
    final JmsMessages home;

    private Stamp stamp = Stamp.NONE;
    private Headers headers = Headers.NONE;
    private NamedValues properties = NamedValues.EMPTY;
    private NamedValues.@Nullable Editor editor;

    /** The session that received this message and acknowledges it; null for one that was made. */
    private @Nullable ClientSession receiver;

    /** The JMSXDeliveryCount; 0 for none. */
    private int deliveryCount;

    private boolean redelivered;
    private boolean propertiesReadOnly;
    private boolean bodyReadOnly;

    JmsMessage(JmsMessages home) {
        this.home = home;
    }

    /** Takes over what was received; the subclass has taken the body. */
    final void received(Delivery delivery, @Nullable ClientSession by) {
        Envelope envelope = delivery.envelope();
        stamp = envelope.stamp();
        headers = envelope.headers();
        properties = envelope.properties();
        receiver = by;
        deliveryCount = delivery.count();
        redelivered = delivery.redelivered();
        propertiesReadOnly = true;
        bodyReadOnly = true;
    }

    /** Takes over what a send decided. */
    final void sent(Stamp newStamp) {
        stamp = newStamp;
    }

    // ---- for the send ----

    @Override
    public final Headers headers() {
        return headers;
    }

    @Override
    public final NamedValues properties() {
        if (editor != null) {
            properties = editor.freeze();
        }
        return properties;
    }

    @Override
    public Body body() {
        return Body.Empty.INSTANCE;
    }

    // ---- headers ----

    @Override
    public @Nullable String getJMSMessageID() {
        MessageId id = stamp.id();
        return id == null ? null : id.toString();
    }

    @Override
    public void setJMSMessageID(@Nullable String id) {
        stamp = stamp.withId(id == null ? null : MessageId.ofText(id));
    }

    @Override
    public long getJMSTimestamp() {
        return stamp.timestamp();
    }

    @Override
    public void setJMSTimestamp(long timestamp) {
        stamp = stamp.withTimestamp(timestamp);
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        return CorrelationIds.bytes(headers.correlationId());
    }

    @Override
    public void setJMSCorrelationIDAsBytes(byte @Nullable [] correlationID) {
        setJMSCorrelationID(CorrelationIds.text(correlationID));
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        return headers.correlationId();
    }

    @Override
    public void setJMSCorrelationID(@Nullable String correlationID) {
        headers = Headers.of(correlationID, headers.replyTo(), headers.type());
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return home.destination(headers.replyTo());
    }

    @Override
    public void setJMSReplyTo(@Nullable Destination replyTo) throws JMSException {
        setReplyTo(JmsDestination.addressInHeader(replyTo));
    }

    final void setReplyTo(@Nullable Address replyTo) {
        headers = Headers.of(headers.correlationId(), replyTo, headers.type());
    }

    @Override
    public @Nullable Destination getJMSDestination() {
        return home.destination(stamp.destination());
    }

    @Override
    public void setJMSDestination(@Nullable Destination destination) throws JMSException {
        stamp = stamp.withDestination(JmsDestination.addressInHeader(destination));
    }

    @Override
    public int getJMSDeliveryMode() {
        return stamp.persistent() ? jakarta.jms.DeliveryMode.PERSISTENT : jakarta.jms.DeliveryMode.NON_PERSISTENT;
    }

    /** Overwritten by the send, whatever it is (§3.4.11); so whatever it is, it is taken. */
    @Override
    public void setJMSDeliveryMode(int deliveryMode) {
        stamp = stamp.withPersistent(deliveryMode != jakarta.jms.DeliveryMode.NON_PERSISTENT);
    }

    @Override
    public boolean getJMSRedelivered() {
        return redelivered;
    }

    @Override
    public void setJMSRedelivered(boolean newRedelivered) {
        redelivered = newRedelivered;
    }

    @Override
    public @Nullable String getJMSType() {
        return headers.type();
    }

    @Override
    public void setJMSType(@Nullable String type) {
        headers = Headers.of(headers.correlationId(), headers.replyTo(), type);
    }

    @Override
    public long getJMSExpiration() {
        return stamp.expiration();
    }

    @Override
    public void setJMSExpiration(long expiration) {
        stamp = stamp.withExpiration(expiration);
    }

    @Override
    public long getJMSDeliveryTime() {
        return stamp.deliveryTime();
    }

    @Override
    public void setJMSDeliveryTime(long deliveryTime) {
        stamp = stamp.withDeliveryTime(deliveryTime);
    }

    @Override
    public int getJMSPriority() {
        return stamp.priority();
    }

    @Override
    public void setJMSPriority(int priority) {
        stamp = stamp.withPriority(priority);
    }

    // ---- properties ----

    @Override
    public void clearProperties() {
        properties = NamedValues.EMPTY;
        editor = null;
        deliveryCount = 0;
        propertiesReadOnly = false;
    }

    @Override
    public boolean propertyExists(@Nullable String name) {
        return name != null && (isDeliveryCount(name) || properties().contains(name));
    }

    @Override
    public boolean getBooleanProperty(@Nullable String name) throws JMSException {
        return Values.toBoolean(getObjectProperty(name));
    }

    @Override
    public byte getByteProperty(@Nullable String name) throws JMSException {
        return Values.toByte(getObjectProperty(name));
    }

    @Override
    public short getShortProperty(@Nullable String name) throws JMSException {
        return Values.toShort(getObjectProperty(name));
    }

    @Override
    public int getIntProperty(@Nullable String name) throws JMSException {
        return Values.toInt(getObjectProperty(name));
    }

    @Override
    public long getLongProperty(@Nullable String name) throws JMSException {
        return Values.toLong(getObjectProperty(name));
    }

    @Override
    public float getFloatProperty(@Nullable String name) throws JMSException {
        return Values.toFloat(getObjectProperty(name));
    }

    @Override
    public double getDoubleProperty(@Nullable String name) throws JMSException {
        return Values.toDouble(getObjectProperty(name));
    }

    @Override
    public @Nullable String getStringProperty(@Nullable String name) throws JMSException {
        return Values.toText(getObjectProperty(name));
    }

    @Override
    public @Nullable Object getObjectProperty(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return isDeliveryCount(name) ? (Object) deliveryCount : properties().get(name);
    }

    private boolean isDeliveryCount(String name) {
        return deliveryCount > 0 && name.equals(PropertyNames.DELIVERY_COUNT);
    }

    @Override
    public Enumeration<String> getPropertyNames() {
        List<String> names = properties().names();
        if (deliveryCount > 0) {
            names.add(PropertyNames.DELIVERY_COUNT);
        }
        return Collections.enumeration(names);
    }

    @Override
    public void setBooleanProperty(@Nullable String name, boolean value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setByteProperty(@Nullable String name, byte value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setShortProperty(@Nullable String name, short value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setIntProperty(@Nullable String name, int value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setLongProperty(@Nullable String name, long value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setFloatProperty(@Nullable String name, float value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setDoubleProperty(@Nullable String name, double value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setStringProperty(@Nullable String name, @Nullable String value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setObjectProperty(@Nullable String name, @Nullable Object value) throws JMSException {
        put(name, Values.requireProperty(value));
    }

    private void put(@Nullable String name, @Nullable Object value) throws JMSException {
        String legal = PropertyNames.require(name);
        requirePropertiesWritable();
        set(legal, value);
    }

    final void requirePropertiesWritable() throws JMSException {
        if (propertiesReadOnly) {
            throw JmsErrors.MESSAGE_NOT_WRITEABLE.exception(
                    "The properties of a received message are read-only until clearProperties (JMS 3.1 §3.5.3).");
        }
    }

    /** Sets a property whose name and value are legal. */
    final void set(String name, @Nullable Object value) {
        if (editor == null) {
            editor = properties.edit();
        }
        editor.put(name, value);
    }

    // ---- body ----

    @Override
    public final void clearBody() {
        bodyReadOnly = false;
        emptyBody();
    }

    /** Makes the body as empty as in a new message. */
    void emptyBody() {
        // A plain message has none.
    }

    final boolean isBodyReadOnly() {
        return bodyReadOnly;
    }

    final void setBodyReadOnly() {
        bodyReadOnly = true;
    }

    final void requireBodyWritable() throws JMSException {
        if (bodyReadOnly) {
            throw JmsErrors.MESSAGE_NOT_WRITEABLE.exception(
                    "The body of a received message is read-only until clearBody (JMS 3.1 §3.11.2).");
        }
    }

    /** The body as one object, for getBody; null if there is none. A StreamMessage has none such and throws. */
    @Nullable
    Object bodyObject() throws JMSException {
        return null;
    }

    /** Whether the body, which is not null, can be assigned to that type. */
    boolean isBodyA(Class<?> type) throws JMSException {
        return true;
    }

    /** Whether there is a body. */
    boolean hasBody() {
        return false;
    }

    @Override
    public <T> @Nullable T getBody(Class<T> type) throws JMSException {
        if (!isBodyAssignableTo(type)) {
            throw unassignable(type);
        }
        return type.cast(bodyObject());
    }

    final JMSException unassignable(Class<?> type) {
        return JmsErrors.MESSAGE_FORMAT.exception(
                "The body of a " + getClass().getSimpleName() + " cannot be assigned to " + type + ".");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(@Nullable Class type) throws JMSException {
        Class<?> wanted = requireType(type);
        return !hasBody() || isBodyA(wanted);
    }

    static Class<?> requireType(@Nullable Class<?> type) throws JMSException {
        if (type == null) {
            throw JmsErrors.MESSAGE_FORMAT.exception("The type of the body must not be null.");
        }
        return type;
    }

    // ---- acknowledging ----

    @Override
    public void acknowledge() throws JMSException {
        ClientSession session = receiver;
        if (session == null) {
            return;
        }
        try {
            session.acknowledge();
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + getJMSMessageID() + " to " + stamp.destination() + "]";
    }
}
