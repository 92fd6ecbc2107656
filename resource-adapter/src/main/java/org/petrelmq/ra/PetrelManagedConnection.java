package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.SecurityException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.ManagedConnections;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.Container;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.jms.JmsConnection;
import org.petrelmq.ra.ConnectionRequest.Kind;

/**
 * A connection of an application server's pool (Jakarta Connectors 2.1 §6.5). What it keeps is a session for transactions. Each
 * application that gets it gets a new connection of the facade, for its sessions join that transaction: so what one application
 * leaves behind (temporary destinations, consumers, messages that are not acknowledged) cannot meet the next one, and in a JVM
 * another connection costs microseconds. Thread-safe.
 */
final class PetrelManagedConnection implements ManagedConnection, Container {
    private final PetrelManagedConnectionFactory factory;
    private final Credentials credentials;
    private final PetrelXAConnectionFactory connections;
    private final ClientConnection base;
    private final ManagedXaResource xa;
    private final ManagedLocalTransaction local;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();

    /** The applications' connections that are open; under this object's monitor. */
    private final Map<ClientConnection, JmsConnection> handles = new HashMap<>();

    private volatile boolean destroyed;

    /** The broker has closed. */
    private volatile boolean broken;

    private @Nullable PrintWriter logWriter;

    PetrelManagedConnection(PetrelManagedConnectionFactory factory, Credentials credentials) throws ResourceException {
        this.factory = factory;
        this.credentials = credentials;
        this.connections = factory.factory();
        try {
            base = ManagedConnections.open(connections, credentials.user(), credentials.password(), null);
        } catch (EngineException e) {
            throw refusal(e);
        }
        try {
            xa = new ManagedXaResource(base.openSession(AckMode.XA), factory.associations());
            base.setErrorListener(this::failed);
        } catch (EngineException e) {
            closeBase();
            throw refusal(e);
        }
        local = new ManagedLocalTransaction(xa);
        connections.setClientId(factory.getClientId());
    }

    static ResourceException refusal(EngineException cause) {
        String message = String.valueOf(cause.getMessage());
        return cause.failure() == Failure.SECURITY
                ? new SecurityException(message, cause)
                : new ResourceException(message, cause);
    }

    /** Whether it is a connection of that factory for them. */
    boolean isFor(PetrelManagedConnectionFactory other, Credentials wanted) {
        return isUsable() && factory.equals(other) && credentials.equals(wanted);
    }

    /** Whether it can be given to applications. */
    boolean isUsable() {
        return !destroyed && !broken;
    }

    // ---- what applications get ----

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        requireUndestroyed();
        if (!credentials.equals(factory.credentials(subject, request))) {
            throw new SecurityException(
                    "A connection of user '" + credentials.user() + "' cannot become another user's.");
        }
        Kind kind = request instanceof ConnectionRequest asked ? asked.kind() : Kind.COMMON;
        try {
            ClientConnection client =
                    ManagedConnections.open(connections, credentials.user(), credentials.password(), this);
            JmsConnection handle = kind.adapt(client, ManagedConnections.objects(connections));
            synchronized (this) {
                handles.put(client, handle);
            }
            return handle;
        } catch (EngineException e) {
            throw refusal(e);
        }
    }

    private void requireUndestroyed() throws ResourceException {
        if (destroyed) {
            throw new IllegalStateException("The managed connection has been destroyed.");
        }
    }

    /** An application keeps its connection while the server gives it another one of the pool behind it. */
    @Override
    public void associateConnection(Object connection) throws ResourceException {
        requireUndestroyed();
        if (!(connection instanceof JmsConnection handle)) {
            throw new ResourceException("A " + connection.getClass().getName() + " is not a connection of Petrel.");
        }
        ClientConnection client = handle.client();
        try {
            if (client.containerRules().container() instanceof PetrelManagedConnection before) {
                before.dissociate(client);
            }
            client.containerRules().moveTo(this);
            synchronized (this) {
                handles.put(client, handle);
            }
            for (ClientSession session : client.sessions()) {
                xa.join(session);
            }
        } catch (XAException e) {
            throw new ResourceException("A session of the connection cannot join the transaction.", e);
        }
    }

    private void dissociate(ClientConnection client) throws XAException {
        synchronized (this) {
            handles.remove(client);
        }
        for (ClientSession session : client.sessions()) {
            xa.leave(session);
        }
    }

    // ---- as the container of those connections ----

    @Override
    public boolean isInTransaction() {
        return xa.isInTransaction();
    }

    @Override
    public void opened(ClientSession session) throws EngineException {
        try {
            xa.join(session);
        } catch (XAException e) {
            boolean rolledBack = e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
            throw new EngineException(
                    rolledBack ? Failure.TRANSACTION_ROLLED_BACK : Failure.GENERAL,
                    "The session cannot join the transaction, error code " + e.errorCode + " of XAException.",
                    e);
        }
    }

    @Override
    public void closed(ClientConnection client) {
        JmsConnection handle;
        synchronized (this) {
            handle = handles.remove(client);
        }
        if (handle != null) {
            ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
            event.setConnectionHandle(handle);
            for (ConnectionEventListener listener : listeners) {
                listener.connectionClosed(event);
            }
        }
    }

    /** The broker has closed. */
    private void failed(EngineException cause) {
        broken = true;
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, refusal(cause));
        for (ConnectionEventListener listener : listeners) {
            listener.connectionErrorOccurred(event);
        }
    }

    // ---- its transactions ----

    @Override
    public XAResource getXAResource() throws ResourceException {
        requireUndestroyed();
        return xa;
    }

    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        requireUndestroyed();
        return local;
    }

    // ---- its end ----

    /** Back to the pool: what applications have not closed is closed, and nobody is told. */
    @Override
    public void cleanup() throws ResourceException {
        requireUndestroyed();
        closeHandles();
    }

    private void closeHandles() throws ResourceException {
        local.abandon();
        List<ClientConnection> open;
        synchronized (this) {
            open = new ArrayList<>(handles.keySet());
            handles.clear();
        }
        EngineException failure = null;
        for (ClientConnection client : open) {
            try {
                client.close();
            } catch (EngineException e) {
                failure = e;
            }
        }
        xa.forgetSessions();
        if (failure != null) {
            throw refusal(failure);
        }
    }

    /** What was done for a transaction stays with it. */
    @Override
    public void destroy() throws ResourceException {
        if (destroyed) {
            return;
        }
        destroyed = true;
        try {
            closeHandles();
        } finally {
            closeBase();
        }
    }

    private void closeBase() throws ResourceException {
        try {
            base.close();
        } catch (EngineException e) {
            throw refusal(e);
        }
    }

    // ---- the rest of the contract ----

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public ManagedConnectionMetaData getMetaData() throws ResourceException {
        requireUndestroyed();
        return new ConnectionMetaData(credentials.user());
    }

    @Override
    public synchronized void setLogWriter(@Nullable PrintWriter newLogWriter) {
        logWriter = newLogWriter;
    }

    @Override
    public synchronized @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }
}
