package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnectionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1.2: client identifiers that the connection factory assigns. */
@ConformanceTest
@Requires(Feature.CONFIGURED_CLIENT_ID)
class ConfiguredClientIdTest {
    /** A way to get a connection of one of the APIs. */
    private interface Creation {
        Connection of(ConnectionFactory factory) throws JMSException;
    }

    private static final Creation[] CREATIONS = {
        ConnectionFactory::createConnection,
        factory -> ((QueueConnectionFactory) factory).createQueueConnection(),
        factory -> ((TopicConnectionFactory) factory).createTopicConnection()
    };

    @Test
    @Spec("6.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("The client identifier of the factory is that of the connections and contexts that it makes.")
    void getClientID_configured_isThatOfTheFactory(Jms jms) throws JMSException {
        String clientId = jms.unique("client");
        ConnectionFactory factory = jms.factory(clientId);
        for (Creation creation : CREATIONS) {
            try (Connection connection = creation.of(factory)) {
                assertThat(connection.getClientID()).isEqualTo(clientId);
            }
        }
        try (JMSContext context = factory.createContext()) {
            assertThat(context.getClientID()).isEqualTo(clientId);
        }
    }

    @Test
    @Spec("6.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("setClientID is refused if the factory has assigned a client identifier, which stays.")
    void setClientID_configured_throws(Jms jms) throws JMSException {
        String clientId = jms.unique("client");
        ConnectionFactory factory = jms.factory(clientId);
        for (Creation creation : CREATIONS) {
            try (Connection connection = creation.of(factory)) {
                assertThatThrownBy(() -> connection.setClientID(jms.unique("other")))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(connection.getClientID()).isEqualTo(clientId);
            }
        }
        try (JMSContext context = factory.createContext()) {
            assertThatThrownBy(() -> context.setClientID(jms.unique("other")))
                    .isInstanceOf(IllegalStateRuntimeException.class);
            assertThat(context.getClientID()).isEqualTo(clientId);
        }
    }
}
