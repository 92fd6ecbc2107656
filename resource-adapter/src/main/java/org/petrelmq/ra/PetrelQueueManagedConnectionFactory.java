package org.petrelmq.ra;

import jakarta.jms.QueueConnectionFactory;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serial;

/** Makes what is behind a {@link QueueConnectionFactory} of an application server; properties as of its base class. */
public final class PetrelQueueManagedConnectionFactory extends PetrelManagedConnectionFactory {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the application server. */
    public PetrelQueueManagedConnectionFactory() {}

    @Override
    public Object createConnectionFactory(ConnectionManager manager) {
        return new AdapterQueueConnectionFactory(this, manager);
    }
}
