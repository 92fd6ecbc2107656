package org.petrelmq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.petrelmq.ManagedConnections;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;
import org.petrelmq.message.Address;

/**
 * Where an endpoint's messages come from, with everything looked up.
 *
 * @param factory to the broker
 * @param credentials who receives
 */
record ActivationPlan(PetrelXAConnectionFactory factory, Credentials credentials) {

    static ActivationPlan of(PetrelResourceAdapter adapter, PetrelActivationSpec spec) throws ResourceException {
        Configured configured = configured(adapter, spec.getConnectionFactoryLookup());
        String url = spec.getUrl() != null ? spec.getUrl() : configured.url();
        PetrelXAConnectionFactory factory = PetrelResourceAdapter.factory(adapter, url);
        factory.setClientId(spec.getClientId() != null ? spec.getClientId() : configured.clientId());
        factory.setAllowedClasses(configured.allowedClasses());
        Credentials credentials =
                spec.getUser() != null ? new Credentials(spec.getUser(), spec.getPassword()) : configured.credentials();
        return new ActivationPlan(factory, credentials);
    }

    /** What a connection factory has. */
    private record Configured(
            @Nullable String url,
            @Nullable String clientId,
            @Nullable String allowedClasses,
            Credentials credentials) {}

    private static Configured configured(PetrelResourceAdapter adapter, @Nullable String lookup)
            throws ResourceException {
        if (lookup == null) {
            return new Configured(null, null, null, adapter.credentials());
        }
        Object found = lookUp("connectionFactoryLookup", lookup);
        if (found instanceof AdapterConnectionFactory ours) {
            PetrelManagedConnectionFactory managed = ours.managed();
            return new Configured(
                    managed.getUrl(),
                    managed.getClientId(),
                    managed.getAllowedClasses(),
                    managed.credentials(null, null));
        }
        if (found instanceof PetrelConnectionFactory plain) {
            return new Configured(
                    plain.getUrl(), plain.getClientId(), plain.getAllowedClasses(), credentials(plain, adapter));
        }
        throw new InvalidPropertyException("The connectionFactoryLookup '" + lookup + "' is a "
                + found.getClass().getName() + ", not a connection factory of Petrel.");
    }

    private static Credentials credentials(PetrelConnectionFactory plain, PetrelResourceAdapter adapter) {
        String user = plain.getUser();
        return user == null ? adapter.credentials() : new Credentials(user, ManagedConnections.password(plain));
    }

    @SuppressWarnings("BanJNDI") // the name is the deployer's, not a message's
    private static Object lookUp(String property, String name) throws ResourceException {
        try {
            Object found = new InitialContext().lookup(name);
            if (found == null) {
                throw new InvalidPropertyException("The " + property + " '" + name + "' is bound to nothing.");
            }
            return found;
        } catch (NamingException e) {
            throw new InvalidPropertyException("The " + property + " '" + name + "' cannot be looked up.", e);
        }
    }

    // ---- the destination ----

    /** What the endpoint receives, without its selector. */
    static SourceSpec source(PetrelActivationSpec spec) throws ResourceException {
        Address address = address(spec);
        if (address instanceof Address.Topic topic) {
            return subscription(spec, topic);
        }
        if (spec.isDurable() || spec.isShared()) {
            throw new InvalidPropertyException(
                    "'" + address.name() + "' is a queue, and subscriptions are of topics: subscriptionDurability is "
                            + spec.getSubscriptionDurability() + ", shareSubscriptions " + spec.getShareSubscriptions()
                            + ".");
        }
        return SourceSpec.consumer(address);
    }

    private static SourceSpec subscription(PetrelActivationSpec spec, Address.Topic topic) {
        String name = spec.getSubscriptionName();
        if (name == null || !(spec.isDurable() || spec.isShared())) {
            return SourceSpec.consumer(topic);
        }
        Kind kind = spec.isDurable() ? spec.isShared() ? Kind.SHARED_DURABLE : Kind.DURABLE : Kind.SHARED;
        return SourceSpec.subscription(kind, topic, name);
    }

    private static Address address(PetrelActivationSpec spec) throws ResourceException {
        String lookup = spec.getDestinationLookup();
        if (lookup == null) {
            String name = String.valueOf(spec.getDestination());
            return spec.isTopic() ? Address.topic(name) : Address.queue(name);
        }
        Object found = lookUp("destinationLookup", lookup);
        Address address = address(lookup, found);
        boolean typed = spec.getDestinationType() != null;
        if (typed && spec.isTopic() != (address instanceof Address.Topic)) {
            throw new InvalidPropertyException("The destinationLookup '" + lookup + "' is '" + address.describe()
                    + "', and the destinationType " + spec.getDestinationType() + ".");
        }
        return address;
    }

    private static Address address(String lookup, Object found) throws ResourceException {
        try {
            if (found instanceof Queue queue) {
                return Address.queue(queue.getQueueName());
            }
            if (found instanceof Topic topic) {
                return Address.topic(topic.getTopicName());
            }
        } catch (JMSException e) {
            throw new InvalidPropertyException("The destinationLookup '" + lookup + "' has no name.", e);
        }
        throw new InvalidPropertyException("The destinationLookup '" + lookup + "' is a "
                + found.getClass().getName() + ", neither a queue nor a topic.");
    }
}
