package org.petrelmq.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.Broker;
import org.petrelmq.BrokerOptions;
import org.petrelmq.jms.JmsQueue;

/** What applications of an application server get: connections of a pool, which work for its transactions. */
class ManagedConnectionTest {
    private static final TestXid XID = new TestXid(1);
    private static final Queue QUEUE = new JmsQueue("orders");

    private final SteppedServer server = new SteppedServer();
    private final PetrelResourceAdapter adapter = new PetrelResourceAdapter();
    private final PetrelManagedConnectionFactory managed = new PetrelManagedConnectionFactory();
    private Broker broker;
    private ConnectionFactory factory;

    @BeforeEach
    void start() throws Exception {
        adapter.setUrl("petrel:mem:managed-connections");
        broker = Broker.open(adapter.getUrl());
        adapter.start(server);
        managed.setResourceAdapter(adapter);
        factory = (ConnectionFactory) managed.createConnectionFactory(server);
    }

    @AfterEach
    void stop() throws ResourceException {
        for (ManagedConnection connection : server.made) {
            connection.destroy();
        }
        adapter.stop();
        broker.close();
        assertThat(server.errors).isEmpty();
        assertThat(PetrelThreads.alive()).isEmpty();
    }

    private long count() throws JMSException {
        return broker.admin().count("orders");
    }

    private XAResource xa() throws ResourceException {
        return server.made.get(0).getXAResource();
    }

    private static void send(Session session, String text) throws JMSException {
        MessageProducer producer = session.createProducer(QUEUE);
        producer.send(session.createTextMessage(text));
        producer.close();
    }

    // ---- without a transaction ----

