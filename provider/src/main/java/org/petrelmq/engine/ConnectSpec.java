package org.petrelmq.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who connects.
 *
 * @param user the user name, or null
 * @param password the password, or null
 * @param clientId the client ID that the factory configures, or null
 * @param consumerPriority which rank its consumers have among those of a queue; 0 unless somebody says otherwise
 */
public record ConnectSpec(
        @Nullable String user,
        @Nullable String password,
        @Nullable String clientId,
        int consumerPriority) {

    /**
     * Somebody whose consumers have no special rank.
     *
     * @param user the user name, or null
     * @param password the password, or null
     * @param clientId the client ID that the factory configures, or null
     */
    public ConnectSpec(@Nullable String user, @Nullable String password, @Nullable String clientId) {
        this(user, password, clientId, 0);
    }

    /** Names the user and the client ID, never the password. */
    @Override
    public String toString() {
        return "ConnectSpec[user=" + user + ", clientId=" + clientId + "]";
    }
}
