package org.petrelmq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import org.petrelmq.client.ClientConnectionConsumer;
import org.petrelmq.engine.EngineException;

/** A connection consumer of an application server (JMS 3.1 §11.2.4). */
final class JmsConnectionConsumer implements ConnectionConsumer {
    private final ClientConnectionConsumer client;
    private final ServerSessionPool pool;

    JmsConnectionConsumer(ClientConnectionConsumer client, ServerSessionPool pool) {
        this.client = client;
        this.pool = pool;
    }

    @Override
    public ServerSessionPool getServerSessionPool() throws JMSException {
        try {
            client.requireOpen();
            return pool;
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
