package org.petrelmq.jndi;

import java.util.Collections;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.jms.JmsQueue;
import org.petrelmq.jms.JmsTopic;

/**
 * Makes connection factories, queues and topics from the references that a naming service holds, for example of a Tomcat
 * {@code <Resource factory="org.petrelmq.jndi.PetrelObjectFactory" type="jakarta.jms.ConnectionFactory" url="…"/>}. The type
 * is a Petrel class or the API's interface. Only string addresses are read: a factory's are its properties, a destination's is
 * {@code physicalName}. Nothing that a reference names is loaded or followed.
 *
 * <p>Stateless, usable by any thread.
 */
public final class PetrelObjectFactory implements ObjectFactory {
    private static final Set<String> FACTORIES = Set.of(
            PetrelConnectionFactory.class.getName(),
            "jakarta.jms.ConnectionFactory",
            "jakarta.jms.QueueConnectionFactory",
            "jakarta.jms.TopicConnectionFactory");
    private static final Set<String> XA_FACTORIES = Set.of(
            PetrelXAConnectionFactory.class.getName(),
            "jakarta.jms.XAConnectionFactory",
            "jakarta.jms.XAQueueConnectionFactory",
            "jakarta.jms.XATopicConnectionFactory");
    private static final Set<String> QUEUES = Set.of(JmsQueue.class.getName(), "jakarta.jms.Queue");
    private static final Set<String> TOPICS = Set.of(JmsTopic.class.getName(), "jakarta.jms.Topic");

    /** What containers add to references for themselves. */
    private static final Set<String> OF_CONTAINERS =
            Set.of("auth", "scope", "singleton", "description", "factory", "closeMethod", "globalName", "name", "type");

    /** Used by naming services. */
    public PetrelObjectFactory() {}

    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        String type = reference.getClassName();
        if (FACTORIES.contains(type)) {
            return configured(new PetrelConnectionFactory(), reference);
        } else if (XA_FACTORIES.contains(type)) {
            return configured(new PetrelXAConnectionFactory(), reference);
        } else if (QUEUES.contains(type)) {
            return new JmsQueue(physicalName(reference));
        } else if (TOPICS.contains(type)) {
            return new JmsTopic(physicalName(reference));
        }
        return null;
    }

    private static PetrelConnectionFactory configured(PetrelConnectionFactory factory, Reference reference)
            throws NamingException {
        for (RefAddr address : Collections.list(reference.getAll())) {
            if (!OF_CONTAINERS.contains(address.getType())) {
                FactoryProperties.set(factory, address.getType(), text(address));
            }
        }
        return factory;
    }

    private static String physicalName(Reference reference) throws NamingException {
        RefAddr address = reference.get("physicalName");
        String name = address == null ? "" : text(address);
        if (name.isEmpty()) {
            throw new ConfigurationException(
                    "The reference to a " + reference.getClassName() + " has no address 'physicalName'.");
        }
        return name;
    }

    private static String text(RefAddr address) throws NamingException {
        if (address instanceof StringRefAddr && address.getContent() instanceof String text) {
            return text;
        }
        throw new ConfigurationException("The address '" + address.getType() + "' of a reference is not text.");
    }
}
