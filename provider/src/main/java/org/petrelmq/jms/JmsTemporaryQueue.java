package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.message.Address;

/** A temporary queue (JMS 3.1 §6.2.2). Anybody may send to it; the connection that made it may consume and delete. */
final class JmsTemporaryQueue extends JmsQueue implements TemporaryQueue {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ClientConnection connection;

    JmsTemporaryQueue(Address.Queue address, @Nullable ClientConnection connection) {
        super(address.name());
        this.connection = connection;
    }

    @Override
    Address newAddress() {
        return new Address.Queue(name(), true);
    }

    @Override
    public void delete() throws JMSException {
        if (connection == null) {
            throw JmsErrors.INVALID_DESTINATION.exception(
                    "The temporary queue '" + name() + "' can only be deleted by the connection that made it.");
        }
        JmsErrors.checked(() -> connection.deleteTemporary(address()));
    }
}
