package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.ServerSessions;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** An application server's pool (JMS 3.1 §11.2.3). Whatever its code throws becomes a failure of the pool. */
final class JmsServerSessions implements ServerSessions {
    private final ServerSessionPool pool;

    JmsServerSessions(ServerSessionPool pool) {
        this.pool = pool;
    }

    private record Loaded(jakarta.jms.ServerSession server, ClientSession session)
            implements ServerSessions.ServerSession {
        @Override
        public void start() throws EngineException {
            try {
                server.start();
            } catch (JMSException | RuntimeException e) {
                throw failed("The ServerSession could not be started", e);
            }
        }
    }

    @Override
    public ServerSessions.ServerSession next() throws EngineException {
        try {
            jakarta.jms.ServerSession server = pool.getServerSession();
            Session session = server == null ? null : server.getSession();
            if (session instanceof JmsSession ours) {
                return new Loaded(server, ours.client());
            }
            throw new EngineException(
                    Failure.GENERAL,
                    "The pool gave a ServerSession whose session is not one of Petrel: "
                            + (session == null ? "null" : session.getClass().getName()) + ".");
        } catch (JMSException | RuntimeException e) {
            throw failed("The pool gave no ServerSession", e);
        }
    }

    private static EngineException failed(String what, Exception cause) {
        return new EngineException(Failure.GENERAL, what + ": " + cause, cause);
    }
}
