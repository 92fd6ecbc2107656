package org.petrelmq.client;

import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Settlement;

/**
 * When a session settles what it handed over: the acknowledgement modes of JMS 3.1 §6.2.10. Which deliveries are open the
 * engine's session knows. Used under the session's gate.
 */
final class AckLedger {
    /**
     * A lazy session settles after so many messages, or when there are no more. On disk each settling waits for the device:
     * 64 at a time reached 0.5 million messages a second of 1 KB, 512 reach 1.3 million and 1,024 no more; a crash brings so
     * many again.
     */
    private static final int LAZY_BATCH = 512;

    private final AckMode mode;
    private final EngineSession session;
    private int lazy;

    AckLedger(AckMode mode, EngineSession session) {
        this.mode = mode;
        this.session = session;
    }

    /** Whether receiving and acknowledging are one step. */
    boolean acknowledgesOnReceive() {
        return mode.isEach();
    }

    /** A receive hands a delivery over that was polled. */
    void handedOver(Delivery delivery) throws EngineException {
        if (mode.isEach()) {
            session.settle(delivery, Settlement.ACCEPT);
        } else if (mode == AckMode.DUPS_OK && ++lazy >= LAZY_BATCH) {
            settleLazy();
        }
    }

    /** There is nothing to receive at the moment. */
    void idle() throws EngineException {
        if (lazy > 0) {
            settleLazy();
        }
    }

    private void settleLazy() throws EngineException {
        lazy = 0;
        session.settleAll(Settlement.ACCEPT);
    }

    /** A delivery was not shown to the application after all. */
    void handedBack(Delivery delivery) throws EngineException {
        session.settle(delivery, Settlement.RELEASE_UNSEEN);
    }

    /** A listener that returned has consumed its message, unless it called recover: then the message is open no more. */
    void listenerReturned(Delivery delivery) throws EngineException {
        handedOver(delivery);
    }

    /** A listener that threw gets its message again at once, where the session acknowledges by itself (§8.7). */
    void listenerThrew(Delivery delivery) throws EngineException {
        if (mode.isAutomatic()) {
            session.settle(delivery, Settlement.RELEASE);
        }
    }

    /** The application acknowledges, which means nothing in modes that do it themselves (§3.6). */
    void acknowledge() throws EngineException {
        if (mode == AckMode.CLIENT) {
            session.settleAll(Settlement.ACCEPT);
        }
    }

    void recover(AckMode now) throws EngineException {
        if (now.isTransactional()) {
            throw new EngineException(
                    Failure.ILLEGAL_STATE, "A transacted session is not recovered but rolled back (JMS 3.1 §6.2.10).");
        }
        lazy = 0;
        session.settleAll(Settlement.RELEASE);
    }

    /** The session is about to close: what was consumed lazily stays consumed. */
    void closing() throws EngineException {
        idle();
    }
}
