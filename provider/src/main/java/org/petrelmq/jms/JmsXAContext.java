package org.petrelmq.jms;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.XAJMSContext;
import java.util.concurrent.atomic.AtomicReference;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientSession;
import org.petrelmq.engine.EngineException;

/** A context that takes part in distributed transactions (JMS 3.1 §11.3.4). */
public final class JmsXAContext extends JmsContext implements XAJMSContext {
    private JmsXAContext(
            ClientConnection connection,
            ClientSession session,
            JmsMessages messages,
            AtomicReference<@Nullable ExceptionListener> exceptionListener) {
        super(connection, session, messages, exceptionListener);
    }

    /**
     * The first context of a connection.
     *
     * @param connection the connection, which the context closes; also if this method throws
     * @param objects what may be deserialized
     * @return the context
     * @throws EngineException if the session is refused
     */
    public static JmsXAContext open(ClientConnection connection, ObjectBodies objects) throws EngineException {
        try {
            ClientSession session = connection.openSession(AckMode.XA);
            return new JmsXAContext(connection, session, new JmsMessages(connection, objects), new AtomicReference<>());
        } catch (EngineException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public JMSContext getContext() {
        return this;
    }

    @Override
    public XAResource getXAResource() {
        return session().xaResource();
    }
}
