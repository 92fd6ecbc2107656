package org.petrelmq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Address;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.Stamp;

/**
 * Messages of other providers (JMS 3.1 §3.12): read through the public interfaces into a message of ours before the send,
 * and told what the send decided through their setters after it.
 */
final class ForeignMessages {
    private ForeignMessages() {}

    /** A message of ours with the headers, properties and body of the given one. */
    static JmsMessage converted(Message message, JmsMessages home) throws JMSException {
        JmsMessage copy = withBody(message, home);
        copy.setJMSCorrelationID(message.getJMSCorrelationID());
        copy.setReplyTo(replyTo(message));
        copy.setJMSType(message.getJMSType());
        for (String name : names(message.getPropertyNames())) {
            if (PropertyNames.isCarried(name)) {
                copy.set(name, Values.requireProperty(message.getObjectProperty(name)));
            }
        }
        return copy;
    }

    /** A destination that means nothing here is dropped: the API leaves that open, and the message is sent (Message). */
    private static @Nullable Address replyTo(Message message) throws JMSException {
        try {
            return JmsDestination.addressInHeader(message.getJMSReplyTo());
        } catch (InvalidDestinationException e) {
            return null;
        }
    }

    private static JmsMessage withBody(Message message, JmsMessages home) throws JMSException {
        if (message instanceof TextMessage text) {
            return home.text(text.getText());
        } else if (message instanceof ObjectMessage object) {
            return home.object(object.getObject());
        } else if (message instanceof MapMessage map) {
            JmsMapMessage copy = home.map();
            for (String name : names(map.getMapNames())) {
                copy.setObject(name, map.getObject(name));
            }
            return copy;
        } else if (message instanceof BytesMessage bytes) {
            return copyOf(bytes, home);
        } else if (message instanceof StreamMessage stream) {
            return copyOf(stream, home);
        }
        return home.plain();
    }

    private static JmsMessage copyOf(BytesMessage message, JmsMessages home) throws JMSException {
        JmsBytesMessage copy = home.bytes();
        message.reset();
        byte[] buffer = new byte[8192];
        for (int read = message.readBytes(buffer); read > 0; read = message.readBytes(buffer)) {
            copy.writeBytes(buffer, 0, read);
        }
        message.reset();
        return copy;
    }

    private static JmsMessage copyOf(StreamMessage message, JmsMessages home) throws JMSException {
        JmsStreamMessage copy = home.stream();
        message.reset();
        try {
            while (true) {
                copy.writeObject(message.readObject());
            }
        } catch (MessageEOFException e) {
            // The only end that a foreign stream announces.
            message.reset();
            return copy;
        }
    }

    /** Sets on the sender's object what the send decided (§3.4.11). */
    static void stamp(Message message, Stamp stamp, Destination destination) throws JMSException {
        MessageId id = stamp.id();
        message.setJMSDestination(destination);
        message.setJMSDeliveryMode(stamp.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        message.setJMSExpiration(stamp.expiration());
        message.setJMSPriority(stamp.priority());
        message.setJMSMessageID(id == null ? null : id.toString());
        message.setJMSTimestamp(stamp.timestamp());
        try {
            message.setJMSDeliveryTime(stamp.deliveryTime());
        } catch (AbstractMethodError e) {
            // A message class written for JMS 1.1 has no delivery time to be told.
            return;
        }
    }

    private static List<String> names(java.util.Enumeration<?> names) {
        return Collections.list(names).stream().map(String.class::cast).toList();
    }
}
