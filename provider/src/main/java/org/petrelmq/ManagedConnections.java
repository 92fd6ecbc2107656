package org.petrelmq;

import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.Container;
import org.petrelmq.engine.EngineException;
import org.petrelmq.jms.ObjectBodies;

/**
 * The way of Petrel's resource adapter to a factory's broker. It is not for applications: the types that it is about are
 * exported to that module only.
 */
@SuppressWarnings("exports")
public final class ManagedConnections {
    private ManagedConnections() {}

    /**
     * Opens a connection that a container manages.
     *
     * @param factory where to, and with which client ID
     * @param user the user name; null for none
     * @param password the password; null for none
     * @param container who manages it; null for a connection of the resource adapter itself
     * @return a connection that is stopped
     * @throws EngineException if refused
     */
    public static ClientConnection open(
            PetrelConnectionFactory factory,
            @Nullable String user,
            @Nullable String password,
            @Nullable Container container)
            throws EngineException {
        return factory.connect(user, password, container);
    }

    /**
     * The password of a factory, which can be set and not read otherwise.
     *
     * @param factory the factory
     * @return null for none
     */
    public static @Nullable String password(PetrelConnectionFactory factory) {
        return factory.password();
    }

    /**
     * Which objects a factory's receivers read.
     *
     * @param factory the factory
     * @return its filter
     */
    public static ObjectBodies objects(PetrelConnectionFactory factory) {
        return factory.objects();
    }
}
