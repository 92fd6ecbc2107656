package org.petrelmq.jms;

import jakarta.jms.Session;
import org.petrelmq.client.AckMode;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** The API's numbers for session modes. */
final class AckModes {
    private AckModes() {}

    static AckMode of(int sessionMode) throws EngineException {
        return switch (sessionMode) {
            case Session.AUTO_ACKNOWLEDGE -> AckMode.AUTO;
            case Session.CLIENT_ACKNOWLEDGE -> AckMode.CLIENT;
            case Session.DUPS_OK_ACKNOWLEDGE -> AckMode.DUPS_OK;
            case Session.SESSION_TRANSACTED -> AckMode.TRANSACTED;
            default ->
                throw new EngineException(
                        Failure.GENERAL,
                        "The session mode " + sessionMode
                                + " is none of SESSION_TRANSACTED (0), AUTO (1), CLIENT (2) and DUPS_OK_ACKNOWLEDGE (3).");
        };
    }

    /** The two arguments of the older methods: the mode counts only where the session is not transacted (§6.2). */
    static AckMode of(boolean transacted, int acknowledgeMode) throws EngineException {
        if (transacted) {
            return AckMode.TRANSACTED;
        }
        if (acknowledgeMode == Session.SESSION_TRANSACTED) {
            throw new EngineException(
                    Failure.GENERAL, "A session that is not transacted cannot have the mode SESSION_TRANSACTED.");
        }
        return of(acknowledgeMode);
    }

    static int numberOf(AckMode mode) {
        return switch (mode) {
            case AUTO -> Session.AUTO_ACKNOWLEDGE;
            case CLIENT -> Session.CLIENT_ACKNOWLEDGE;
            case DUPS_OK -> Session.DUPS_OK_ACKNOWLEDGE;
            case TRANSACTED, XA -> Session.SESSION_TRANSACTED;
        };
    }
}
