package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.ManagedConnections;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;
import org.petrelmq.jms.ObjectBodies;

/**
 * A message-driven bean that receives (Jakarta Connectors 2.1 §13): a connection, and as many lines as messages may be delivered at a
 * time. While there are no messages it has no thread. Thread-safe.
 */
final class Activation {
    private static final Logger LOG = System.getLogger(PetrelResourceAdapter.LOGGER);

    /** Until what did not work is tried again: an application that is not ready, a pool of threads that is full. */
    private static final long RETRY_MILLIS = 250;

    private final BootstrapContext context;
    private final MessageEndpointFactory endpoints;
    private final PetrelActivationSpec spec;
    private final PetrelResourceAdapter adapter;
    private final List<DeliveryLine> lines = new ArrayList<>();

    private @Nullable ClientConnection connection;
    private @Nullable Timer timer;
    private boolean stopped;

    Activation(
            PetrelResourceAdapter adapter,
            BootstrapContext context,
            MessageEndpointFactory endpoints,
            PetrelActivationSpec spec) {
        this.adapter = adapter;
        this.context = context;
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
            ClientConnection opened = ManagedConnections.open(
                    plan.factory(),
                    plan.credentials().user(),
                    plan.credentials().password(),
                    null);
            connection = opened;
            opened.setErrorListener(error -> LOG.log(Level.WARNING, "The endpoint " + this + " has a problem.", error));
            ObjectBodies objects = ManagedConnections.objects(plan.factory());
            for (int i = 0; i < sessions(source); i++) {
                lines.add(DeliveryLine.open(this, opened, source, objects));
            }
            opened.start();
            started = true;
        } catch (EngineException e) {
            throw new ResourceException("The endpoint " + this + " cannot receive: " + e.getMessage(), e);
        } finally {
            if (!started) {
                stop();
            }
        }
        // What was there before is not told of.
        lines.forEach(DeliveryLine::wake);
    }

    /** A subscription that is not shared has one consumer. */
    private int sessions(SourceSpec source) {
        return source.kind() == Kind.QUEUE || source.kind().isShared() ? spec.sessions() : 1;
    }

    MessageEndpointFactory endpoints() {
        return endpoints;
    }

    /** As the transaction manager sees a session. */
    XAResource resource(ClientSession session) {
        return new ManagedXaResource(session, adapter.associations());
    }

    @Nullable
    String selector() {
        return spec.getMessageSelector();
    }

    /** Has a line run on a thread of the server; returns false if there is none for it now. */
    boolean schedule(DeliveryLine line) {
        try {
            return Traces.apart(() -> {
                context.getWorkManager().scheduleWork(new Shift(line));
                return true;
            });
        } catch (ResourceException e) {
            LOG.log(Level.DEBUG, "The server has no thread for the endpoint " + this + " now.", e);
            return false;
        }
    }

    /** Has a line run after a while. */
    synchronized void scheduleLater(DeliveryLine line) {
        if (stopped) {
            return;
        }
        Timer later = timer;
        if (later == null) {
            later = newTimer();
            timer = later;
        }
        later.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        line.schedule();
                    }
                },
                RETRY_MILLIS);
    }

    /** The server's; our own where it has none to give. */
    private Timer newTimer() {
        try {
            return Traces.apart(context::createTimer);
        } catch (ResourceException e) {
            return new Timer("petrel-endpoint-retry", true);
        }
    }

    /** Returns when no message is being delivered any more, and nothing of the endpoint is left. Idempotent. */
    void stop() {
        List<DeliveryLine> ending;
        synchronized (this) {
            stopped = true;
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
            ending = List.copyOf(lines);
            lines.clear();
        }
        ending.forEach(DeliveryLine::stop);
        ending.forEach(DeliveryLine::close);
        ClientConnection closing;
        synchronized (this) {
            closing = connection;
            connection = null;
        }
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