    @Test
    void session_outsideATransaction_sendsAndAcknowledgesAtOnce_whateverModeWasAsked() throws Exception {
        for (int mode : new int[] {
            Session.SESSION_TRANSACTED,
            Session.AUTO_ACKNOWLEDGE,
            Session.CLIENT_ACKNOWLEDGE,
            Session.DUPS_OK_ACKNOWLEDGE
        }) {
            try (Connection connection = factory.createConnection();
                    Session session = connection.createSession(mode)) {
                assertThat(session.getTransacted()).isFalse();
                assertThat(session.getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
                send(session, "now");
                assertThat(count()).isEqualTo(1);
                connection.start();
                assertThat(session.createConsumer(QUEUE).receiveNoWait()).isNotNull();
            }
            assertThat(count()).isZero();
        }
    }

    @Test
    void connection_isStopped_eachTimeItIsTaken() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(QUEUE, "waits");
        }
        try (Connection connection = factory.createConnection()) {
            connection.start();
        }
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            assertThat(session.createConsumer(QUEUE).receiveNoWait()).isNull();
        }
        assertThat(server.made).hasSize(1);
    }

    // ---- in a transaction ----

    @Test
    void session_inATransaction_sendsAndReceivesWhenItIsCommitted() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(QUEUE, "before");
        }
        try (Connection connection = factory.createConnection()) {
            xa().start(XID, XAResource.TMNOFLAGS);
            connection.start();
            try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                assertThat(session.getTransacted()).isTrue();
                assertThat(session.createConsumer(QUEUE).receiveNoWait().getBody(String.class))
                        .isEqualTo("before");
                send(session, "in");
                assertThat(session.createConsumer(QUEUE).receiveNoWait()).isNull();
            }
            xa().end(XID, XAResource.TMSUCCESS);
            assertThat(xa().prepare(XID)).isEqualTo(XAResource.XA_OK);
            xa().commit(XID, false);
        }
        assertThat(broker.admin().browse("orders"))
                .singleElement()
                .satisfies(message -> assertThat(message.getBody(String.class)).isEqualTo("in"));
    }

    @Test
    void session_thatWasOpenBefore_worksForTheTransactionToo_andAfterItForItself() throws Exception {
        try (JMSContext context = factory.createContext()) {
            xa().start(XID, XAResource.TMNOFLAGS);
            assertThat(context.getTransacted()).isTrue();
            context.createProducer().send(QUEUE, "rolled back");
            xa().end(XID, XAResource.TMSUCCESS);
            xa().rollback(XID);
            assertThat(context.getTransacted()).isFalse();
            assertThat(count()).isZero();
            context.createProducer().send(QUEUE, "at once");
            assertThat(count()).isEqualTo(1);
        }
    }

    @Test
    void message_receivedInATransactionThatIsRolledBack_comesAgain() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(QUEUE, "again");
            xa().start(XID, XAResource.TMNOFLAGS);
            JMSConsumer consumer = context.createConsumer(QUEUE);
            assertThat(consumer.receiveNoWait().getJMSRedelivered()).isFalse();
            xa().end(XID, XAResource.TMFAIL);
            assertThatThrownBy(() -> xa().commit(XID, true)).isInstanceOf(XAException.class);
            assertThat(consumer.receiveNoWait().getJMSRedelivered()).isTrue();
        }
    }

    @Test
    void work_ofConnectionsThatWereClosedBeforeTheCommit_isCommitted() throws Exception {
        Connection first = factory.createConnection();
        xa().start(XID, XAResource.TMNOFLAGS);
        send(first.createSession(), "one");
        first.close();
        // The server keeps the managed connection for the transaction, and gives it to who asks again in it.
        try (JMSContext second = factory.createContext()) {
            assertThat(server.made).hasSize(1);
            second.createProducer().send(QUEUE, "two");
        }
        assertThat(count()).isZero();
        xa().end(XID, XAResource.TMSUCCESS);
        xa().commit(XID, true);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void transaction_thatIsSuspended_doesNotHaveWhatIsDoneMeanwhile() throws Exception {
        try (JMSContext context = factory.createContext()) {
            xa().start(XID, XAResource.TMNOFLAGS);
            context.createProducer().send(QUEUE, "in");
            xa().end(XID, XAResource.TMSUSPEND);
            context.createProducer().send(QUEUE, "beside");
            assertThat(count()).isEqualTo(1);
            xa().start(XID, XAResource.TMRESUME);
            context.createProducer().send(QUEUE, "in again");
            xa().end(XID, XAResource.TMSUCCESS);
            xa().rollback(XID);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void transaction_isJoinedByAnotherConnectionOfTheSameBroker() throws Exception {
        try (JMSContext one = factory.createContext();
                JMSContext other = factory.createContext()) {
            XAResource second = server.made.get(1).getXAResource();
            assertThat(xa().isSameRM(second)).isTrue();
            xa().start(XID, XAResource.TMNOFLAGS);
            second.start(XID, XAResource.TMJOIN);
            one.createProducer().send(QUEUE, "one");
            other.createProducer().send(QUEUE, "other");
            xa().end(XID, XAResource.TMSUCCESS);
            second.end(XID, XAResource.TMSUCCESS);
            xa().commit(XID, true);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void commitAndRollback_areTheServers() throws Exception {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            xa().start(XID, XAResource.TMNOFLAGS);
            assertThatThrownBy(session::commit).isInstanceOf(jakarta.jms.TransactionInProgressException.class);
            assertThatThrownBy(session::rollback).isInstanceOf(jakarta.jms.TransactionInProgressException.class);
            xa().end(XID, XAResource.TMSUCCESS);
            xa().rollback(XID);
            assertThatThrownBy(session::commit).isInstanceOf(jakarta.jms.IllegalStateException.class);
        }
    }

    @Test
    void localTransaction_commitsAndRollsBack() throws Exception {
        try (JMSContext context = factory.createContext()) {
            LocalTransaction local = server.made.get(0).getLocalTransaction();
            local.begin();
            context.createProducer().send(QUEUE, "committed");
            assertThat(count()).isZero();
            local.commit();
            assertThat(count()).isEqualTo(1);
            local.begin();
            context.createProducer().send(QUEUE, "rolled back");
            local.rollback();
            assertThat(count()).isEqualTo(1);
            assertThatThrownBy(local::commit).isInstanceOf(ResourceException.class);
        }
    }

    @Test
    void localTransaction_thatTheServerForgets_isRolledBack() throws Exception {
        JMSContext context = factory.createContext();
        ManagedConnection connection = server.made.get(0);
        connection.getLocalTransaction().begin();
        context.createProducer().send(QUEUE, "forgotten");
        connection.cleanup();
        server.pooled.add(connection);
        try (JMSContext next = factory.createContext()) {
            assertThat(next.getTransacted()).isFalse();
            next.createProducer().send(QUEUE, "at once");
            assertThat(count()).isEqualTo(1);
        }
    }

    @Test
    void transaction_thatIsEndedByAnotherThread_isNotGoneOnWithoutOne() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(QUEUE, "there");
            xa().start(XID, XAResource.TMNOFLAGS);
            context.createProducer().send(QUEUE, "in time");
            onAnotherThread(() -> {
                xa().end(XID, XAResource.TMFAIL);
                xa().rollback(XID);
            });
            assertThat(context.getTransacted()).isTrue();
            assertThatThrownBy(() -> context.createProducer().send(QUEUE, "too late"))
                    .isInstanceOf(jakarta.jms.TransactionRolledBackRuntimeException.class);
            assertThatThrownBy(() -> context.createConsumer(QUEUE).receiveNoWait())
                    .isInstanceOf(jakarta.jms.TransactionRolledBackRuntimeException.class);
            assertThat(count()).isEqualTo(1);
            TestXid next = new TestXid(2);
            xa().start(next, XAResource.TMNOFLAGS);
            context.createProducer().send(QUEUE, "in the next");
            xa().end(next, XAResource.TMSUCCESS);
            xa().commit(next, true);
            assertThat(count()).isEqualTo(2);
        }
    }

    /** What a transaction manager does. */
    private interface Step {
        void run() throws Exception;
    }

    private static void onAnotherThread(Step step) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            step.run();
            return null;
        });
        Thread thread = new Thread(task, "reaper");
        thread.start();
        task.get(20, TimeUnit.SECONDS);
        thread.join();
    }

    @Test
    void twoTransactions_thatAreSuspended_areResumedEach() throws Exception {
        TestXid other = new TestXid(2);
        try (JMSContext context = factory.createContext()) {
            for (TestXid xid : new TestXid[] {XID, other}) {
                xa().start(xid, XAResource.TMNOFLAGS);
                context.createProducer().send(QUEUE, "first of " + xid.number());
                xa().end(xid, XAResource.TMSUSPEND);
            }
            for (TestXid xid : new TestXid[] {XID, other}) {
                xa().start(xid, XAResource.TMRESUME);
                context.createProducer().send(QUEUE, "second of " + xid.number());
                xa().end(xid, XAResource.TMSUCCESS);
            }
            assertThatThrownBy(() -> xa().end(new TestXid(3), XAResource.TMSUCCESS))
                    .isInstanceOfSatisfying(
                            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
            xa().commit(XID, true);
            assertThat(count()).isEqualTo(2);
            xa().rollback(other);
            assertThat(count()).isEqualTo(2);
        }
    }

    @Test
    void rollback_endsWhatOtherResourcesOfTheBrokerStillDoForTheBranch() throws Exception {
        try (JMSContext one = factory.createContext();
                JMSContext other = factory.createContext()) {
            XAResource second = server.made.get(1).getXAResource();
            xa().start(XID, XAResource.TMNOFLAGS);
            second.start(XID, XAResource.TMJOIN);
            one.createProducer().send(QUEUE, "one");
            other.createProducer().send(QUEUE, "other");
            // As GlassFish does.
            xa().end(XID, XAResource.TMFAIL);
            xa().rollback(XID);
            second.end(XID, XAResource.TMFAIL);
            assertThat(count()).isZero();
        }
    }

    @Test
    void handle_thatMovesToAnotherManagedConnection_worksForItsTransaction() throws Exception {
        try (Connection moving = factory.createConnection();
                Session session = moving.createSession();
                Connection other = factory.createConnection()) {
            ManagedConnection target = server.made.get(1);
            target.getXAResource().start(XID, XAResource.TMNOFLAGS);
            target.associateConnection(moving);
            send(session, "moved");
            assertThat(count()).isZero();
            target.getXAResource().end(XID, XAResource.TMSUCCESS);
            target.getXAResource().commit(XID, true);
            assertThat(count()).isEqualTo(1);
        }
    }

    // ---- what an application must not do ----

    @Test
    void methods_thatAreNotForApplicationsInContainers_areRefused() throws Exception {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            MessageConsumer consumer = session.createConsumer(QUEUE);
            MessageProducer producer = session.createProducer(QUEUE);
            assertRefused(() -> connection.setClientID("me"));
            assertRefused(() -> connection.setExceptionListener(error -> {}));
            assertRefused(connection::stop);
            assertRefused(() -> connection.createConnectionConsumer(QUEUE, null, () -> null, 1));
            assertRefused(connection::createSession);
            assertRefused(() -> session.setMessageListener(message -> {}));
            assertRefused(() -> consumer.setMessageListener(message -> {}));
            assertRefused(() -> producer.send(session.createMessage(), new NoCompletion()));
            assertThatThrownBy(session::run).isInstanceOf(jakarta.jms.IllegalStateRuntimeException.class);
        }
    }

    @Test
    void contextMethods_thatAreNotForApplicationsInContainers_areRefused() {
        try (JMSContext context = factory.createContext()) {
            assertRefusedUnchecked(() -> context.setClientID("me"));
            assertRefusedUnchecked(() -> context.setExceptionListener(error -> {}));
            assertRefusedUnchecked(context::stop);
            assertRefusedUnchecked(() -> context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
            assertRefusedUnchecked(() -> context.createConsumer(QUEUE).setMessageListener(message -> {}));
            assertRefusedUnchecked(
                    () -> context.createProducer().setAsync(new NoCompletion()).send(QUEUE, "text"));
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(jakarta.jms.IllegalStateException.class)
                .hasMessageContaining("Jakarta EE");
    }

    private static void assertRefusedUnchecked(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(jakarta.jms.IllegalStateRuntimeException.class)
                .hasMessageContaining("Jakarta EE");
    }

    /** Nobody calls it. */
    private static final class NoCompletion implements jakarta.jms.CompletionListener {
        @Override
        public void onCompletion(jakarta.jms.Message message) {
            throw new AssertionError("It was refused.");
        }

        @Override
        public void onException(jakarta.jms.Message message, Exception exception) {
            throw new AssertionError("It was refused.", exception);
        }
    }

    // ---- the pool ----

    @Test
    void pooledConnection_hasNothingOfWhoHadItBefore() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(QUEUE, "kept back");
        }
        Connection first = factory.createConnection();
        first.start();
        Session left = first.createSession();
        TemporaryQueue temporary = left.createTemporaryQueue();
        MessageConsumer consumer = left.createConsumer(QUEUE);
        xa().start(XID, XAResource.TMNOFLAGS);
        assertThat(consumer.receiveNoWait()).isNotNull();
        xa().end(XID, XAResource.TMSUCCESS);
        xa().rollback(XID);
        server.made.get(0).cleanup();
        assertThatThrownBy(first::start).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(left::createMessage).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatCode(first::close).doesNotThrowAnyException();
        server.pooled.add(server.made.get(0));
        try (JMSContext second = factory.createContext()) {
            assertThat(server.made).hasSize(1);
            assertThatThrownBy(() -> second.createProducer().send(temporary, "nobody"))
                    .isInstanceOf(jakarta.jms.InvalidDestinationRuntimeException.class);
            assertThat(second.createConsumer(QUEUE).receiveBodyNoWait(String.class))
                    .isEqualTo("kept back");
        }
    }

    @Test
    void connections_ofBothDomains_areOfTheirTypes() throws Exception {
        PetrelQueueManagedConnectionFactory queues = new PetrelQueueManagedConnectionFactory();
        queues.setResourceAdapter(adapter);
        PetrelTopicManagedConnectionFactory topics = new PetrelTopicManagedConnectionFactory();
        topics.setResourceAdapter(adapter);
        try (QueueConnection queue =
                        ((QueueConnectionFactory) queues.createConnectionFactory(server)).createQueueConnection();
                TopicConnection topic =
                        ((TopicConnectionFactory) topics.createConnectionFactory(server)).createTopicConnection()) {
            assertThatThrownBy(() -> queue.createDurableConnectionConsumer(null, null, null, null, 1))
                    .isInstanceOf(jakarta.jms.IllegalStateException.class);
            queue.createQueueSession(true, Session.SESSION_TRANSACTED).createSender(QUEUE);
            topic.createTopicSession(false, Session.AUTO_ACKNOWLEDGE).createPublisher(null);
        }
        assertThat(server.made).hasSize(2);
    }

    @Test
    void managedConnectionFactories_areEqualByConfiguration() throws Exception {
        PetrelManagedConnectionFactory same = new PetrelManagedConnectionFactory();
        same.setResourceAdapter(adapter);
        assertThat(same).isEqualTo(managed).hasSameHashCodeAs(managed);
        same.setClientId("other");
        assertThat(same).isNotEqualTo(managed);
        assertThat(new PetrelQueueManagedConnectionFactory()).isNotEqualTo(new PetrelManagedConnectionFactory());
        assertThat(managed.toString()).contains("url=null");
    }

    @Test
    void copyOfAFactory_isNotOneOfAnotherBroker() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(managed);
        }
        PetrelManagedConnectionFactory copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (PetrelManagedConnectionFactory) in.readObject();
        }
        assertThat(copy).isEqualTo(managed);
        assertThatThrownBy(() -> copy.createManagedConnection(null, null)).hasMessageContaining("not started");
    }

    @Test
    void factory_withoutAServer_leavesNothingOfAConnectionThatIsRefused() throws Exception {
        PetrelManagedConnectionFactory alone = new PetrelManagedConnectionFactory();
        alone.setUrl("petrel:mem:managed-connections");
        alone.setClientId("only-one");
        ConnectionFactory own = (ConnectionFactory) alone.createConnectionFactory();
        try (Connection open = own.createConnection()) {
            assertThat(open.getClientID()).isEqualTo("only-one");
            int before = broker.admin().connections().size();
            assertThatThrownBy(own::createConnection).isInstanceOf(jakarta.jms.InvalidClientIDException.class);
            assertThat(broker.admin().connections()).hasSize(before);
        }
    }

    @Test
    void factory_withoutAServer_makesConnectionsOfItsOwn() throws Exception {
        PetrelManagedConnectionFactory alone = new PetrelManagedConnectionFactory();
        alone.setUrl("petrel:mem:managed-connections");
        ConnectionFactory own = (ConnectionFactory) alone.createConnectionFactory();
        try (JMSContext context = own.createContext()) {
            context.createProducer().send(QUEUE, "out");
        }
        assertThat(count()).isEqualTo(1);
        assertThat(broker.admin().list()).isNotEmpty();
    }

    @Test
    void url_ofTheFactory_isAnotherBroker_andAMalformedOneIsRefused() throws Exception {
        PetrelManagedConnectionFactory other = new PetrelManagedConnectionFactory();
        other.setResourceAdapter(adapter);
        other.setUrl("petrel:mem:another-broker");
        ConnectionFactory elsewhere = (ConnectionFactory) other.createConnectionFactory(server);
        try (Broker another = Broker.open("petrel:mem:another-broker");
                JMSContext context = elsewhere.createContext()) {
            context.createProducer().send(QUEUE, "there");
            assertThat(another.admin().count("orders")).isEqualTo(1);
        }
        assertThat(broker.admin().list()).isEmpty();
        assertThat(server.errors.poll(20, TimeUnit.SECONDS)).isNotNull(); // that broker was closed under the pool
        other.setUrl("petrel:nowhere:x");
        assertThatThrownBy(elsewhere::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("nowhere");
    }

    // ---- who connects ----

    @Test
    void credentials_areTheApplications_orThoseConfigured() throws Exception {
        String url = "petrel:mem:managed-users";
        BrokerOptions options = BrokerOptions.builder()
                .authenticator((user, password) -> "secret".equals(password))
                .build();
        try (Broker guarded = Broker.open(url, options)) {
            PetrelManagedConnectionFactory configured = new PetrelManagedConnectionFactory();
            configured.setUrl(url);
            configured.setUser("app");
            configured.setPassword("secret");
            ConnectionFactory authenticated = (ConnectionFactory) configured.createConnectionFactory(server);
            authenticated.createConnection().close();
            authenticated.createConnection("other", "secret").close();
            // Each has its connection in the pool, and does not get the other's.
            assertThat(server.made).hasSize(2);
            authenticated.createConnection().close();
            assertThat(server.made).hasSize(2);
            assertThatThrownBy(() -> authenticated.createConnection("app", "wrong"))
                    .isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(() -> authenticated.createContext("app", "wrong"))
                    .isInstanceOf(JMSSecurityRuntimeException.class);
            for (ManagedConnection connection : server.made) {
                connection.destroy();
            }
        }
    }

    @Test
    void managedConnection_destroyedWhileItWorksForABranch_leavesTheWorkToTheBranch() throws Exception {
        Connection connection = factory.createConnection();
        XAResource xa = xa();
        xa.start(XID, XAResource.TMNOFLAGS);
        send(connection.createSession(), "done");
        server.made.get(0).destroy();
        xa.end(XID, XAResource.TMSUCCESS);
        assertThat(xa.prepare(XID)).isEqualTo(XAResource.XA_OK);
        xa.commit(XID, false);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void broker_thatCloses_tellsTheServer() throws Exception {
        Connection open = factory.createConnection();
        Set<ManagedConnection> pool = Set.copyOf(server.made);
        assertThat(managed.getInvalidConnections(pool)).isEmpty();
        adapter.stop();
        broker.close();
        assertThat(server.errors.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(managed.getInvalidConnections(pool)).isEqualTo(pool);
        // The application has not closed it.
        assertThat(server.pooled).isEmpty();
        assertThatThrownBy(open::createSession).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("not started");
    }
}
