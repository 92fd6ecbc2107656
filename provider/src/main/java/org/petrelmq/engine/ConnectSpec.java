package org.petrelmq.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who connects.
 *
 * @param user the user name, or null
 * @param password the password, or null
 * @param clientId the client ID that the factory configures, or null
 */
public record ConnectSpec(
        @Nullable String user,
        @Nullable String password,
        @Nullable String clientId) {

    /** Names the user and the client ID, never the password. */
    @Override
    public String toString() {
        return "ConnectSpec[user=" + user + ", clientId=" + clientId + "]";
    }
}
