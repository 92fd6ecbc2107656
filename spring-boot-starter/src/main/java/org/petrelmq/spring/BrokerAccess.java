package org.petrelmq.spring;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;

/**
 * The application's broker with the application's credentials.
 *
 * @param broker what is accessed
 * @param user the user name, or null
 * @param password the password, or null
 */
record BrokerAccess(
        Broker broker, @Nullable String user, @Nullable String password) {
    BrokerAccess(Broker broker, PetrelProperties properties) {
        this(broker, properties.user(), properties.password());
    }

    PetrelConnectionFactory connectionFactory() {
        return with(broker.connectionFactory());
    }

    PetrelXAConnectionFactory xaConnectionFactory() {
        return with(broker.xaConnectionFactory());
    }

    private <F extends PetrelConnectionFactory> F with(F factory) {
        factory.setUser(user);
        factory.setPassword(password);
        return factory;
    }

    BrokerAdmin admin() {
        return user == null || password == null ? broker.admin() : broker.admin(user, password);
    }

    /** Where the broker is. */
    String location() {
        return BrokerUrl.withoutOptions(broker.connectionFactory().getUrl());
    }

    /**
     * Asks whether the broker answers.
     *
     * @throws JMSException if it does not
     */
    void requireAnswer() throws JMSException {
        try (Connection connection = connectionFactory().createConnection()) {
            connection.start();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BrokerAccess[" + broker + ", user=" + user + "]";
    }
}
