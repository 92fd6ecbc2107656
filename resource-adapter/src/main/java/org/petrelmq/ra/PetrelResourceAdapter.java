package org.petrelmq.ra;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serial;
import java.io.Serializable;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;

/**
 * Petrel in an application server (Jakarta Connectors 2.1 §5). Properties, none of them required: {@code url}, {@code
 * petrel:mem:default} unless it is set; {@code user} and {@code password} of connections and endpoints that have no others.
 *
 * <p>The broker is open from the adapter's start to its stop, so that applications come and go and what is only in memory stays.
 * Stopping closes it, unless somebody else keeps it, and whatever of it is left: no lock, no thread. Equal by its properties.
 */
public final class PetrelResourceAdapter implements ResourceAdapter, Serializable {
    /** The logger of this package. */
    static final String LOGGER = "org.petrelmq.ra";

    @Serial
    private static final long serialVersionUID = 1L;

    private String url = PetrelConnectionFactory.DEFAULT_URL;
    private @Nullable String user;
    private @Nullable String password;

    private transient @Nullable Running running;
    private transient @Nullable Associations associations;

    /** Made by the application server. */
    public PetrelResourceAdapter() {}

    /** What there is between start and stop. */
    private record Running(
            Dispatcher dispatcher, Broker broker, Map<Endpoint, Activation> activations, Recovery recovery) {}

    /** What a server activates and deactivates. */
    private record Endpoint(MessageEndpointFactory factory, ActivationSpec spec) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Endpoint that && factory.equals(that.factory) && spec == that.spec;
        }

        @Override
        public int hashCode() {
            return factory.hashCode();
        }
    }

    // ---- properties ----

    /**
     * The broker's URL.
     *
     * @return the URL
     */
    public String getUrl() {
        return url;
    }

    /**
     * Sets the broker's URL.
     *
     * @param newUrl as of {@link PetrelConnectionFactory}; null or empty for the default
     */
    public void setUrl(@Nullable String newUrl) {
        url = Objects.requireNonNullElse(Text.orNull(newUrl), PetrelConnectionFactory.DEFAULT_URL);
    }

    /**
     * The user name of those that have no other.
     *
     * @return null for none
     */
    public @Nullable String getUser() {
        return user;
    }

    /**
     * Sets the user name of those that have no other.
     *
     * @param newUser null or empty for none
     */
    public void setUser(@Nullable String newUser) {
        user = Text.orNull(newUser);
    }

    /**
     * The password of that user.
     *
     * @return null for none
     */
    public @Nullable String getPassword() {
        return password;
    }

    /**
     * Sets the password of that user.
     *
     * @param newPassword null or empty for none
     */
    public void setPassword(@Nullable String newPassword) {
        password = Text.orNull(newPassword);
    }

    Credentials credentials() {
        return new Credentials(user, password);
    }

    /** Of all its connections and endpoints; not only while it runs, for branches end when they end. */
    synchronized Associations associations() {
        Associations ours = associations;
        if (ours == null) {
            ours = new Associations();
            associations = ours;
        }
        return ours;
    }

    // ---- life ----

    @Override
    public synchronized void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (running != null) {
            throw new ResourceAdapterInternalException("The resource adapter " + this + " has started already.");
        }
        try {
            Broker broker = Broker.open(url);
            running = new Running(new Dispatcher(context), broker, new ConcurrentHashMap<>(), new Recovery(this));
        } catch (JMSException | IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(
                    "The broker '" + url + "' cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        Running stopping;
        synchronized (this) {
            stopping = running;
            running = null;
        }
        // Beans that are waited for may need the adapter meanwhile.
        if (stopping != null) {
            Deadline deadline = Deadline.ofStop();
            stopping.activations().values().forEach(activation -> activation.stop(deadline));
            stopping.dispatcher().close();
            stopping.recovery().close();
            stopping.broker().close();
        }
    }

    private synchronized Running requireRunning() throws ResourceException {
        if (running == null) {
            throw new jakarta.resource.spi.IllegalStateException("The resource adapter " + this + " is not started.");
        }
        return running;
    }

    private synchronized boolean isRunning(Running then) {
        return running != null && running.recovery() == then.recovery();
    }

    // ---- factories ----

    /** The adapter that a server associates: one of this class. */
    static PetrelResourceAdapter of(ResourceAdapter adapter) throws ResourceException {
        if (adapter instanceof PetrelResourceAdapter ours) {
            return ours;
        }
        throw new ResourceException("A " + adapter.getClass().getName() + " is not Petrel's resource adapter.");
    }

    /**
     * A factory of the facade's.
     *
     * @param adapter whose broker; null for none, as outside a server
     * @param url null for the adapter's, or the default
     */
    static PetrelXAConnectionFactory factory(@Nullable PetrelResourceAdapter adapter, @Nullable String url)
            throws ResourceException {
        try {
            if (adapter != null && (url == null || url.equals(adapter.url))) {
                return adapter.requireRunning().broker().xaConnectionFactory();
            }
            return new PetrelXAConnectionFactory(url == null ? PetrelConnectionFactory.DEFAULT_URL : url);
        } catch (IllegalArgumentException e) {
            throw new ResourceException("The url is malformed: " + e.getMessage(), e);
        }
    }

    // ---- endpoints ----

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof PetrelActivationSpec ours)) {
            throw new jakarta.resource.NotSupportedException(
                    "A " + spec.getClass().getName() + " is not an activation spec of Petrel.");
        }
        Running now = requireRunning();
        now.dispatcher().prepare();
        Activation activation = new Activation(this, now.dispatcher(), endpoints, ours);
        activation.start();
        now.activations().put(new Endpoint(endpoints, spec), activation);
        if (!isRunning(now)) {
            activation.stop(Deadline.ofStop());
            throw new jakarta.resource.spi.IllegalStateException("The resource adapter " + this + " has stopped.");
        }
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        Running now;
        synchronized (this) {
            now = running;
        }
        if (now != null) {
            Endpoint endpoint = new Endpoint(endpoints, spec);
            Activation activation = now.activations().get(endpoint);
            if (activation != null) {
                // It is known until it has stopped, so that a stop of the adapter waits for that, too.
                activation.stop(Deadline.ofStop());
                now.activations().remove(endpoint);
            }
        }
    }

    /** For the branches that were prepared when the server ended: one resource for each broker that endpoints receive from. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
        Recovery recovery = requireRunning().recovery();
        List<XAResource> resources = new ArrayList<>();
        ResourceException failure = null;
        for (ActivationSpec spec : specs) {
            if (spec instanceof PetrelActivationSpec ours) {
                try {
                    XAResource resource = recovery.of(ours);
                    if (!resources.contains(resource)) {
                        resources.add(resource);
                    }
                } catch (ResourceException e) {
                    // The others are recovered nevertheless.
                    failure = e;
                    System.getLogger(LOGGER).log(Level.WARNING, "An endpoint's broker cannot be recovered now.", e);
                }
            }
        }
        if (failure != null && resources.isEmpty()) {
            throw failure;
        }
        return resources.toArray(XAResource[]::new);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PetrelResourceAdapter that
                && url.equals(that.url)
                && Objects.equals(user, that.user)
                && Objects.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, user);
    }

    @Override
    public String toString() {
        return "PetrelResourceAdapter[url=" + url + ", user=" + user + "]";
    }
}
