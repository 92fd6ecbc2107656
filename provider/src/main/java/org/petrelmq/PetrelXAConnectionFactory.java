package org.petrelmq;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicConnectionFactory;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineException;
import org.petrelmq.jms.JmsErrors;
import org.petrelmq.jms.JmsXAConnection;
import org.petrelmq.jms.JmsXAContext;
import org.petrelmq.jms.JmsXAQueueConnection;
import org.petrelmq.jms.JmsXATopicConnection;

/**
 * Makes connections whose sessions take part in distributed transactions (JMS 3.1 §11.3), for transaction managers and
 * application servers. It has the properties of a {@link PetrelConnectionFactory}, and makes ordinary connections too.
 *
 * <p>Thread-safe, as long as nobody changes properties while others connect.
 */
public final class PetrelXAConnectionFactory extends PetrelConnectionFactory
        implements XAConnectionFactory, XAQueueConnectionFactory, XATopicConnectionFactory {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A factory for {@link PetrelConnectionFactory#DEFAULT_URL}, until {@link #setUrl} is called. */
    public PetrelXAConnectionFactory() {
        super();
    }

    /**
     * A factory for a broker.
     *
     * @param url {@code petrel:mem:NAME} or {@code petrel:file:PATH}, with options behind a question mark
     * @throws IllegalArgumentException if the URL is malformed
     */
    public PetrelXAConnectionFactory(String url) {
        super(url);
    }

    PetrelXAConnectionFactory(String url, Engine engine) {
        super(url, engine);
    }

    @Override
    public XAConnection createXAConnection() throws JMSException {
        return createXAConnection(getUser(), password());
    }

    @Override
    public XAConnection createXAConnection(@Nullable String userName, @Nullable String withPassword)
            throws JMSException {
        try {
            return new JmsXAConnection(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public XAQueueConnection createXAQueueConnection() throws JMSException {
        return createXAQueueConnection(getUser(), password());
    }

    @Override
    public XAQueueConnection createXAQueueConnection(@Nullable String userName, @Nullable String withPassword)
            throws JMSException {
        try {
            return new JmsXAQueueConnection(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public XATopicConnection createXATopicConnection() throws JMSException {
        return createXATopicConnection(getUser(), password());
    }

    @Override
    public XATopicConnection createXATopicConnection(@Nullable String userName, @Nullable String withPassword)
            throws JMSException {
        try {
            return new JmsXATopicConnection(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public XAJMSContext createXAContext() {
        return createXAContext(getUser(), password());
    }

    @Override
    public XAJMSContext createXAContext(@Nullable String userName, @Nullable String withPassword) {
        try {
            return JmsXAContext.open(connect(userName, withPassword), objects());
        } catch (EngineException e) {
            throw JmsErrors.unchecked(e);
        }
    }
}
