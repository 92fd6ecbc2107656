package org.petrelmq.conformance.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicConnectionFactory;
import jakarta.jms.XATopicSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import javax.naming.Referenceable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Credentials;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 11.3.1 and 11.3.2: XA connection factories and connections. */
@ConformanceTest
@Requires(Feature.XA)
class XaFactoryTest {

    @Test
    @Spec("JD XAConnectionFactory.createXAConnection")
    @DisplayName("An XA connection is stopped until it is started.")
    void createXAConnection_isStoppedUntilStart(Jms jms) throws Exception {
        jms.send(jms.queue(), "m");
        for (XAConnection connection : new XAConnection[] {
            jms.xaFactory().createXAConnection(),
            jms.xaFactory().createXAConnection(Credentials.USER, Credentials.PASSWORD)
        }) {
            jms.closing(connection);
            MessageConsumer consumer = connection.createXASession().createConsumer(jms.queue());
            assertThat(jms.isQuiet(consumer)).isTrue();
            connection.start();
            assertThat(jms.receiveText(consumer)).isEqualTo("m");
            connection.close();
            jms.send(jms.queue(), "m");
        }
    }

    @Test
    @Requires(Feature.AUTHENTICATION)
    @Spec("JD XAConnectionFactory.createXAConnection")
    @DisplayName("XA factories of all kinds refuse a wrong password with the security exception.")
    void createXAConnection_wrongPassword_throws(Jms jms) throws Exception {
        XAConnectionFactory factory = jms.xaFactory();
        assertThatThrownBy(() -> factory.createXAConnection(Credentials.USER, "wrong"))
                .isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(
                        () -> ((XAQueueConnectionFactory) factory).createXAQueueConnection(Credentials.USER, "wrong"))
                .isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(
                        () -> ((XATopicConnectionFactory) factory).createXATopicConnection(Credentials.USER, "wrong"))
                .isInstanceOf(JMSSecurityException.class);
    }

    @Test
    @Requires({Feature.AUTHENTICATION, Feature.SIMPLIFIED_API})
    @Spec("JD XAConnectionFactory.createXAContext")
    @DisplayName("createXAContext refuses a wrong password with the security exception.")
    void createXAContext_wrongPassword_throws(Jms jms) {
        assertThatThrownBy(() -> jms.xaFactory().createXAContext(Credentials.USER, "wrong"))
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    @Requires(Feature.SIMPLIFIED_API)
    @Spec("JD XAConnectionFactory.createXAContext")
    @DisplayName("The connection of an XA context starts with its first consumer.")
    void createXAContext_firstConsumer_startsConnection(Jms jms) throws Exception {
        jms.send(jms.queue(), "m");
        for (XAJMSContext context : new XAJMSContext[] {
            jms.xaFactory().createXAContext(), jms.xaFactory().createXAContext(Credentials.USER, Credentials.PASSWORD)
        }) {
            jms.closing(context);
            context.setAutoStart(false);
            assertThat(context.createConsumer(jms.queue()).receiveNoWait()).isNull();
            context.setAutoStart(true);
            context.createConsumer(jms.topic()).close();
            try (JMSContext plain = context.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
                assertThat(plain.getTransacted()).isFalse();
            }
            context.close();
        }
        try (XAJMSContext context = jms.xaFactory().createXAContext()) {
            assertThat(context.createConsumer(jms.queue()).receiveBody(String.class, 5000))
                    .isEqualTo("m");
        }
    }

    @Test
    @Spec("11.3.1")
    @DisplayName("An XAQueueConnectionFactory makes XAQueueConnections, these make XAQueueSessions and ordinary ones.")
    void createXAQueueConnection_sessionsOfTheDomain(Jms jms) throws Exception {
        XAQueueConnectionFactory factory = (XAQueueConnectionFactory) jms.xaFactory();
        for (XAQueueConnection connection : new XAQueueConnection[] {
            factory.createXAQueueConnection(), factory.createXAQueueConnection(Credentials.USER, Credentials.PASSWORD)
        }) {
            jms.closing(connection);
            XAQueueSession session = connection.createXAQueueSession();
            assertThat(session.getXAResource()).isNotNull();
            QueueSession queues = session.getQueueSession();
            queues.createSender(jms.queue()).send(queues.createTextMessage("m"));
            MessageConsumer receiver = queues.createReceiver(jms.queue());
            assertThat(receiver.receiveNoWait()).as("not started").isNull();
            connection.start();
            assertThat(jms.receiveText(receiver)).isEqualTo("m");
            QueueSession ordinary = connection.createQueueSession(true, Session.SESSION_TRANSACTED);
            ordinary.createSender(jms.queue("other")).send(ordinary.createTextMessage("m"));
            ordinary.rollback();
            assertThat(jms.textsOn(jms.queue("other"))).isEmpty();
            receiver.close();
        }
    }

    @Test
    @Spec("11.3.1")
    @DisplayName("An XATopicConnectionFactory makes XATopicConnections, these make XATopicSessions and ordinary ones.")
    void createXATopicConnection_sessionsOfTheDomain(Jms jms) throws Exception {
        XATopicConnectionFactory factory = (XATopicConnectionFactory) jms.xaFactory();
        for (XATopicConnection connection : new XATopicConnection[] {
            factory.createXATopicConnection(), factory.createXATopicConnection(Credentials.USER, Credentials.PASSWORD)
        }) {
            jms.closing(connection);
            XATopicSession session = connection.createXATopicSession();
            assertThat(session.getXAResource()).isNotNull();
            TopicSession topics = session.getTopicSession();
            MessageConsumer subscriber = topics.createSubscriber(jms.topic());
            topics.createPublisher(jms.topic()).publish(topics.createTextMessage("m"));
            assertThat(subscriber.receiveNoWait()).as("not started").isNull();
            connection.start();
            assertThat(jms.receiveText(subscriber)).isEqualTo("m");
            TopicSession ordinary = connection.createTopicSession(false, Session.CLIENT_ACKNOWLEDGE);
            assertThat(ordinary.getAcknowledgeMode()).isEqualTo(Session.CLIENT_ACKNOWLEDGE);
        }
    }

    @Test
    @Spec("JD XAConnection.createSession")
    @DisplayName("An XA connection makes ordinary sessions too.")
    void createSession_ofXAConnection_isOrdinary(Jms jms) throws Exception {
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), "m");
        session.commit();
        assertThat(connection.createSession(false, Session.AUTO_ACKNOWLEDGE).getTransacted())
                .isFalse();
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
    }

    @Test
    @Spec("11.3.1")
    @DisplayName("An XA connection factory can be serialized and is referenceable.")
    void factory_isAdministeredObject(Jms jms) throws Exception {
        XAConnectionFactory factory = jms.xaFactory();
        assertThat(factory).isInstanceOf(Referenceable.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(factory);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isInstanceOf(XAConnectionFactory.class);
        }
    }
}
