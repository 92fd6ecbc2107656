package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serial;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The connections of a factory that no application server manages: each has its own, and ends with it. */
final class OwnConnections implements ConnectionManager {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        ManagedConnection connection = factory.createManagedConnection(null, request);
        boolean handedOut = false;
        try {
            Object handle = connection.getConnection(null, request);
            connection.addConnectionEventListener(new End(connection));
            handedOut = true;
            return handle;
        } finally {
            if (!handedOut) {
                connection.destroy();
            }
        }
    }

    /** The handle's end is the connection's. */
    private record End(ManagedConnection connection) implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            destroy();
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            destroy();
        }

        private void destroy() {
            try {
                connection.destroy();
            } catch (ResourceException e) {
                System.getLogger(PetrelResourceAdapter.LOGGER)
                        .log(Level.WARNING, "A connection could not be closed.", e);
            }
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            // No application starts one.
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            // Nor ends one.
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            // Nor ends one.
        }
    }
}
