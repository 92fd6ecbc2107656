package org.petrelmq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.petrelmq.ra.ConnectionRequest.Kind;

/** The connection factory for applications of the older API of one domain (JMS 3.1 §9). */
final class AdapterTopicConnectionFactory extends AdapterConnectionFactory implements TopicConnectionFactory {
    @Serial
    private static final long serialVersionUID = 1L;

    AdapterTopicConnectionFactory(PetrelManagedConnectionFactory managed, ConnectionManager manager) {
        super(managed, manager);
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return (TopicConnection) allocate(Kind.TOPIC, null);
    }

    @Override
    public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        return (TopicConnection) allocate(Kind.TOPIC, new Credentials(userName, password));
    }
}
