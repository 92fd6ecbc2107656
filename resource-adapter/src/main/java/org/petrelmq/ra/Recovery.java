package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import javax.transaction.xa.XAResource;
import org.petrelmq.ManagedConnections;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.engine.EngineException;

/** The resources by which a server recovers, and their connections, open until the adapter stops. Thread-safe. */
final class Recovery {
    private final PetrelResourceAdapter adapter;
    private final Map<Place, Open> open = new HashMap<>();

    Recovery(PetrelResourceAdapter adapter) {
        this.adapter = adapter;
    }

    private record Place(String url, Credentials credentials) {}

    private record Open(ClientConnection connection, XAResource resource) {}

    /** The resource of the broker from which an endpoint receives. */
    synchronized XAResource of(PetrelActivationSpec spec) throws ResourceException {
        ActivationPlan plan = ActivationPlan.of(adapter, spec);
        Place place = new Place(plan.factory().getUrl(), plan.credentials());
        Open known = open.get(place);
        if (known == null || !Activation.isOpen(known.connection())) {
            // The client ID is the endpoint's.
            plan.factory().setClientId(null);
            try {
                known = open(ManagedConnections.open(
                        plan.factory(),
                        plan.credentials().user(),
                        plan.credentials().password(),
                        null));
            } catch (EngineException e) {
                throw PetrelManagedConnection.refusal(e);
            }
            open.put(place, known);
        }
        return known.resource();
    }

    private static Open open(ClientConnection connection) throws EngineException {
        try {
            return new Open(connection, connection.openSession(AckMode.XA).xaResource());
        } catch (EngineException e) {
            connection.close();
            throw e;
        }
    }

    synchronized void close() {
        for (Open ended : open.values()) {
            try {
                ended.connection().close();
            } catch (EngineException e) {
                System.getLogger(PetrelResourceAdapter.LOGGER)
                        .log(Level.WARNING, "A connection for recovery could not be closed.", e);
            }
        }
        open.clear();
    }
}
