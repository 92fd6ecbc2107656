package org.petrelmq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.petrelmq.ra.ConnectionRequest.Kind;

/** The connection factory for applications of the older API of one domain (JMS 3.1 §9). */
final class AdapterQueueConnectionFactory extends AdapterConnectionFactory implements QueueConnectionFactory {
    @Serial
    private static final long serialVersionUID = 1L;

    AdapterQueueConnectionFactory(PetrelManagedConnectionFactory managed, ConnectionManager manager) {
        super(managed, manager);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return (QueueConnection) allocate(Kind.QUEUE, null);
    }

    @Override
    public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        return (QueueConnection) allocate(Kind.QUEUE, new Credentials(userName, password));
    }
}
