package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryTopic;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.message.Address;

/** A temporary topic (JMS 3.1 §6.2.2). Anybody may send to it; the connection that made it may consume and delete. */
final class JmsTemporaryTopic extends JmsTopic implements TemporaryTopic {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ClientConnection connection;

    JmsTemporaryTopic(Address.Topic address, @Nullable ClientConnection connection) {
        super(address.name());
        this.connection = connection;
    }

    @Override
    Address newAddress() {
        return new Address.Topic(name(), true);
    }

    @Override
    public void delete() throws JMSException {
        if (connection == null) {
            throw JmsErrors.INVALID_DESTINATION.exception(
                    "The temporary topic '" + name() + "' can only be deleted by the connection that made it.");
        }
        JmsErrors.checked(() -> connection.deleteTemporary(address()));
    }
}
