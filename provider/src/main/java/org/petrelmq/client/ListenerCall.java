package org.petrelmq.client;

import java.lang.System.Logger.Level;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;

/**
 * One call of a message listener, and what follows from it, the same on a thread of Petrel and on one of an application server.
 *
 * @param listener the application's
 * @param delivery its message
 * @param of whose listener it is, for the log
 */
record ListenerCall(DeliveryListener listener, Delivery delivery, Object of) {

    /** Who makes such calls for a session. */
    interface Caller {
        /** Under the gate: the call has ended. */
        void callEnded();
    }

    /** Calls the listener without the session's gate, then settles the message and tells the caller, under it. */
    void make(ClientSession session, Caller caller) {
        boolean returned = returns();
        session.gate.lock();
        try {
            if (returned) {
                session.acks().listenerReturned(delivery);
            } else {
                session.acks().listenerThrew(delivery);
            }
        } catch (EngineException e) {
            session.connection().report(e);
        } finally {
            caller.callEnded();
            session.changed.signalAll();
            session.gate.unlock();
        }
    }

    /** Runs user code. Whatever it throws, the session's other messages are still to be delivered (JMS 3.1 §8.7). */
    private boolean returns() {
        try {
            listener.onDelivery(delivery);
            return true;
        } catch (RuntimeException | Error e) {
            String problem = "The message listener of " + of + " threw an exception, which it should not.";
            System.getLogger("org.petrelmq.client").log(Level.WARNING, problem, e);
            return false;
        }
    }
}
