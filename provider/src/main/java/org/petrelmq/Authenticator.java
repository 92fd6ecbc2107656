package org.petrelmq;

/**
 * Decides who may connect to a broker. Without one, connections of this JVM are trusted. Called on the thread that connects,
 * by several threads at a time; an empty user name or password is refused before it is asked.
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * Whether these credentials are right.
     *
     * @param user the user name, not empty
     * @param password the password, not empty
     * @return true to let the connection in; false becomes a JMSSecurityException (JMS 3.1 §10.3)
     */
    boolean authenticate(String user, String password);
}
