package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** Decides who may do what. Thread-safe; called with nothing locked. */
@FunctionalInterface
public interface AccessCheck {

    /**
     * Whether a user may do something.
     *
     * @param user the user name of the connection, or null where none was given
     * @param operation what
     * @param name of the destination or subscription; empty for the broker as a whole
     * @return true to permit it
     */
    boolean permits(@Nullable String user, Operation operation, String name);
}
