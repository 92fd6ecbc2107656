package org.petrelmq.ra;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serial;
import java.io.Serializable;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.jms.JmsConnection;
import org.petrelmq.jms.JmsErrors;
import org.petrelmq.ra.ConnectionRequest.Kind;

/**
 * The connection factory that applications of an application server look up: it asks the server's connection manager, which has
 * the pool and the transaction. Thread-safe.
 */
class AdapterConnectionFactory implements ConnectionFactory, Referenceable, Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final PetrelManagedConnectionFactory managed;
    private final ConnectionManager manager;
    private @Nullable Reference reference;

    AdapterConnectionFactory(PetrelManagedConnectionFactory managed, ConnectionManager manager) {
        this.managed = managed;
        this.manager = manager;
    }

    /** Where its connections are made. */
    final PetrelManagedConnectionFactory managed() {
        return managed;
    }

    @Override
    public final Connection createConnection() throws JMSException {
        return allocate(Kind.COMMON, null);
    }

    @Override
    public final Connection createConnection(@Nullable String userName, @Nullable String password) throws JMSException {
        return allocate(Kind.COMMON, new Credentials(userName, password));
    }

    @Override
    public final JMSContext createContext() {
        return context(null, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public final JMSContext createContext(int sessionMode) {
        return context(null, sessionMode);
    }

    @Override
    public final JMSContext createContext(@Nullable String userName, @Nullable String password) {
        return context(new Credentials(userName, password), JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public final JMSContext createContext(@Nullable String userName, @Nullable String password, int sessionMode) {
        return context(new Credentials(userName, password), sessionMode);
    }

    private JMSContext context(@Nullable Credentials credentials, int sessionMode) {
        try {
            return connection(Kind.COMMON, credentials).context(sessionMode);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        } catch (ResourceException e) {
            EngineException failure = failure(e);
            if (failure != null) {
                throw JmsErrors.unchecked(failure);
            }
            throw new JMSRuntimeException(refused(e), null, e);
        }
    }

    final JmsConnection allocate(Kind kind, @Nullable Credentials credentials) throws JMSException {
        try {
            return connection(kind, credentials);
        } catch (ResourceException e) {
            EngineException failure = failure(e);
            if (failure != null) {
                throw JmsErrors.checked(failure);
            }
            JMSException refused = new JMSException(refused(e));
            refused.initCause(e);
            refused.setLinkedException(e);
            throw refused;
        }
    }

    private JmsConnection connection(Kind kind, @Nullable Credentials credentials) throws ResourceException {
        return (JmsConnection) manager.allocateConnection(managed, new ConnectionRequest(kind, credentials));
    }

    /** What the broker said, which servers wrap once or more. */
    private static @Nullable EngineException failure(ResourceException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException failure) {
                return failure;
            }
        }
        return null;
    }

    private static String refused(ResourceException cause) {
        return "The application server gave no connection: " + cause.getMessage();
    }

    @Override
    public final void setReference(Reference newReference) {
        reference = newReference;
    }

    @Override
    public final @Nullable Reference getReference() {
        return reference;
    }
}
