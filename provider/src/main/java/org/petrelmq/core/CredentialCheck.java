package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/** Decides who may connect. Thread-safe; called with nothing locked. */
@FunctionalInterface
public interface CredentialCheck {

    /**
     * Whether these credentials are right.
     *
     * @param user the user name, or null where none was given
     * @param password the password, or null where none was given
     * @return true to let the connection in
     */
    boolean accepts(@Nullable String user, @Nullable String password);
}
