package org.petrelmq.junit;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.petrelmq.BrokerAdmin;

/** Assertions about a message: its body, headers and properties. */
public final class MessageAssert {
    private final Message message;
    private final String name;

    private MessageAssert(Message message, String name) {
        this.message = message;
        this.name = name;
    }

    static MessageAssert of(@Nullable Message message, String name) {
        if (message == null) {
            throw new AssertionFailedError("Expected a message, but there is none.");
        }
        return new MessageAssert(message, name);
    }

    /**
     * It has this body.
     *
     * @param body text, map, byte array, object, list of what is in a StreamMessage, or null
     * @return this
     */
    public MessageAssert hasBody(@Nullable Object body) {
        return require("the body", body, Bodies.of(message));
    }

    /**
     * It has a property with this value.
     *
     * @param property its name
     * @param value of the property's own type
     * @return this
     */
    public MessageAssert hasProperty(String property, Object value) {
        return require("the property '" + property + "'", value, read(() -> message.getObjectProperty(property)));
    }

    /**
     * It has no property of this name.
     *
     * @param property the name
     * @return this
     */
    public MessageAssert hasNoProperty(String property) {
        return require("the property '" + property + "'", null, read(() -> message.getObjectProperty(property)));
    }

    /**
     * It has this JMSType.
     *
     * @param type null for none
     * @return this
     */
    public MessageAssert hasType(@Nullable String type) {
        return require("JMSType", type, read(message::getJMSType));
    }

    /**
     * It has this JMSCorrelationID.
     *
     * @param correlationId null for none
     * @return this
     */
    public MessageAssert hasCorrelationId(@Nullable String correlationId) {
        return require("JMSCorrelationID", correlationId, read(message::getJMSCorrelationID));
    }

    /**
     * It has this JMSPriority.
     *
     * @param priority 0 to 9
     * @return this
     */
    public MessageAssert hasPriority(int priority) {
        return require("JMSPriority", priority, read(message::getJMSPriority));
    }

    /**
     * It outlives the broker's process, where the broker is on disk.
     *
     * @return this
     */
    public MessageAssert isPersistent() {
        return require("JMSDeliveryMode", DeliveryMode.PERSISTENT, read(message::getJMSDeliveryMode));
    }

    /**
     * It may have been delivered before.
     *
     * @return this
     */
    public MessageAssert isRedelivered() {
        return require("JMSRedelivered", true, read(message::getJMSRedelivered));
    }

    /**
     * It was not delivered before.
     *
     * @return this
     */
    public MessageAssert isNotRedelivered() {
        return require("JMSRedelivered", false, read(message::getJMSRedelivered));
    }

    /**
     * It is delivered, or would be, for that time.
     *
     * @param count 1 for the first
     * @return this
     */
    public MessageAssert hasDeliveryCount(int count) {
        return hasProperty("JMSXDeliveryCount", count);
    }

    /**
     * It is a dead or expired letter, and was in that queue or subscription before.
     *
     * @param origin its name
     * @return this
     */
    public MessageAssert isDeadLetterFrom(String origin) {
        return hasProperty(BrokerAdmin.DEAD_LETTER_ORIGIN, origin);
    }

    private MessageAssert require(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Bodies.equal(expected, actual)) {
            throw new AssertionFailedError(
                    "Expected of " + name + ": " + what + " " + Bodies.word(expected, actual) + "\n      but it is: "
                            + Bodies.word(actual, expected),
                    expected,
                    actual);
        }
        return this;
    }

    private interface Header<T> {
        T read() throws JMSException;
    }

    private static <T> T read(Header<T> header) {
        try {
            return header.read();
        } catch (JMSException e) {
            throw new JMSRuntimeException("A message cannot be read: " + e.getMessage(), e.getErrorCode(), e);
        }
    }
}
