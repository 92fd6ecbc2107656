package org.petrelmq.conformance.message;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A message of nobody's provider: header and properties. As much as a provider that sends it can need, and no more. */
class ForeignMessage implements Message {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Set<String> headersSet = new TreeSet<>();

    private String messageId;
    private long timestamp;
    private String correlationId;
    private Destination replyTo;
    private Destination destination;
    private int deliveryMode;
    private boolean redelivered;
    private String type;
    private long expiration;
    private long deliveryTime;
    private int priority;

    /** The header fields whose setters have been called. */
    Set<String> headersSet() {
        return headersSet;
    }

    @Override
    public String getJMSMessageID() {
        return messageId;
    }

    @Override
    public void setJMSMessageID(String id) {
        messageId = id;
        headersSet.add("JMSMessageID");
    }

    @Override
    public long getJMSTimestamp() {
        return timestamp;
    }

    @Override
    public void setJMSTimestamp(long newTimestamp) {
        timestamp = newTimestamp;
        headersSet.add("JMSTimestamp");
    }

    @Override
    public byte[] getJMSCorrelationIDAsBytes() {
        return correlationId == null ? null : correlationId.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void setJMSCorrelationIDAsBytes(byte[] id) {
        correlationId = new String(id, StandardCharsets.UTF_8);
    }

    @Override
    public String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public void setJMSCorrelationID(String id) {
        correlationId = id;
    }

    @Override
    public Destination getJMSReplyTo() {
        return replyTo;
    }

    @Override
    public void setJMSReplyTo(Destination newReplyTo) {
        replyTo = newReplyTo;
    }

    @Override
    public Destination getJMSDestination() {
        return destination;
    }

    @Override
    public void setJMSDestination(Destination newDestination) {
        destination = newDestination;
        headersSet.add("JMSDestination");
    }

    @Override
    public int getJMSDeliveryMode() {
        return deliveryMode;
    }

    @Override
    public void setJMSDeliveryMode(int mode) {
        deliveryMode = mode;
        headersSet.add("JMSDeliveryMode");
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
    public String getJMSType() {
        return type;
    }

    @Override
    public void setJMSType(String newType) {
        type = newType;
    }

    @Override
    public long getJMSExpiration() {
        return expiration;
    }

    @Override
    public void setJMSExpiration(long newExpiration) {
        expiration = newExpiration;
        headersSet.add("JMSExpiration");
    }

    @Override
    public long getJMSDeliveryTime() {
        return deliveryTime;
    }

    @Override
    public void setJMSDeliveryTime(long time) {
        deliveryTime = time;
        headersSet.add("JMSDeliveryTime");
    }

    @Override
    public int getJMSPriority() {
        return priority;
    }

    @Override
    public void setJMSPriority(int newPriority) {
        priority = newPriority;
        headersSet.add("JMSPriority");
    }

    @Override
    public void clearProperties() {
        properties.clear();
    }

    @Override
    public boolean propertyExists(String name) {
        return properties.containsKey(name);
    }

    @Override
    public Enumeration<String> getPropertyNames() {
        return Collections.enumeration(properties.keySet());
    }

    @Override
    public Object getObjectProperty(String name) {
        return properties.get(name);
    }

    @Override
    public void setObjectProperty(String name, Object value) {
        properties.put(name, value);
    }

    private Object get(String name, ValueType type) throws JMSException {
        return ForeignValues.convert(properties.get(name), type);
    }

    @Override
    public boolean getBooleanProperty(String name) throws JMSException {
        return (Boolean) get(name, ValueType.BOOLEAN);
    }

    @Override
    public byte getByteProperty(String name) throws JMSException {
        return (Byte) get(name, ValueType.BYTE);
    }

    @Override
    public short getShortProperty(String name) throws JMSException {
        return (Short) get(name, ValueType.SHORT);
    }

    @Override
    public int getIntProperty(String name) throws JMSException {
        return (Integer) get(name, ValueType.INT);
    }

    @Override
    public long getLongProperty(String name) throws JMSException {
        return (Long) get(name, ValueType.LONG);
    }

    @Override
    public float getFloatProperty(String name) throws JMSException {
        return (Float) get(name, ValueType.FLOAT);
    }

    @Override
    public double getDoubleProperty(String name) throws JMSException {
        return (Double) get(name, ValueType.DOUBLE);
    }

    @Override
    public String getStringProperty(String name) throws JMSException {
        return (String) get(name, ValueType.STRING);
    }

    @Override
    public void setBooleanProperty(String name, boolean value) {
        properties.put(name, value);
    }

    @Override
    public void setByteProperty(String name, byte value) {
        properties.put(name, value);
    }

    @Override
    public void setShortProperty(String name, short value) {
        properties.put(name, value);
    }

    @Override
    public void setIntProperty(String name, int value) {
        properties.put(name, value);
    }

    @Override
    public void setLongProperty(String name, long value) {
        properties.put(name, value);
    }

    @Override
    public void setFloatProperty(String name, float value) {
        properties.put(name, value);
    }

    @Override
    public void setDoubleProperty(String name, double value) {
        properties.put(name, value);
    }

    @Override
    public void setStringProperty(String name, String value) {
        properties.put(name, value);
    }

    @Override
    public void acknowledge() {
        throw new IllegalStateException("never received");
    }

    @Override
    public void clearBody() throws JMSException {
        // A plain message has none.
    }

    @Override
    public <T> T getBody(Class<T> wanted) throws JMSException {
        Object body = body();
        if (body != null && !wanted.isInstance(body)) {
            throw new MessageFormatException("The body is no " + wanted);
        }
        return wanted.cast(body);
    }

    @Override
    public boolean isBodyAssignableTo(@SuppressWarnings("rawtypes") Class wanted) throws JMSException {
        Object body = body();
        return body == null || wanted.isInstance(body);
    }

    /** What getBody returns. */
    Object body() throws JMSException {
        return null;
    }
}
