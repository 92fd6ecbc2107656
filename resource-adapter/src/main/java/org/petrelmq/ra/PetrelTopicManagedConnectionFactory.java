package org.petrelmq.ra;

import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serial;

/** Makes what is behind a {@link TopicConnectionFactory} of an application server; properties as of its base class. */
public final class PetrelTopicManagedConnectionFactory extends PetrelManagedConnectionFactory {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the application server. */
    public PetrelTopicManagedConnectionFactory() {}

    @Override
    public Object createConnectionFactory(ConnectionManager manager) {
        return new AdapterTopicConnectionFactory(this, manager);
    }
}
