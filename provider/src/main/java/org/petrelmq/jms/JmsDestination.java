package org.petrelmq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.io.Serial;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;

/**
 * A destination (JMS 3.1 §5.2): a name and a kind. Immutable, serializable, referenceable with string addresses only, and
 * equal to every other destination of the same kind and name.
 */
public abstract sealed class JmsDestination implements Destination, Serializable, Referenceable
        permits JmsQueue, JmsTopic {
    /** The class that makes destinations from references; named here so that this room does not depend on that one. */
    private static final String OBJECT_FACTORY = "org.petrelmq.jndi.PetrelObjectFactory";

    @Serial
    private static final long serialVersionUID = 1L;

    private String name;

    /** Made once, since each send asks for it; any thread may make it. */
    private transient @Nullable Address address;

    JmsDestination(String name) {
        this.name = name;
    }

    /** Where it is. */
    final Address address() {
        Address known = address;
        if (known == null) {
            known = newAddress();
            address = known;
        }
        return known;
    }

    abstract Address newAddress();

    /**
     * Gives an administered object its name, before anybody uses it: containers make the object first.
     *
     * @param newName not empty
     */
    protected final void setName(String newName) {
        name = newName;
        address = null;
    }

    final String name() {
        return name;
    }

    @Override
    public final Reference getReference() {
        return new Reference(getClass().getName(), new StringRefAddr("physicalName", name), OBJECT_FACTORY, null);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof JmsDestination that && address().equals(that.address());
    }

    @Override
    public final int hashCode() {
        return address().hashCode();
    }

    /** The bare name, as the API's Javadoc recommends for Queue and Topic. */
    @Override
    public final String toString() {
        return name;
    }

    // ---- to and from addresses ----

    /** The destination of an address, as an application on that connection sees it. */
    static @Nullable JmsDestination of(@Nullable Address address, @Nullable ClientConnection connection) {
        if (address == null) {
            return null;
        }
        if (address instanceof Address.Queue queue) {
            return address.temporary() ? new JmsTemporaryQueue(queue, connection) : new JmsQueue(address.name());
        }
        Address.Topic topic = (Address.Topic) address;
        return address.temporary() ? new JmsTemporaryTopic(topic, connection) : new JmsTopic(address.name());
    }

    /** A destination that a message is sent to or received from: one of ours, not null. */
    static JmsDestination require(@Nullable Destination destination) throws EngineException {
        if (destination instanceof JmsDestination ours) {
            return ours;
        }
        throw new EngineException(
                Failure.INVALID_DESTINATION,
                destination == null
                        ? "The destination must not be null."
                        : "The destination " + destination + " is a "
                                + destination.getClass().getName() + ", not one that Petrel made.");
    }

    static Address.Topic topicOf(@Nullable Topic topic) throws EngineException {
        if (require(topic).address() instanceof Address.Topic address) {
            return address;
        }
        throw new EngineException(Failure.INVALID_DESTINATION, "'" + topic + "' is not a topic.");
    }

    static Address.Queue queueOf(@Nullable Queue queue) throws EngineException {
        if (require(queue).address() instanceof Address.Queue address) {
            return address;
        }
        throw new EngineException(Failure.INVALID_DESTINATION, "'" + queue + "' is not a queue.");
    }

    /**
     * The address of a destination in a header, which may be another provider's, when a message of that provider passes
     * through: then the kind and the name are what remains of it.
     */
    static @Nullable Address addressInHeader(@Nullable Destination destination) throws JMSException {
        if (destination == null) {
            return null;
        }
        if (destination instanceof JmsDestination ours) {
            return ours.address();
        }
        if (destination instanceof Queue queue && !isEmpty(queue.getQueueName())) {
            return new Address.Queue(queue.getQueueName(), queue instanceof TemporaryQueue);
        }
        if (destination instanceof Topic topic && !isEmpty(topic.getTopicName())) {
            return new Address.Topic(topic.getTopicName(), topic instanceof TemporaryTopic);
        }
        throw JmsErrors.INVALID_DESTINATION.exception("The destination " + destination + " of class "
                + destination.getClass().getName() + " has no name.");
    }

    private static boolean isEmpty(@Nullable String name) {
        return name == null || name.isEmpty();
    }
}
