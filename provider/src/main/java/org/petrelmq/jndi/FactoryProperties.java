package org.petrelmq.jndi;

import java.util.Locale;
import javax.naming.ConfigurationException;
import javax.naming.NamingException;
import org.petrelmq.PetrelConnectionFactory;

/** The properties of a connection factory by their names, the same in a properties file and in a reference. */
final class FactoryProperties {
    private FactoryProperties() {}

    /** Sets a property; its name may be in any case. */
    static void set(PetrelConnectionFactory factory, String name, String value) throws NamingException {
        try {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "url", "brokerurl" -> factory.setUrl(value);
                case "user", "username" -> factory.setUser(value);
                case "password" -> factory.setPassword(value);
                case "clientid" -> factory.setClientId(value);
                case "allowedclasses" -> factory.setAllowedClasses(value);
                case "consumerpriority" -> factory.setConsumerPriority(Integer.parseInt(value));
                default ->
                    throw new ConfigurationException("A Petrel connection factory has no property '" + name
                            + "', only url (brokerURL), user (userName), password, clientId,"
                            + " allowedClasses and consumerPriority.");
            }
        } catch (IllegalArgumentException e) {
            ConfigurationException malformed = new ConfigurationException(
                    "The property '" + name + "' of a Petrel connection factory is malformed.");
            malformed.setRootCause(e);
            throw malformed;
        }
    }
}
