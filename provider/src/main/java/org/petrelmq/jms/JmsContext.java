package org.petrelmq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientConsumer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;

/**
 * A context of the simplified API (JMS 3.1 §2.8): a session, and a connection that it may share with other contexts. The
 * last of them to close takes the connection along.
 */
public sealed class JmsContext implements JMSContext permits JmsXAContext {
    private final ClientConnection connection;
    private final ClientSession session;
    private final JmsMessages messages;
    private final AtomicReference<@Nullable ExceptionListener> exceptionListener;
    private boolean autoStart = true;
    private final AtomicBoolean closed = new AtomicBoolean();

    JmsContext(
            ClientConnection connection,
            ClientSession session,
            JmsMessages messages,
            AtomicReference<@Nullable ExceptionListener> exceptionListener) {
        this.connection = connection;
        this.session = session;
        this.messages = messages;
        this.exceptionListener = exceptionListener;
        connection.retain();
    }

    /**
     * The first context of a connection.
     *
     * @param connection the connection, which the context closes; also if this method throws
     * @param objects what may be deserialized
     * @param sessionMode one of the API's constants
     * @return the context
     * @throws EngineException if the mode is unknown or the session refused
     */
    public static JmsContext open(ClientConnection connection, ObjectBodies objects, int sessionMode)
            throws EngineException {
        try {
            ClientSession session = connection.openSession(AckModes.of(sessionMode));
            JmsMessages messages = new JmsMessages(connection, objects);
            return new JmsContext(connection, session, messages, new AtomicReference<>());
        } catch (EngineException e) {
            connection.close();
            throw e;
        }
    }

    final ClientSession session() {
        return session;
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return JmsErrors.uncheckedGet(() -> {
            session.requireOpen();
            connection.markUsed();
            ClientSession another = connection.openSession(AckModes.of(sessionMode));
            return new JmsContext(connection, another, messages, exceptionListener);
        });
    }

    // ---- the connection ----

