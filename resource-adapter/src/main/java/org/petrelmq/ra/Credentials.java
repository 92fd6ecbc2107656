package org.petrelmq.ra;

import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Who connects.
 *
 * @param user the user name; null for none
 * @param password the password; null for none
 */
record Credentials(@Nullable String user, @Nullable String password) {

    /** The container's, the application's, or those that are configured, the first that there are. */
    static Credentials of(
            @Nullable Subject subject,
            @Nullable ConnectionRequest request,
            ManagedConnectionFactory factory,
            Credentials configured) {
        if (subject != null) {
            for (PasswordCredential credential : subject.getPrivateCredentials(PasswordCredential.class)) {
                if (factory.equals(credential.getManagedConnectionFactory())) {
                    return new Credentials(credential.getUserName(), String.valueOf(credential.getPassword()));
                }
            }
        }
        if (request != null && request.credentials() != null) {
            return request.credentials();
        }
        return configured;
    }

    /** Names the user, never the password. */
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
