package org.petrelmq.client;

import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.TxOutcome;

/** The end of a session's transaction, where it has one that is its own (JMS 3.1 §6.2.7). Called under the session's gate. */
final class LocalTransaction {
    private final EngineSession engine;

    LocalTransaction(EngineSession engine) {
        this.engine = engine;
    }

    void commit(AckMode now) throws EngineException {
        requireOwn(now);
        TxOutcome outcome = engine.commit();
        if (outcome == TxOutcome.UNKNOWN) {
            outcome = engine.resolve();
        }
        switch (outcome) {
            case COMMITTED -> {}
            case ROLLED_BACK ->
                throw new EngineException(
                        Failure.TRANSACTION_ROLLED_BACK, "The transaction was rolled back instead of committed.");
            case UNKNOWN ->
                throw new EngineException(
                        Failure.GENERAL, "It is not known whether the transaction was committed or rolled back.");
        }
    }

    void rollback(AckMode now) throws EngineException {
        requireOwn(now);
        engine.rollback();
    }

    private static void requireOwn(AckMode now) throws EngineException {
        if (now == AckMode.XA) {
            throw new EngineException(
                    Failure.TRANSACTION_IN_PROGRESS,
                    "Commit and rollback of an XA session are the transaction manager's (JMS 3.1 §11.3).");
        }
        if (!now.isTransacted()) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The session is not transacted, its mode is " + now + ".");
        }
    }
}