    @Override
    public @Nullable String getClientID() {
        requireOpen();
        try {
            return connection.clientId();
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public void setClientID(@Nullable String clientID) {
        requireOpen();
        JmsErrors.unchecked(() -> connection.setClientId(clientID));
    }

    @Override
    public ConnectionMetaData getMetaData() {
        requireOpen();
        return JmsMetaData.INSTANCE;
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() {
        requireOpen();
        return exceptionListener.get();
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        requireOpen();
        JmsErrors.unchecked(() -> connection.setErrorListener(
                listener == null ? null : error -> listener.onException(JmsErrors.checked(error))));
        exceptionListener.set(listener);
    }

    @Override
    public void start() {
        requireOpen();
        JmsErrors.unchecked(connection::start);
    }

    @Override
    public void stop() {
        requireOpen();
        JmsErrors.unchecked(connection::stop);
    }

    @Override
    public void setAutoStart(boolean newAutoStart) {
        requireOpen();
        autoStart = newAutoStart;
    }

    @Override
    public boolean getAutoStart() {
        requireOpen();
        return autoStart;
    }

    @Override
    public void close() {
        try {
            if (closed.get()) {
                return;
            }
            requireClosable();
            session.close();
            if (closed.compareAndSet(false, true) && connection.release()) {
                connection.close();
            }
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** The last context closes its connection, which no listener of that connection can do (§6.1.8, §7.3.4). */
    private void requireClosable() throws EngineException {
        if (connection.isLastContext() && connection.isInCallback()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, "A listener cannot close its own connection (JMS 3.1 §6.1.8).");
        }
    }

    private void requireOpen() {
        try {
            session.requireOpen();
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    // ---- messages ----

    @Override
    public Message createMessage() {
        return openMessages().plain();
    }

    @Override
    public TextMessage createTextMessage() {
        return openMessages().text(null);
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) {
        return openMessages().text(text);
    }

    @Override
    public BytesMessage createBytesMessage() {
        return openMessages().bytes();
    }

    @Override
    public MapMessage createMapMessage() {
        return openMessages().map();
    }

    @Override
    public StreamMessage createStreamMessage() {
        return openMessages().stream();
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return createObjectMessage(null);
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) {
        try {
            return openMessages().object(object);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** Making a message is a use of the context: after it, it is too late for a client ID (§6.1.2). */
    private JmsMessages openMessages() {
        requireOpen();
        connection.markUsed();
        return messages;
    }

    // ---- the session ----

    @Override
    public boolean getTransacted() {
        requireOpen();
        return session.modeNow().isTransactional();
    }

    @Override
    public int getSessionMode() {
        requireOpen();
        return AckModes.numberOf(session.modeNow());
    }

    @Override
    public void commit() {
        JmsErrors.unchecked(session::commit);
    }

    @Override
    public void rollback() {
        JmsErrors.unchecked(session::rollback);
    }

    @Override
    public void recover() {
        JmsErrors.unchecked(session::recover);
    }

    @Override
    public void acknowledge() {
        JmsErrors.unchecked(session::acknowledge);
    }

    // ---- producers and consumers; the way to a first message has no lambda on it ----

    @Override
    public JMSProducer createProducer() {
        try {
            connection.markUsed();
            return new JmsProducer(session.createProducer(null), messages);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public JMSConsumer createConsumer(@Nullable Destination destination) {
        return createConsumer(destination, null);
    }

    @Override
    public JMSConsumer createConsumer(@Nullable Destination destination, @Nullable String messageSelector) {
        return createConsumer(destination, messageSelector, false);
    }

    /** For a queue, noLocal has no meaning and is ignored, as the Javadoc leaves it open. */
    @Override
    public JMSConsumer createConsumer(
            @Nullable Destination destination, @Nullable String messageSelector, boolean noLocal) {
        try {
            session.requireOpen();
            SourceSpec spec =
                    SourceSpec.consumer(JmsDestination.require(destination).address());
            boolean withoutLocal = noLocal && spec.kind() == Kind.SUBSCRIPTION;
            return started(session.createConsumer(withoutLocal ? spec.withoutLocal() : spec, messageSelector));
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public JMSConsumer createDurableConsumer(@Nullable Topic topic, @Nullable String name) {
        return createDurableConsumer(topic, name, null, false);
    }

    @Override
    public JMSConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector, boolean noLocal) {
        return named(Kind.DURABLE, topic, name, messageSelector, noLocal);
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(@Nullable Topic topic, @Nullable String name) {
        return named(Kind.SHARED_DURABLE, topic, name, null, false);
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector) {
        return named(Kind.SHARED_DURABLE, topic, name, messageSelector, false);
    }

    @Override
    public JMSConsumer createSharedConsumer(@Nullable Topic topic, @Nullable String name) {
        return named(Kind.SHARED, topic, name, null, false);
    }

    @Override
    public JMSConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String messageSelector) {
        return named(Kind.SHARED, topic, name, messageSelector, false);
    }

    private JMSConsumer named(
            Kind kind, @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal) {
        return JmsErrors.uncheckedGet(
                () -> started(Subscribing.consumer(session, kind, topic, name, selector, noLocal)));
    }

    /** Every new consumer starts the connection, unless this context was told not to (§6.1.4). */
    private JMSConsumer started(ClientConsumer consumer) throws EngineException {
        connection.markUsed();
        if (autoStart) {
            connection.start();
        }
        return new JmsConsumer(consumer, messages);
    }

    /** A browser does not start the connection. */
    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String messageSelector) {
        requireOpen();
        connection.markUsed();
        return new JmsQueueBrowser(
                JmsErrors.uncheckedGet(() -> session.createBrowser(JmsDestination.queueOf(queue), messageSelector)),
                messages);
    }

    @Override
    public void unsubscribe(@Nullable String name) {
        connection.markUsed();
        JmsErrors.unchecked(() -> Subscribing.unsubscribe(session, name));
    }

    // ---- destinations ----

    @Override
    public Queue createQueue(@Nullable String queueName) {
        try {
            requireOpen();
            connection.markUsed();
            return Naming.queue(queueName);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public Topic createTopic(@Nullable String topicName) {
        try {
            requireOpen();
            connection.markUsed();
            return Naming.topic(topicName);
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        connection.markUsed();
        return JmsErrors.uncheckedGet(() -> Naming.temporaryQueue(session));
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        connection.markUsed();
        return JmsErrors.uncheckedGet(() -> Naming.temporaryTopic(session));
    }
}
