package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TopicConnectionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Credentials;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1.1. */
@ConformanceTest
class ConnectionAuthenticationTest {
    private static final String[] WRONG = {"wrong", "", Credentials.PASSWORD + " "};

    @Test
    @Spec("6.1.1")
    @Requires(Feature.AUTHENTICATION)
    @DisplayName("createConnection with a valid user name and password makes a connection.")
    void createConnection_validCredentials_connects(Jms jms) throws JMSException {
        Connection connection = jms.closing(jms.factory().createConnection(Credentials.USER, Credentials.PASSWORD));
        connection.start();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        jms.send(session, jms.queue(), "one");
        assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo("one");
    }

    @Test
    @Spec("6.1.1")
    @Requires({Feature.AUTHENTICATION, Feature.SIMPLIFIED_API})
    @DisplayName("createContext with a valid user name and password makes a context of the mode that was asked for.")
    void createContext_validCredentials_connects(Jms jms) {
        ConnectionFactory factory = jms.factory();
        JMSContext context = jms.closing(factory.createContext(Credentials.USER, Credentials.PASSWORD));
        assertThat(context.getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext transacted = jms.closing(
                factory.createContext(Credentials.USER, Credentials.PASSWORD, JMSContext.SESSION_TRANSACTED));
        assertThat(transacted.getTransacted()).isTrue();
        assertThat(transacted.getSessionMode()).isEqualTo(JMSContext.SESSION_TRANSACTED);
    }

    @Test
    @Spec("JD ConnectionFactory.createConnection")
    @Requires(Feature.AUTHENTICATION)
    @DisplayName("createConnection throws JMSSecurityException for a wrong password.")
    void createConnection_wrongPassword_throws(Jms jms) {
        for (String password : WRONG) {
            assertThatThrownBy(
                            () -> jms.closing(jms.factory().createConnection(Credentials.USER, password)),
                            "'%s'",
                            password)
                    .isInstanceOf(JMSSecurityException.class);
        }
    }

    @Test
    @Spec("JD ConnectionFactory.createContext")
    @Requires({Feature.AUTHENTICATION, Feature.SIMPLIFIED_API})
    @DisplayName("createContext throws JMSSecurityRuntimeException for a wrong password.")
    void createContext_wrongPassword_throws(Jms jms) {
        ConnectionFactory factory = jms.factory();
        for (String password : WRONG) {
            assertThatThrownBy(() -> jms.closing(factory.createContext(Credentials.USER, password)), "'%s'", password)
                    .isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(
                            () -> jms.closing(
                                    factory.createContext(Credentials.USER, password, JMSContext.CLIENT_ACKNOWLEDGE)),
                            "'%s'",
                            password)
                    .isInstanceOf(JMSSecurityRuntimeException.class);
        }
    }

    @Test
    @Spec("6.1.1")
    @Requires(Feature.AUTHENTICATION)
    @DisplayName("createQueueConnection and createTopicConnection check user name and password.")
    void domainSpecificConnection_credentials_areChecked(Jms jms) throws JMSException {
        QueueConnectionFactory queues = (QueueConnectionFactory) jms.factory();
        TopicConnectionFactory topics = (TopicConnectionFactory) jms.factory();
        jms.closing(queues.createQueueConnection(Credentials.USER, Credentials.PASSWORD))
                .start();
        jms.closing(topics.createTopicConnection(Credentials.USER, Credentials.PASSWORD))
                .start();
        for (String password : WRONG) {
            assertThatThrownBy(
                            () -> jms.closing(queues.createQueueConnection(Credentials.USER, password)),
                            "'%s'",
                            password)
                    .isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(
                            () -> jms.closing(topics.createTopicConnection(Credentials.USER, password)),
                            "'%s'",
                            password)
                    .isInstanceOf(JMSSecurityException.class);
        }
    }
}
