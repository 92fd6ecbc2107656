package org.petrelmq.ra;

import jakarta.jms.ConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.io.Serial;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.petrelmq.PetrelXAConnectionFactory;

/**
 * Makes what is behind a {@link ConnectionFactory} of an application server (Jakarta Connectors 2.1 §6). Properties, none of
 * them required: {@code url}, which is the resource adapter's unless it is set; {@code user} and {@code password}, likewise;
 * {@code clientId}; {@code allowedClasses}, as of {@link org.petrelmq.PetrelConnectionFactory#setAllowedClasses}.
 *
 * <p>Equal by its properties.
 */
public class PetrelManagedConnectionFactory
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {
    @Serial
    private static final long serialVersionUID = 1L;

    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String clientId;
    private @Nullable String allowedClasses;

    /** Not transient: a copy of the factory is not one of another broker. */
    private @Nullable PetrelResourceAdapter adapter;

    private transient @Nullable PrintWriter logWriter;

    /** Made by the application server. */
    public PetrelManagedConnectionFactory() {}

    // ---- properties ----

    /**
     * The broker's URL.
     *
     * @return null for the resource adapter's
     */
    public @Nullable String getUrl() {
        return url;
    }

    /**
     * Sets the broker's URL.
     *
     * @param newUrl as of {@link org.petrelmq.PetrelConnectionFactory}; null or empty for the resource adapter's
     */
    public void setUrl(@Nullable String newUrl) {
        url = Text.orNull(newUrl);
    }

    /**
     * The user name of connections for which neither the container nor the application has one.
     *
     * @return null for the resource adapter's
     */
    public @Nullable String getUser() {
        return user;
    }

    /**
     * Sets the user name of connections for which neither the container nor the application has one.
     *
     * @param newUser null or empty for the resource adapter's
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

    /**
     * The client ID of the connections.
     *
     * @return null for none
     */
    public @Nullable String getClientId() {
        return clientId;
    }

    /**
     * Sets the client ID of the connections, of which there is only one at a time then.
     *
     * @param newClientId null or empty for none
     */
    public void setClientId(@Nullable String newClientId) {
        clientId = Text.orNull(newClientId);
    }

    /**
     * The classes that the objects of ObjectMessages may have beside the common ones of the JDK.
     *
     * @return null for none
     */
    public @Nullable String getAllowedClasses() {
        return allowedClasses;
    }

    /**
     * Sets the classes that the objects of ObjectMessages may have beside the common ones of the JDK.
     *
     * @param newAllowedClasses class names and packages, separated by commas; null or empty for none
     */
    public void setAllowedClasses(@Nullable String newAllowedClasses) {
        allowedClasses = Text.orNull(newAllowedClasses);
    }

    @Override
    public final @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public final void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
        adapter = PetrelResourceAdapter.of(newAdapter);
    }

    @Override
    public final @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public final void setLogWriter(@Nullable PrintWriter newLogWriter) {
        logWriter = newLogWriter;
    }

    // ---- factories and connections ----

    @Override
    public Object createConnectionFactory(ConnectionManager manager) {
        return new AdapterConnectionFactory(this, manager);
    }

    /** For whoever uses the adapter without an application server: no pool, and no transactions but those of XA. */
    @Override
    public final Object createConnectionFactory() {
        return createConnectionFactory(new OwnConnections());
    }

    @Override
    public final ManagedConnection createManagedConnection(
            @Nullable Subject subject, @Nullable ConnectionRequestInfo request) throws ResourceException {
        return new PetrelManagedConnection(this, credentials(subject, request));
    }

    /** Those that a connection has which neither a container nor an application has asked for. */
    final Credentials credentials(@Nullable Subject subject, @Nullable ConnectionRequestInfo request) {
        Credentials configured = new Credentials(user, password);
        if (user == null && adapter != null) {
            configured = adapter.credentials();
        }
        return Credentials.of(subject, (ConnectionRequest) request, this, configured);
    }

    /** A factory of the connections of the facade. */
    final PetrelXAConnectionFactory factory() throws ResourceException {
        PetrelXAConnectionFactory factory = PetrelResourceAdapter.factory(adapter, url);
        factory.setAllowedClasses(allowedClasses);
        return factory;
    }

    /** The adapter's; without one its own. */
    final Associations associations() {
        return adapter == null ? new Associations() : adapter.associations();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public final @Nullable ManagedConnection matchManagedConnections(
            Set connections, @Nullable Subject subject, @Nullable ConnectionRequestInfo request) {
        Credentials wanted = credentials(subject, request);
        for (Object connection : connections) {
            if (connection instanceof PetrelManagedConnection candidate && candidate.isFor(this, wanted)) {
                return candidate;
            }
        }
        return null;
    }

    /** Those of a pool that are of no use any more, for their broker has closed. */
    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public final Set<ManagedConnection> getInvalidConnections(Set connections) {
        Set<ManagedConnection> invalid = new HashSet<>();
        for (Object connection : connections) {
            if (connection instanceof PetrelManagedConnection known && !known.isUsable()) {
                invalid.add(known);
            }
        }
        return invalid;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof PetrelManagedConnectionFactory that
                && getClass() == that.getClass()
                && Objects.equals(url, that.url)
                && Objects.equals(user, that.user)
                && Objects.equals(password, that.password)
                && Objects.equals(clientId, that.clientId)
                && Objects.equals(allowedClasses, that.allowedClasses)
                && Objects.equals(adapter, that.adapter);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(getClass(), url, user, clientId, allowedClasses);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[url=" + url + ", user=" + user + ", clientId=" + clientId + "]";
    }
}
