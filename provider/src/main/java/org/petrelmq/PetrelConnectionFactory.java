package org.petrelmq;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.Container;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineException;
import org.petrelmq.jms.JmsConnection;
import org.petrelmq.jms.JmsContext;
import org.petrelmq.jms.JmsErrors;
import org.petrelmq.jms.JmsQueueConnection;
import org.petrelmq.jms.JmsTopicConnection;
import org.petrelmq.jms.ObjectBodies;

/**
 * Makes connections to a broker in this JVM (JMS 3.1 §5.3): {@code new PetrelConnectionFactory("petrel:mem:orders")}.
 *
 * <p>Its properties, as a JavaBean and as string addresses of a JNDI reference alike: {@code url} (also {@code brokerURL}),
 * {@code user} (also {@code userName}), {@code password}, {@code clientId}, {@code allowedClasses}, {@code consumerPriority}. The password is left out
 * of {@link #toString}, of references and of the serialized form.
 *
 * <p>Thread-safe, as long as nobody changes properties while others connect.
 */
public sealed class PetrelConnectionFactory
        implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory, Serializable, Referenceable
        permits PetrelXAConnectionFactory {
    /** The URL of a factory that was not given one: a broker in memory that such factories share. */
    public static final String DEFAULT_URL = "petrel:mem:default";

    /** The class that makes factories from references; named here so that this package does not depend on that one. */
    private static final String OBJECT_FACTORY = "org.petrelmq.jndi.PetrelObjectFactory";

    private static final String ALLOWED_CLASSES = "allowedClasses";
    private static final String CONSUMER_PRIORITY = "consumerPriority";

    /** The options of a URL that are the factory's own and not the broker's. */
    private static final Set<String> OWN_OPTIONS = Set.of(ALLOWED_CLASSES, CONSUMER_PRIORITY);

    @Serial
    private static final long serialVersionUID = 1L;

    private String url;
    private @Nullable String user;
    private transient @Nullable String password;
    private @Nullable String clientId;
    private @Nullable String allowedClasses;
    private @Nullable Integer consumerPriority;

    /** The engine of a broker that made this factory, or of a broker that only this factory has. */
    private transient @Nullable Engine own;

    /** A factory for {@link #DEFAULT_URL}, until {@link #setUrl} is called. */
    public PetrelConnectionFactory() {
        this(DEFAULT_URL);
    }

    /**
     * A factory for a broker.
     *
     * @param url {@code petrel:mem:NAME} or {@code petrel:file:PATH}, with options behind a question mark
     * @throws IllegalArgumentException if the URL is malformed
     */
    public PetrelConnectionFactory(String url) {
        this.url = validated(url);
    }

    PetrelConnectionFactory(String url, Engine engine) {
        this.url = url;
        this.own = engine;
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
     * @param newUrl {@code petrel:mem:NAME} or {@code petrel:file:PATH}, with options behind a question mark
     * @throws IllegalArgumentException if the URL is malformed
     */
    public void setUrl(String newUrl) {
        validated(newUrl);
        synchronized (this) {
            own = null;
            url = newUrl;
        }
    }

    /**
     * The same as {@link #getUrl}.
     *
     * @return the URL
     */
    public String getBrokerURL() {
        return url;
    }

    /**
     * The same as {@link #setUrl}.
     *
     * @param newUrl the URL
     */
    public void setBrokerURL(String newUrl) {
        setUrl(newUrl);
    }

    /**
     * The user name of connections that are not given one.
     *
     * @return the user name, or null
     */
    public @Nullable String getUser() {
        return user;
    }

    /**
     * Sets the user name of connections that are not given one.
     *
     * @param newUser the user name, or null
     */
    public void setUser(@Nullable String newUser) {
        user = newUser;
    }

    /**
     * The same as {@link #getUser}.
     *
     * @return the user name, or null
     */
    public @Nullable String getUserName() {
        return user;
    }

    /**
     * The same as {@link #setUser}.
     *
     * @param newUser the user name, or null
     */
    public void setUserName(@Nullable String newUser) {
        user = newUser;
    }

    /**
     * Sets the password of connections that are not given one. It can be set and not read.
     *
     * @param newPassword the password, or null
     */
    public void setPassword(@Nullable String newPassword) {
        password = newPassword;
    }

    final @Nullable String password() {
        return password;
    }

    /**
     * The client ID that each connection of this factory has (JMS 3.1 §6.1.2).
     *
     * @return the client ID, or null
     */
    public @Nullable String getClientId() {
        return clientId;
    }

    /**
     * Sets the client ID that each connection of this factory has. A connection cannot change it, and there can be only one
     * connection at a time.
     *
     * @param newClientId the client ID, or null
     */
    public void setClientId(@Nullable String newClientId) {
        clientId = newClientId;
    }

    /**
     * The classes that the objects of ObjectMessages may have beside the common ones of the JDK.
     *
     * @return class names and packages, separated by commas; null for none
     */
    public @Nullable String getAllowedClasses() {
        return allowedClasses != null
                ? allowedClasses
                : PetrelUrl.parse(url).options().get(ALLOWED_CLASSES);
    }

    /**
     * Sets the classes that the objects of ObjectMessages may have. Everything else is refused when a message's object is
     * read, except boxed primitives, String, numbers, UUID, java.time and collections of the JDK.
     *
     * @param newAllowedClasses class names and packages, like {@code com.acme.orders.*} or {@code com.acme.**}, separated by
     *     commas; null for none
     * @throws IllegalArgumentException if it is malformed
     */
    public void setAllowedClasses(@Nullable String newAllowedClasses) {
        if (newAllowedClasses != null) {
            new ObjectBodies(newAllowedClasses);
        }
        allowedClasses = newAllowedClasses;
    }

    /**
     * The rank of this factory's consumers among those of a queue.
     *
     * @return 0 unless the property or the URL sets another
     */
    public int getConsumerPriority() {
        return consumerPriority != null ? consumerPriority : consumerPriority(url);
    }

    /**
     * Sets the rank of this factory's consumers: while one of higher rank waits, messages that it selects go to it.
     *
     * @param newConsumerPriority any number; 0 is that of consumers that say nothing
     */
    public void setConsumerPriority(int newConsumerPriority) {
        consumerPriority = newConsumerPriority;
    }

    private static int consumerPriority(String url) {
        String inUrl = PetrelUrl.parse(url).options().getOrDefault(CONSUMER_PRIORITY, "0");
        try {
            return Integer.parseInt(inUrl);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The URL '" + url + "' has a consumerPriority that is not a whole number: '" + inUrl + "'.", e);
        }
    }

    /** A URL that is well-formed, and so is what it says of the factory; the other options are the broker's to judge. */
    static String validated(String url) {
        new ObjectBodies(PetrelUrl.parse(url).options().getOrDefault(ALLOWED_CLASSES, ""));
        consumerPriority(url);
        return url;
    }

    // ---- connections ----

    @Override
    public Connection createConnection() throws JMSException {
        return createConnection(user, password);
    }

    @Override
    public Connection createConnection(@Nullable String userName, @Nullable String withPassword) throws JMSException {
        try {
            return new JmsConnection(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return createQueueConnection(user, password);
    }

    @Override
    public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String withPassword)
            throws JMSException {
        try {
            return new JmsQueueConnection(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return createTopicConnection(user, password);
    }

    @Override
    public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String withPassword)
            throws JMSException {
        try {
            return new JmsTopicConnection(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public JMSContext createContext() {
        return createContext(user, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return createContext(user, password, sessionMode);
    }

    @Override
    public JMSContext createContext(@Nullable String userName, @Nullable String withPassword) {
        return createContext(userName, withPassword, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String userName, @Nullable String withPassword, int sessionMode) {
        try {
            return JmsContext.open(connect(userName, withPassword), objects(), sessionMode);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    final ClientConnection connect(@Nullable String userName, @Nullable String withPassword) throws EngineException {
        return connect(userName, withPassword, null);
    }

    final ClientConnection connect(
            @Nullable String userName, @Nullable String withPassword, @Nullable Container container)
            throws EngineException {
        return ClientConnection.open(
                engine(), new ConnectSpec(userName, withPassword, clientId, getConsumerPriority()), container);
    }

    final ObjectBodies objects() {
        return new ObjectBodies(Objects.requireNonNullElse(getAllowedClasses(), ""));
    }

    /** A broker with a name is looked up each time, since it may have been closed and opened meanwhile. */
    private synchronized Engine engine() throws EngineException {
        if (own != null) {
            return own;
        }
        PetrelUrl parsed = PetrelUrl.parse(url);
        Engine engine = Engines.open(brokerPart(parsed), Map.of());
        if (parsed.location().isEmpty()) {
            own = engine;
        }
        return engine;
    }

    /** The URL without the options that are the factory's own. */
    static PetrelUrl brokerPart(PetrelUrl url) {
        Map<String, String> options = new LinkedHashMap<>(url.options());
        return options.keySet().removeAll(OWN_OPTIONS) ? new PetrelUrl(url.scheme(), url.location(), options) : url;
    }

    // ---- as an administered object ----

    @Override
    public Reference getReference() {
        Reference reference = new Reference(getClass().getName(), OBJECT_FACTORY, null);
        reference.add(new StringRefAddr("url", url));
        add(reference, "user", user);
        add(reference, "clientId", clientId);
        add(reference, ALLOWED_CLASSES, allowedClasses);
        add(reference, CONSUMER_PRIORITY, consumerPriority == null ? null : consumerPriority.toString());
        return reference;
    }

    private static void add(Reference reference, String type, @Nullable String value) {
        if (value != null) {
            reference.add(new StringRefAddr(type, value));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PetrelConnectionFactory that
                && getClass() == that.getClass()
                && url.equals(that.url)
                && Objects.equals(own, that.own)
                && Objects.equals(user, that.user)
                && Objects.equals(clientId, that.clientId)
                && Objects.equals(allowedClasses, that.allowedClasses)
                && Objects.equals(consumerPriority, that.consumerPriority);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, user, clientId, allowedClasses, consumerPriority);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[url=" + url + ", user=" + user + ", clientId=" + clientId + "]";
    }
}
