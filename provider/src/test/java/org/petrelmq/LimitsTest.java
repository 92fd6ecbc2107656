package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever there can be too much of has a limit, and beyond it an exception that names it; below it again, all is well. */
class LimitsTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker(BrokerOptions.builder()
            .maxConnections(2)
            .maxSessions(3)
            .maxDestinations(4)
            .maxTemporaries(2)
            .maxTransactionMessages(2)
            .maxPreparedTransactions(1)
            .maxMessageSize(2000));

    @Test
    void connections() throws JMSException {
        try (Connection one = broker.factory().createConnection();
                Connection two = broker.factory().createConnection()) {
            assertThatThrownBy(() -> broker.factory().createConnection())
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("maxConnections");
            assertThatThrownBy(() -> broker.factory().createContext())
                    .isInstanceOf(ResourceAllocationRuntimeException.class);
            two.close();
            broker.factory().createConnection().close();
            assertThat(one.getClientID()).isNull();
        }
    }

    @Test
    void connections_refusedForAnotherReason_doNotCount() throws JMSException {
        PetrelConnectionFactory factory = broker.factory();
        factory.setClientId("me");
        try (Connection one = factory.createConnection()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(factory::createConnection).isInstanceOf(jakarta.jms.InvalidClientIDException.class);
            }
            broker.factory().createConnection().close();
            assertThat(one.getClientID()).isEqualTo("me");
        }
    }

    @Test
    void sessions_ofAllConnections() throws JMSException {
        try (Connection one = broker.factory().createConnection();
                Connection two = broker.factory().createConnection()) {
            one.createSession();
            Session second = one.createSession();
            two.createSession();
            assertThatThrownBy(two::createSession)
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("maxSessions");
            second.close();
            second.close();
            two.createSession();
            assertThatThrownBy(one::createSession).isInstanceOf(ResourceAllocationException.class);
        }
    }

    @Test
    void destinations_queuesAndTopicsTogether() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().send(context.createQueue("1"), "m");
            context.createProducer().send(context.createTopic("2"), "m");
            context.createConsumer(context.createQueue("3")).close();
            broker.admin().createTopic("4");
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue("5"), "m"))
                    .isInstanceOf(ResourceAllocationRuntimeException.class)
                    .hasMessageContaining("maxDestinations");
            assertThatThrownBy(() -> context.createConsumer(context.createTopic("5")))
                    .isInstanceOf(ResourceAllocationRuntimeException.class);
            assertThatThrownBy(() -> broker.admin().createQueue("5")).isInstanceOf(ResourceAllocationException.class);
            context.createProducer().send(context.createQueue("1"), "m");
            broker.admin().deleteTopic("4");
            context.createProducer().send(context.createQueue("5"), "m");
            assertThat(broker.texts("5")).containsExactly("m");
        }
    }

    @Test
    void temporaryDestinations() throws JMSException {
        try (JMSContext context = broker.context()) {
            TemporaryQueue first = context.createTemporaryQueue();
            context.createTemporaryTopic();
            assertThatThrownBy(context::createTemporaryQueue)
                    .isInstanceOf(ResourceAllocationRuntimeException.class)
                    .hasMessageContaining("maxTemporaries");
            first.delete();
            context.createTemporaryTopic();
        }
        try (JMSContext next = broker.context()) {
            next.createTemporaryQueue();
            next.createTemporaryQueue();
        }
    }

    @Test
    void messagesOfATransaction() throws JMSException {
        try (JMSContext context = broker.context(JMSContext.SESSION_TRANSACTED)) {
            for (int round = 0; round < 2; round++) {
                context.createProducer().send(context.createQueue("q"), "m");
                context.createProducer().send(context.createQueue("q"), "m");
                assertThatThrownBy(() -> context.createProducer().send(context.createQueue("q"), "m"))
                        .isInstanceOf(ResourceAllocationRuntimeException.class)
                        .hasMessageContaining("maxTransactionMessages");
                context.commit();
            }
        }
        assertThat(broker.texts("q")).hasSize(4);
    }

    @Test
    void sizeOfAMessage() {
        try (JMSContext context = broker.context()) {
            context.createProducer().send(context.createQueue("q"), "x".repeat(500));
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue("q"), "x".repeat(2000)))
                    .isInstanceOf(ResourceAllocationRuntimeException.class)
                    .hasMessageContaining("maxMessageSize");
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            assertThat(consumer.receiveBodyNoWait(String.class)).hasSize(500);
            assertThat(consumer.receiveNoWait()).isNull();
        }
    }

    private record Branch(byte id) implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {id};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    @Test
    void preparedTransactions_oneMoreIsRolledBack() throws Exception {
        try (XAConnection connection = broker.broker().xaConnectionFactory().createXAConnection()) {
            XASession session = connection.createXASession();
            XAResource resource = session.getXAResource();
            for (byte id = 1; id <= 2; id++) {
                resource.start(new Branch(id), XAResource.TMNOFLAGS);
                session.createProducer(session.createQueue("q")).send(session.createTextMessage("m" + id));
                resource.end(new Branch(id), XAResource.TMSUCCESS);
            }
            assertThat(resource.prepare(new Branch((byte) 1))).isEqualTo(XAResource.XA_OK);
            assertThatThrownBy(() -> resource.prepare(new Branch((byte) 2)))
                    .isInstanceOfSatisfying(
                            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_RBOTHER));
            resource.commit(new Branch((byte) 1), false);
        }
        assertThat(broker.texts("q")).containsExactly("m1");
    }
}
