package org.petrelmq.jms;

import jakarta.jms.JMSException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.Delivery;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;

/** Makes the messages of one connection: empty ones for senders, and facades of what was delivered. Thread-safe. */
final class JmsMessages {
    private final @Nullable ClientConnection connection;
    private final ObjectBodies objects;

    JmsMessages(@Nullable ClientConnection connection, ObjectBodies objects) {
        this.connection = connection;
        this.objects = objects;
    }

    ObjectBodies objects() {
        return objects;
    }

    /** The destination of an address, as the applications of this connection see it. */
    @Nullable
    JmsDestination destination(@Nullable Address address) {
        return JmsDestination.of(address, connection);
    }

    JmsMessage plain() {
        return new JmsMessage(this);
    }

    JmsTextMessage text(@Nullable String text) {
        return new JmsTextMessage(this, text == null ? Body.Text.NONE : new Body.Text(text));
    }

    JmsBytesMessage bytes() {
        return new JmsBytesMessage(this, Body.Bytes.NONE);
    }

    JmsMapMessage map() {
        return new JmsMapMessage(this, Body.Entries.NONE);
    }

    JmsStreamMessage stream() {
        return new JmsStreamMessage(this, Body.Stream.NONE);
    }

    JmsObjectMessage object(@Nullable Serializable object) throws JMSException {
        JmsObjectMessage message = new JmsObjectMessage(this, Body.Serialized.NONE);
        message.setObject(object);
        return message;
    }

    /**
     * A delivery as a message.
     *
     * @param receiver the session that acknowledges it; null for a browser's
     */
    JmsMessage received(Delivery delivery, @Nullable ClientSession receiver) {
        JmsMessage message = of(delivery.envelope().body());
        message.received(delivery, receiver);
        return message;
    }

    /** A message with that body and nothing else. */
    JmsMessage of(Body body) {
        if (body instanceof Body.Text text) {
            return new JmsTextMessage(this, text);
        } else if (body instanceof Body.Bytes bytes) {
            return new JmsBytesMessage(this, bytes);
        } else if (body instanceof Body.Entries entries) {
            return new JmsMapMessage(this, entries);
        } else if (body instanceof Body.Stream stream) {
            return new JmsStreamMessage(this, stream);
        } else if (body instanceof Body.Serialized object) {
            return new JmsObjectMessage(this, object);
        }
        return new JmsMessage(this);
    }
}
