package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.ManagedConnections;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;
import org.petrelmq.jms.JmsInbound;

/**
 * A message-driven bean that receives (Jakarta Connectors 2.1 §13): a connection, and as many lines as messages may be delivered at a
 * time. While there are no messages it has no thread. If its broker closes under it, it connects again when it can. Thread-safe.
 *
 * <pre>
 *   start ──▶ receiving ◀──connected again── lost
 *                 │ └──the broker closes──────▲ │
 *                 └──────────stop───────────────┴──▶ stopped
 * </pre>
 */
final class Activation {
    private static final Logger LOG = System.getLogger(PetrelResourceAdapter.LOGGER);

    private final Dispatcher dispatcher;
    private final MessageEndpointFactory endpoints;
    private final PetrelActivationSpec spec;
    private final PetrelResourceAdapter adapter;

    // Under this object's monitor, which whoever starts or stops has until that is done:
    private final List<DeliveryLine> lines = new ArrayList<>();
    private @Nullable ClientConnection connection;
    private boolean stopped;

    Activation(
            PetrelResourceAdapter adapter,
            Dispatcher dispatcher,
            MessageEndpointFactory endpoints,
            PetrelActivationSpec spec) {
        this.adapter = adapter;
        this.dispatcher = dispatcher;
        this.endpoints = endpoints;
        this.spec = spec;
    }

    /** Connects and lets messages come. */
    synchronized void start() throws ResourceException {
        spec.validate();
        ActivationPlan plan = ActivationPlan.of(adapter, spec);
        SourceSpec source = ActivationPlan.source(spec);
        boolean started = false;
        try {
            connect(plan, source);
            started = true;
        } catch (EngineException e) {
            throw new ResourceException("The endpoint " + this + " cannot receive: " + e.getMessage(), e);
        } finally {
            if (!started) {
                disconnect(Deadline.NOW);
            }
        }
        // What was there before is not told of.
        lines.forEach(DeliveryLine::wake);
    }

    private void connect(ActivationPlan plan, SourceSpec source) throws EngineException {
        ClientConnection opened = ManagedConnections.open(
                plan.factory(), plan.credentials().user(), plan.credentials().password(), null);
        connection = opened;
        opened.setErrorListener(error -> failed(opened, error));
        JmsInbound inbound = new JmsInbound(opened, ManagedConnections.objects(plan.factory()));
        for (int i = 0; i < sessions(source); i++) {
            lines.add(DeliveryLine.open(this, opened, source, inbound));
        }
        opened.start();
    }

    /** A subscription that is not shared has one consumer. */
    private int sessions(SourceSpec source) {
        return source.kind() == Kind.QUEUE || source.kind().isShared() ? spec.sessions() : 1;
    }

    MessageEndpointFactory endpoints() {
        return endpoints;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** As the transaction manager sees a session. */
    XAResource resource(ClientSession session) {
        return new ManagedXaResource(session, adapter.associations());
    }

    @Nullable
    String selector() {
        return spec.getMessageSelector();
    }

    // ---- a broker that closes and comes again ----

    private void failed(ClientConnection reporting, EngineException error) {
        LOG.log(Level.WARNING, "The endpoint " + this + " has a problem.", error);
        dispatcher.later(() -> reconnectIfLost(reporting));
    }

    private synchronized void reconnectIfLost(ClientConnection reporting) {
        if (stopped || connection != reporting || isOpen(reporting)) {
            return;
        }
        disconnect(Deadline.NOW);
        reconnect();
    }

    private synchronized void reconnect() {
        if (stopped || connection != null) {
            return;
        }
        try {
            start();
            LOG.log(Level.INFO, "The endpoint " + this + " receives again.");
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The endpoint " + this + " cannot connect yet.", e);
            dispatcher.later(this::reconnect);
        }
    }

    static boolean isOpen(ClientConnection connection) {
        try {
            connection.requireOpen();
            return true;
        } catch (EngineException closed) {
            return false;
        }
    }

    // ---- the end ----

    /** Returns when no message is being delivered any more, or it is too late, and nothing of the endpoint is left. Idempotent. */
    synchronized void stop(Deadline deadline) {
        stopped = true;
        disconnect(deadline);
    }

    private void disconnect(Deadline deadline) {
        lines.forEach(DeliveryLine::stop);
        lines.forEach(line -> line.close(deadline));
        lines.clear();
        ClientConnection closing = connection;
        connection = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (EngineException e) {
                LOG.log(Level.WARNING, "The connection of the endpoint " + this + " could not be closed.", e);
            }
        }
    }

    @Override
    public String toString() {
        String name = endpoints.getActivationName();
        return name == null ? "of " + endpoints.getEndpointClass().getName() : name;
    }
}
