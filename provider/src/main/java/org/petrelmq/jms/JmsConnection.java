package org.petrelmq.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.SourceSpec.Kind;

/**
 * A connection of the classic API (JMS 3.1 §6.1). Thread-safe, as the client's connection is. Neither sealed nor are its public
 * methods final, since OpenEJB gives applications a subclass that it makes at run time.
 */
public class JmsConnection implements Connection {
    private final ClientConnection client;
    private final JmsMessages messages;
    private volatile @Nullable ExceptionListener exceptionListener;

    /**
     * Adapts a connection.
     *
     * @param client the connection
     * @param objects what may be deserialized
     */
    public JmsConnection(ClientConnection client, ObjectBodies objects) {
        this.client = client;
        this.messages = new JmsMessages(client, objects);
    }

    /** What is adapted. */
    public ClientConnection client() {
        return client;
    }

    final JmsMessages messages() {
        return messages;
    }

    final ClientSession openSession(AckMode mode) throws EngineException {
        client.markUsed();
        return client.openSession(mode);
    }

    /**
     * A context over this connection, which it closes.
     *
     * @param sessionMode one of the API's constants
     * @return the context
     * @throws EngineException if the mode is unknown or the session refused; then the connection is closed
     */
    public JmsContext context(int sessionMode) throws EngineException {
        return JmsContext.open(client, messages.objects(), sessionMode);
    }

    // The way to a first message has no lambda on it: linking the first one takes longer than the message.

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        try {
            client.requireOpen();
            return new JmsSession(openSession(AckModes.of(transacted, acknowledgeMode)), messages);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        try {
            client.requireOpen();
            return new JmsSession(openSession(AckModes.of(sessionMode)), messages);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    /** A session whose transactions are a transaction manager's. */
    final ClientSession openXASession() throws JMSException {
        try {
            client.requireOpen();
            return openSession(AckMode.XA);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public Session createSession() throws JMSException {
        return createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public @Nullable String getClientID() throws JMSException {
        try {
            return client.clientId();
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public void setClientID(@Nullable String clientID) throws JMSException {
        JmsErrors.checked(() -> client.setClientId(clientID));
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return JmsMetaData.INSTANCE;
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return exceptionListener;
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        JmsErrors.checked(() -> client.setErrorListener(
                listener == null ? null : error -> listener.onException(JmsErrors.checked(error))));
        exceptionListener = listener;
    }

    @Override
    public void start() throws JMSException {
        try {
            client.start();
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public void stop() throws JMSException {
        JmsErrors.checked(client::stop);
    }

    @Override
    public void close() throws JMSException {
        try {
            client.close();
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    // ---- connection consumers (§11.2) ----

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Destination destination,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        try {
            client.requireOpen();
            SourceSpec spec =
                    SourceSpec.consumer(JmsDestination.require(destination).address());
            return connectionConsumer(spec, messageSelector, sessionPool, maxMessages);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        return subscribed(Kind.SHARED, topic, subscriptionName, messageSelector, sessionPool, maxMessages);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        return subscribed(Kind.DURABLE, topic, subscriptionName, messageSelector, sessionPool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        return subscribed(Kind.SHARED_DURABLE, topic, subscriptionName, messageSelector, sessionPool, maxMessages);
    }

    private ConnectionConsumer subscribed(
            Kind kind,
            @Nullable Topic topic,
            @Nullable String subscriptionName,
            @Nullable String messageSelector,
            @Nullable ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        try {
            client.requireOpen();
            SourceSpec spec = Subscribing.spec(kind, topic, subscriptionName);
            return connectionConsumer(spec, messageSelector, sessionPool, maxMessages);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    private ConnectionConsumer connectionConsumer(
            SourceSpec spec, @Nullable String messageSelector, @Nullable ServerSessionPool sessionPool, int maxMessages)
            throws EngineException {
        if (sessionPool == null) {
            throw new EngineException(Failure.GENERAL, "The ServerSessionPool must not be null.");
        }
        JmsServerSessions sessions = new JmsServerSessions(sessionPool);
        return new JmsConnectionConsumer(
                client.createConnectionConsumer(spec, messageSelector, sessions, maxMessages), sessionPool);
    }

    /** The methods that Table 9-1 of the specification forbids in a domain. */
    static JMSException notInThisDomain(String method, String type) {
        return JmsErrors.checked(new EngineException(
                Failure.ILLEGAL_STATE, method + " is not for a " + type + " (JMS 3.1 §9.2, table 9-1)."));
    }
}
