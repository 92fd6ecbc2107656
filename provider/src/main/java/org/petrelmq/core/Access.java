package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** The one place where the broker asks whether somebody may do something. Thread-safe. */
final class Access {
    private final @Nullable AccessCheck check;

    Access(@Nullable AccessCheck check) {
        this.check = check;
    }

    /**
     * Refuses what is not permitted.
     *
     * @param user null where a connection has none
     * @param name of the destination or subscription; empty for the broker as a whole
     * @throws EngineException SECURITY if it is not permitted
     */
    void require(@Nullable String user, Operation operation, String name) throws EngineException {
        if (check != null && !check.permits(user, operation, name)) {
            throw new EngineException(
                    Failure.SECURITY,
                    (user == null ? "A connection without user name" : "The user '" + user + "'")
                            + " has no permission to " + operation
                            + (name.isEmpty() ? "." : " '" + Names.shown(name) + "'."));
        }
    }
}
