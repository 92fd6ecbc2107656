package org.petrelmq.client;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * An engine's XA resource as a transaction manager gets it: start and end go through the session's gate, since they decide
 * whose a message is that is received meanwhile.
 */
final class ClientXaResource implements XAResource {
    private final ClientSession session;
    private final XAResource engine;

    ClientXaResource(ClientSession session, XAResource engine) {
        this.session = session;
        this.engine = engine;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        session.gate.lock();
        try {
            engine.start(xid, flags);
        } finally {
            session.gate.unlock();
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        session.gate.lock();
        try {
            engine.end(xid, flags);
        } finally {
            session.gate.unlock();
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return engine.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        engine.commit(xid, onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        engine.rollback(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return engine.recover(flag);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        engine.forget(xid);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return engine.isSameRM(other instanceof ClientXaResource wrapped ? wrapped.engine : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return engine.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return engine.setTransactionTimeout(seconds);
    }
}
