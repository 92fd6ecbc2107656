package org.petrelmq.junit;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.petrelmq.DestinationInfo;

/**
 * A queue or subscription of a test's broker. To be asserted about with {@link PetrelAssertions#assertThat(TestQueue)}; what other
 * libraries assert about is in {@link #bodies} and {@link #messages}. Looking at it takes nothing out of it. Thread-safe.
 */
public final class TestQueue {
    private final TestBroker broker;
    private final String name;
    private final boolean subscription;

    private TestQueue(TestBroker broker, String name, boolean subscription) {
        this.broker = broker;
        this.name = name;
        this.subscription = subscription;
    }

    static TestQueue queue(TestBroker broker, String name) {
        return new TestQueue(broker, name, false);
    }

    static TestQueue subscription(TestBroker broker, String name) {
        return new TestQueue(broker, name, true);
    }

    /**
     * Its name.
     *
     * @return the name by which administration knows it
     */
    public String name() {
        return name;
    }

    /**
     * Sends texts to the queue (not to a subscription), persistent, one after the other.
     *
     * @param texts at least one
     */
    public void send(String... texts) {
        requireQueue();
        try (JMSContext context = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue(name), text);
            }
        }
    }

    /**
     * Takes the next message out of the queue (not of a subscription), acknowledged; waits for it as long as the extension's patience lasts.
     *
     * @return the message; the test fails if there is none
     */
    public Message receive() {
        requireQueue();
        try (JMSContext context = broker.connectionFactory().createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(name))) {
            Message message = consumer.receive(broker.patience().toMillis());
            if (message == null) {
                throw new AssertionFailedError("No message came to " + this + " within "
                        + broker.patience().toMillis() + " ms.");
            }
            return message;
        }
    }

    /**
     * Takes the next message out of the queue, acknowledged, and gives its body; waits as {@link #receive} does.
     *
     * @param type as of {@link Message#getBody}
     * @param <T> the body's class
     * @return the body
     */
    public <T> T receiveBody(Class<T> type) {
        try {
            return receive().getBody(type);
        } catch (JMSException e) {
            throw new AssertionFailedError("The next message of " + this + " has another body: " + e.getMessage(), e);
        }
    }

    /**
     * The messages that a consumer could receive now, in that order.
     *
     * @return messages that only look; none if there is no such queue
     */
    public List<Message> messages() {
        return contents(null).messages();
    }

    /**
     * The bodies of the messages that a consumer could receive now, in that order.
     *
     * @return texts, maps, byte arrays, objects of the JDK's classes of values, lists (of a StreamMessage), and null where there is no
     *     body. Administration does not deserialize an application's own objects: receive them
     */
    public List<@Nullable Object> bodies() {
        List<@Nullable Object> bodies = new ArrayList<>();
        for (Message message : messages()) {
            bodies.add(Bodies.of(message));
        }
        return bodies;
    }

    private void requireQueue() {
        if (subscription) {
            throw new IllegalStateException("The subscription " + this
                    + " can only be looked at here: send to its topic, and receive with a consumer of it.");
        }
    }

    /** What is there now, and how much of what else. */
    Contents contents(@Nullable String selector) {
        try {
            for (DestinationInfo info : broker.admin().list()) {
                if (info.name().equals(name) && info.kind() != DestinationInfo.Kind.TOPIC) {
                    return new Contents(broker.admin().browse(name, selector), info.delivered(), info.delayed());
                }
            }
            return Contents.NONE;
        } catch (InvalidDestinationException e) {
            // It has gone meanwhile.
            return Contents.NONE;
        } catch (JMSException e) {
            throw new JMSRuntimeException(
                    "The queue '" + name + "' cannot be looked into: " + e.getMessage(), e.getErrorCode(), e);
        }
    }

    TestBroker broker() {
        return broker;
    }

    @Override
    public String toString() {
        return "'" + name + "'";
    }
}
