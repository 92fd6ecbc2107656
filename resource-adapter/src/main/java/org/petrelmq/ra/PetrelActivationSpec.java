package org.petrelmq.ra;

import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message-driven bean receives (JMS 3.1 §13.1, Jakarta Connectors 2.1 §13.4.2). The properties of the specification,
 * beside some of Petrel's; all are strings, since deployment descriptors have nothing else:
 *
 * <table>
 * <caption>Properties</caption>
 * <tr><th>name</th><th>values</th></tr>
 * <tr><td>{@code destinationLookup}</td><td>JNDI name of the queue or topic</td></tr>
 * <tr><td>{@code destination}</td><td>instead of that: the name that the broker knows, with {@code destinationType}</td></tr>
 * <tr><td>{@code destinationType}</td><td>{@code jakarta.jms.Queue} (the default) or {@code jakarta.jms.Topic}</td></tr>
 * <tr><td>{@code connectionFactoryLookup}</td><td>JNDI name of a connection factory of Petrel, whose url, user, password and client ID
 * count where this has none</td></tr>
 * <tr><td>{@code acknowledgeMode}</td><td>{@code Auto-acknowledge} (the default) or {@code Dups-ok-acknowledge}, for beans without container-managed
 * transactions</td></tr>
 * <tr><td>{@code messageSelector}</td><td>a selector</td></tr>
 * <tr><td>{@code subscriptionDurability}</td><td>{@code NonDurable} (the default) or {@code Durable}</td></tr>
 * <tr><td>{@code subscriptionName}</td><td>the subscription's name, required for a durable or shared one</td></tr>
 * <tr><td>{@code clientId}</td><td>the client ID, required for a durable subscription that is not shared</td></tr>
 * <tr><td>{@code shareSubscriptions}</td><td>{@code true} for a shared subscription; {@code false} is the default</td></tr>
 * <tr><td>{@code maxSessions}</td><td>how many messages are delivered at a time: 10 unless it is set; always 1 for a subscription that is
 * not shared</td></tr>
 * <tr><td>{@code url}, {@code user}, {@code password}</td><td>the resource adapter's unless they are set</td></tr>
 * </table>
 *
 * <p>None is required by itself; {@link #validate} refuses what does not go together.
 */
public final class PetrelActivationSpec implements ActivationSpec, Serializable {
    /** How many messages are delivered at a time unless somebody says otherwise. */
    static final int DEFAULT_MAX_SESSIONS = 10;

    private static final String DURABLE = "Durable";
    private static final String NON_DURABLE = "NonDurable";

    @Serial
    private static final long serialVersionUID = 1L;

    private transient @Nullable PetrelResourceAdapter adapter;

    private @Nullable String destinationLookup;
    private @Nullable String destination;
    private @Nullable String destinationType;
    private @Nullable String connectionFactoryLookup;
    private @Nullable String acknowledgeMode;
    private @Nullable String messageSelector;
    private @Nullable String subscriptionDurability;
    private @Nullable String subscriptionName;
    private @Nullable String clientId;
    private @Nullable String shareSubscriptions;
    private @Nullable String maxSessions;
    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;

    /** Made by the application server. */
    public PetrelActivationSpec() {}

    /**
     * The JNDI name of the queue or topic.
     *
     * @return null if it is not set
     */
    public @Nullable String getDestinationLookup() {
        return destinationLookup;
    }

    /**
     * Sets the JNDI name of the queue or topic.
     *
     * @param value null or empty for none
     */
    public void setDestinationLookup(@Nullable String value) {
        destinationLookup = Text.orNull(value);
    }

    /**
     * The name of the queue or topic that the broker knows.
     *
     * @return null if it is not set
     */
    public @Nullable String getDestination() {
        return destination;
    }

    /**
     * Sets the name of the queue or topic that the broker knows.
     *
     * @param value null or empty for none
     */
    public void setDestination(@Nullable String value) {
        destination = Text.orNull(value);
    }

    /**
     * The kind of the destination.
     *
     * @return null if it is not set
     */
    public @Nullable String getDestinationType() {
        return destinationType;
    }

    /**
     * Sets the kind of the destination.
     *
     * @param value null or empty for none
     */
    public void setDestinationType(@Nullable String value) {
        destinationType = Text.orNull(value);
    }

    /**
     * The JNDI name of a connection factory of Petrel.
     *
     * @return null if it is not set
     */
    public @Nullable String getConnectionFactoryLookup() {
        return connectionFactoryLookup;
    }

    /**
     * Sets the JNDI name of a connection factory of Petrel.
     *
     * @param value null or empty for none
     */
    public void setConnectionFactoryLookup(@Nullable String value) {
        connectionFactoryLookup = Text.orNull(value);
    }

    /**
     * The way in which messages without a transaction are acknowledged.
     *
     * @return null if it is not set
     */
    public @Nullable String getAcknowledgeMode() {
        return acknowledgeMode;
    }

    /**
     * Sets the way in which messages without a transaction are acknowledged.
     *
     * @param value null or empty for none
     */
    public void setAcknowledgeMode(@Nullable String value) {
        acknowledgeMode = Text.orNull(value);
    }

    /**
     * The selector.
     *
     * @return null if it is not set
     */
    public @Nullable String getMessageSelector() {
        return messageSelector;
    }

    /**
     * Sets the selector.
     *
     * @param value null or empty for none
     */
    public void setMessageSelector(@Nullable String value) {
        messageSelector = Text.orNull(value);
    }

    /**
     * The durability of the subscription.
     *
     * @return null if it is not set
     */
    public @Nullable String getSubscriptionDurability() {
        return subscriptionDurability;
    }

    /**
     * Sets the durability of the subscription.
     *
     * @param value null or empty for none
     */
    public void setSubscriptionDurability(@Nullable String value) {
        subscriptionDurability = Text.orNull(value);
    }

    /**
     * The name of the subscription.
     *
     * @return null if it is not set
     */
    public @Nullable String getSubscriptionName() {
        return subscriptionName;
    }

    /**
     * Sets the name of the subscription.
     *
     * @param value null or empty for none
     */
    public void setSubscriptionName(@Nullable String value) {
        subscriptionName = Text.orNull(value);
    }

    /**
     * The client ID.
     *
     * @return null if it is not set
     */
    public @Nullable String getClientId() {
        return clientId;
    }

    /**
     * Sets the client ID.
     *
     * @param value null or empty for none
     */
    public void setClientId(@Nullable String value) {
        clientId = Text.orNull(value);
    }

    /**
     * The answer to whether the subscription is shared.
     *
     * @return null if it is not set
     */
    public @Nullable String getShareSubscriptions() {
        return shareSubscriptions;
    }

    /**
     * Sets the answer to whether the subscription is shared.
     *
     * @param value null or empty for none
     */
    public void setShareSubscriptions(@Nullable String value) {
        shareSubscriptions = Text.orNull(value);
    }

    /**
     * The number of messages that are delivered at a time.
     *
     * @return null if it is not set
     */
    public @Nullable String getMaxSessions() {
        return maxSessions;
    }

    /**
     * Sets the number of messages that are delivered at a time.
     *
     * @param value null or empty for none
     */
    public void setMaxSessions(@Nullable String value) {
        maxSessions = Text.orNull(value);
    }

    /**
     * The URL of the broker.
     *
     * @return null if it is not set
     */
    public @Nullable String getUrl() {
        return url;
    }

    /**
     * Sets the URL of the broker.
     *
     * @param value null or empty for none
     */
    public void setUrl(@Nullable String value) {
        url = Text.orNull(value);
    }

    /**
     * The user name.
     *
     * @return null if it is not set
     */
    public @Nullable String getUser() {
        return user;
    }

    /**
     * Sets the user name.
     *
     * @param value null or empty for none
     */
    public void setUser(@Nullable String value) {
        user = Text.orNull(value);
    }

    /**
     * The password of that user.
     *
     * @return null if it is not set
     */
    public @Nullable String getPassword() {
        return password;
    }

    /**
     * Sets the password of that user.
     *
     * @param value null or empty for none
     */
    public void setPassword(@Nullable String value) {
        password = Text.orNull(value);
    }

    // ---- what they mean together ----

    boolean isTopic() {
        return Topic.class.getName().equalsIgnoreCase(destinationType);
    }

    boolean isDurable() {
        return DURABLE.equalsIgnoreCase(subscriptionDurability);
    }

    boolean isShared() {
        return Boolean.parseBoolean(shareSubscriptions);
    }

    /** After {@link #validate}. */
    int sessions() {
        return maxSessions == null ? DEFAULT_MAX_SESSIONS : Integer.parseInt(maxSessions.trim());
    }

    /**
     * Refuses what does not go together.
     *
     * @throws InvalidPropertyException with a sentence and the properties
     */
    @Override
    public void validate() throws InvalidPropertyException {
        Problems problems = new Problems();
        if (destination == null && destinationLookup == null) {
            problems.add("destinationLookup", "neither destinationLookup nor destination is given");
        }
        problems.checkOneOf("destinationType", destinationType, Queue.class.getName(), Topic.class.getName());
        problems.checkOneOf("acknowledgeMode", acknowledgeMode, "Auto-acknowledge", "Dups-ok-acknowledge");
        problems.checkOneOf("subscriptionDurability", subscriptionDurability, DURABLE, NON_DURABLE);
        problems.checkOneOf("shareSubscriptions", shareSubscriptions, "true", "false");
        if (isDurable() && subscriptionName == null) {
            problems.add("subscriptionName", "a durable subscription needs a subscriptionName");
        }
        if (isShared() && subscriptionName == null) {
            problems.add("subscriptionName", "a shared subscription needs a subscriptionName");
        }
        if (maxSessions != null && !maxSessions.trim().matches("[1-9][0-9]{0,3}")) {
            problems.add("maxSessions", "maxSessions is '" + maxSessions + "', not a number from 1 to 9999");
        }
        problems.throwIfAny();
    }

    /** What is wrong, all at once. */
    private static final class Problems {
        private final List<String> sentences = new ArrayList<>();
        private final List<PropertyDescriptor> properties = new ArrayList<>();

        void checkOneOf(String property, @Nullable String value, String one, String other) {
            if (value != null && !value.equalsIgnoreCase(one) && !value.equalsIgnoreCase(other)) {
                add(property, property + " is '" + value + "', not " + one + " or " + other);
            }
        }

        void add(String property, String problem) {
            sentences.add(problem);
            try {
                properties.add(new PropertyDescriptor(property, PetrelActivationSpec.class));
            } catch (IntrospectionException e) {
                throw new IllegalStateException("No property '" + property + "'.", e);
            }
        }

        void throwIfAny() throws InvalidPropertyException {
            if (!sentences.isEmpty()) {
                InvalidPropertyException exception = new InvalidPropertyException(
                        "The activation of the endpoint is not valid: " + String.join("; ", sentences) + ".");
                exception.setInvalidPropertyDescriptors(properties.toArray(PropertyDescriptor[]::new));
                throw exception;
            }
        }
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
        adapter = PetrelResourceAdapter.of(newAdapter);
    }
}
