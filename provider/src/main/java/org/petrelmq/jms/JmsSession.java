package org.petrelmq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;
import org.petrelmq.message.Address;

/** A session of the classic API (JMS 3.1 §6.2). */
sealed class JmsSession implements Session permits JmsQueueSession, JmsTopicSession, JmsXASession {
    private final ClientSession client;
    private final JmsMessages messages;
    private volatile @Nullable MessageListener assignedListener;

    JmsSession(ClientSession client, JmsMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    final ClientSession client() {
        return client;
    }

    final JmsMessages messages() {
        return messages;
    }

    private JmsMessages openMessages() throws JMSException {
        try {
            client.requireOpen();
            return messages;
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    // ---- messages ----

    @Override
    public final Message createMessage() throws JMSException {
        return openMessages().plain();
    }

    @Override
    public final TextMessage createTextMessage() throws JMSException {
        return openMessages().text(null);
    }

    @Override
    public final TextMessage createTextMessage(@Nullable String text) throws JMSException {
        return openMessages().text(text);
    }

    @Override
    public final BytesMessage createBytesMessage() throws JMSException {
        return openMessages().bytes();
    }

    @Override
    public final MapMessage createMapMessage() throws JMSException {
        return openMessages().map();
    }

    @Override
    public final StreamMessage createStreamMessage() throws JMSException {
        return openMessages().stream();
    }

    @Override
    public final ObjectMessage createObjectMessage() throws JMSException {
        return openMessages().object(null);
    }

    @Override
    public final ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
        return openMessages().object(object);
    }

    // ---- what it is, and its transactions ----

    @Override
    public final boolean getTransacted() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return client.modeNow().isTransactional();
    }

    @Override
    public final int getAcknowledgeMode() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return AckModes.numberOf(client.modeNow());
    }

    @Override
    public final void commit() throws JMSException {
        JmsErrors.checked(client::commit);
    }

    @Override
    public final void rollback() throws JMSException {
        JmsErrors.checked(client::rollback);
    }

    @Override
    public final void recover() throws JMSException {
        JmsErrors.checked(client::recover);
    }

    @Override
    public final void close() throws JMSException {
        JmsErrors.checked(client::close);
    }

    // ---- sessions of an application server (§11.2.1) ----

    @Override
    public final @Nullable MessageListener getMessageListener() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return assignedListener;
    }

    @Override
    public final void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        JmsErrors.checked(() -> client.setAssignedListener(
                listener == null ? null : delivery -> listener.onMessage(messages.received(delivery, client))));
        assignedListener = listener;
    }

    @Override
    public final void run() {
        JmsErrors.unchecked(client::runAssigned);
    }

    // ---- producers and consumers ----

    @Override
    public final MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        try {
            Address address = destination == null
                    ? null
                    : JmsDestination.require(destination).address();
            return new JmsMessageProducer(client.createProducer(address), messages, destination);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public final MessageConsumer createConsumer(@Nullable Destination destination) throws JMSException {
        return createConsumer(destination, null);
    }

    @Override
    public final MessageConsumer createConsumer(@Nullable Destination destination, @Nullable String messageSelector)
            throws JMSException {
        return createConsumer(destination, messageSelector, false);
    }

    /** For a queue, noLocal has no meaning and is ignored, as the Javadoc leaves it open. */
    @Override
    public final MessageConsumer createConsumer(
            @Nullable Destination destination, @Nullable String messageSelector, boolean noLocal) throws JMSException {
        try {
            return new JmsMessageConsumer(consumer(destination, messageSelector, noLocal), messages);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    final ClientConsumer consumer(@Nullable Destination destination, @Nullable String messageSelector, boolean noLocal)
            throws EngineException {
        client.requireOpen();
        SourceSpec spec =
                SourceSpec.consumer(JmsDestination.require(destination).address());
        boolean withoutLocal = noLocal && spec.kind() == Kind.SUBSCRIPTION;
        return client.createConsumer(withoutLocal ? spec.withoutLocal() : spec, messageSelector);
    }

    @Override
    public MessageConsumer createSharedConsumer(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector) throws JMSException {
        return named(Kind.SHARED, topic, name, messageSelector);
    }

    @Override
    public MessageConsumer createDurableConsumer(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return named(Kind.DURABLE, topic, name, null);
    }

    @Override
    public MessageConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector, boolean noLocal)
            throws JMSException {
        return createDurableSubscriber(topic, name, messageSelector, noLocal);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(@Nullable Topic topic, @Nullable String name)
            throws JMSException {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector) throws JMSException {
        return named(Kind.SHARED_DURABLE, topic, name, messageSelector);
    }

    private MessageConsumer named(
            Kind kind, @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector)
            throws JMSException {
        return new JmsMessageConsumer(
                JmsErrors.checkedGet(() -> Subscribing.consumer(client, kind, topic, name, messageSelector, false)),
                messages);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return createDurableSubscriber(topic, name, null, false);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector, boolean noLocal)
            throws JMSException {
        return new JmsTopicSubscriber(
                JmsErrors.checkedGet(
                        () -> Subscribing.consumer(client, Kind.DURABLE, topic, name, messageSelector, noLocal)),
                messages);
    }

    @Override
    public void unsubscribe(@Nullable String name) throws JMSException {
        JmsErrors.checked(() -> Subscribing.unsubscribe(client, name));
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String messageSelector) throws JMSException {
        return new JmsQueueBrowser(
                JmsErrors.checkedGet(() -> {
                    client.requireOpen();
                    return client.createBrowser(JmsDestination.queueOf(queue), messageSelector);
                }),
                messages);
    }

    // ---- destinations ----

    @Override
    public Queue createQueue(@Nullable String queueName) throws JMSException {
        try {
            client.requireOpen();
            return Naming.queue(queueName);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public Topic createTopic(@Nullable String topicName) throws JMSException {
        try {
            client.requireOpen();
            return Naming.topic(topicName);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        return JmsErrors.checkedGet(() -> Naming.temporaryQueue(client));
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        return JmsErrors.checkedGet(() -> Naming.temporaryTopic(client));
    }
}
