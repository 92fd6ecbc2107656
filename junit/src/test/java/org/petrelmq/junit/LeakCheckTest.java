package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAJMSContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.PetrelXAConnectionFactory;

/** Tests that leave something open fail, and say what. */
class LeakCheckTest {

    @PetrelTest
    static class LeavesAConnection {
        @Test
        void forgets(ConnectionFactory factory) throws JMSException {
            Connection connection = factory.createConnection("ana", "secret");
            connection.setClientID("billing");
            connection.createSession();
        }
    }

    @Test
    void aConnection_isNamedByItsPlace() {
        assertThat(Run.of(LeavesAConnection.class).failure())
                .startsWith("LeavesAConnection.forgets has left open:\n"
                        + " - a connection with the client ID 'billing' of the user 'ana', with 1 session, opened by the"
                        + " thread '" + Thread.currentThread().getName() + "' at ")
                .containsPattern("at .*LeavesAConnection\\.forgets\\(LeakCheckTest\\.java:\\d+\\)\n");
    }

    @PetrelTest
    static class LeavesMessages {
        @Test
        void forgets(TestBroker broker, ConnectionFactory factory) {
            broker.queue("orders").send("a", "b");
            JMSContext context = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
            var consumer = context.createConsumer(context.createQueue("orders"));
            consumer.receive(1000);
            consumer.receive(1000);
        }
    }

    @Test
    void messages_areNamedByTheirQueue() {
        assertThat(Run.of(LeavesMessages.class).failure())
                .contains(" - a connection, with 1 session")
                .contains(" - 2 messages of 'orders', handed out and neither acknowledged nor given back\n");
    }

    private static final class Branch implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {2};
        }
    }

    @PetrelTest
    static class LeavesATransaction {
        @Test
        void forgets(PetrelXAConnectionFactory factory) throws XAException {
            try (XAJMSContext context = factory.createXAContext()) {
                XAResource resource = context.getXAResource();
                resource.start(new Branch(), XAResource.TMNOFLAGS);
                context.createProducer().send(context.createQueue("orders"), "a");
                resource.end(new Branch(), XAResource.TMSUCCESS);
                resource.prepare(new Branch());
            }
        }
    }

    @Test
    void aPreparedTransaction_isNamed() {
        assertThat(Run.of(LeavesATransaction.class).failure())
                .contains(" - the distributed transaction 1:01:02, prepared and not ended\n");
    }

    private static final CountDownLatch LET_GO = new CountDownLatch(1);

    @PetrelTest
    static class LeavesAThread {
        @Test
        void forgets() {
            Thread thread = new Thread(LeakCheckTest::awaitEnd, "petrel-left-behind");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void awaitEnd() {
        try {
            assertThat(LET_GO.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aThread_isNamedByWhatItDoes_withoutABrokerToo() {
        try {
            assertThat(Run.of(LeavesAThread.class).failure())
                    .contains(" - the thread 'petrel-left-behind', which is at ");
        } finally {
            LET_GO.countDown();
        }
    }

    @PetrelTest(leakCheck = {})
    static class MayLeaveEverything {
        @Test
        void forgets(TestBroker broker, ConnectionFactory factory) {
            broker.queue("orders").send("a");
            JMSContext context = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
            context.createConsumer(context.createQueue("orders")).receive(1000);
        }
    }

    @Test
    void withoutACheck_nothingIsSaid() {
        Run run = Run.of(MayLeaveEverything.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(1);
    }

    static class CannotBeLookedAt {
        @RegisterExtension
        static final PetrelExtension PETREL = PetrelExtension.builder()
                .options(options -> options.authorizer((user, operation, name) -> user != null))
                .build();

        @Test
        void isTheUsersOwn(ConnectionFactory factory) throws JMSException {
            factory.createConnection("ana", "secret").close();
        }

        @Test
        void isClosedByTheTest(TestBroker broker) {
            broker.broker().close();
        }
    }

    @Test
    void aBrokerThatNobodyMayLookAt_isNotLookedAt() {
        Run run = Run.of(CannotBeLookedAt.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(2);
    }

    @PetrelTest
    static class FailsAndLeavesAConnection {
        @Test
        void forgets(ConnectionFactory factory) throws JMSException {
            factory.createConnection();
            throw new JMSException("first");
        }
    }

    @Test
    void aTestThatFails_hasItsOwnFailureAlone() {
        Run run = Run.of(FailsAndLeavesAConnection.class);
        assertThat(run.failure()).isEqualTo("first");
        assertThat(run.failures().get(0).getSuppressed()).isEmpty();
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneOfAClassLeavesAConnection {
        @RegisterExtension
        static final PetrelExtension PETREL =
                PetrelExtension.builder().perClass().build();

        private static JMSContext meantToStay;

        @BeforeAll
        static void connect(ConnectionFactory factory) {
            meantToStay = factory.createContext();
        }

        @Test
        @Order(1)
        void closes(ConnectionFactory factory) {
            factory.createContext().close();
        }

        @Test
        @Order(2)
        void forgets(ConnectionFactory factory) {
            factory.createContext();
        }

        @Test
        @Order(3)
        void comesAfterIt(JMSContext context) {
            assertThat(context.getClientID()).isNull();
            meantToStay.close();
        }
    }

    @Test
    void ofTestsThatShareABroker_theOneIsNamedThatLeavesSomething() {
        Run run = Run.of(OneOfAClassLeavesAConnection.class);
        assertThat(run.failure()).startsWith("OneOfAClassLeavesAConnection.forgets has left open:\n - a connection");
        assertThat(run.passed()).isEqualTo(2);
    }

    @PetrelTest(scope = BrokerScope.CLASS)
    static class AClassLeavesAConnection {
        @BeforeAll
        static void forgets(ConnectionFactory factory) throws JMSException {
            factory.createConnection();
        }

        @Test
        void closes(ConnectionFactory factory) throws JMSException {
            factory.createConnection().close();
        }
    }

    @Test
    void whatAClassLeaves_isSaidAtItsEnd() {
        Run run = Run.of(AClassLeavesAConnection.class);
        assertThat(run.failure()).startsWith("AClassLeavesAConnection has left open:\n - a connection");
        assertThat(run.passed()).isEqualTo(1);
    }

    // ---- what goes by itself ----

    /** Returns as soon as a thread looks for what was left open. */
    private static void awaitCheckBy(Thread tester) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Stream.of(tester.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(Patience.class.getName()))) {
            if (System.nanoTime() - deadline > 0) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    private static void inAnotherThread(Runnable task) {
        Thread thread = new Thread(task, "petrel-of-a-test");
        thread.setDaemon(true);
        thread.start();
    }

    @PetrelTest(leakCheck = {Leak.CONNECTIONS, Leak.MESSAGES})
    static class HasItsConnectionClosedLate {
        @Test
        void isNotWaitedFor(ConnectionFactory factory) {
            Thread tester = Thread.currentThread();
            JMSContext context = factory.createContext();
            inAnotherThread(() -> {
                awaitCheckBy(tester);
                context.close();
            });
        }
    }

    @Test
    void aConnectionThatAnotherThreadIsAboutToClose_isNone() {
        Run run = Run.of(HasItsConnectionClosedLate.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(1);
    }

    @PetrelTest(scope = BrokerScope.CLASS)
    static class HasAListenerForTheClass {
        private static JMSContext application;
        private static Thread tester;

        @BeforeAll
        static void start(ConnectionFactory factory) {
            tester = Thread.currentThread();
            application = factory.createContext();
            application.createConsumer(application.createQueue("orders")).setMessageListener(order -> {
                try (JMSContext context = factory.createContext()) {
                    context.createProducer().send(context.createQueue("parcels"), "parcel");
                }
                awaitCheckBy(tester);
            });
        }

        @AfterAll
        static void stop() {
            application.close();
        }

        @Test
        void isDoneBeforeTheOrderIsAcknowledged(TestBroker broker) {
            broker.queue("orders").send("order");
            assertThat(broker.queue("parcels").receiveBody(String.class)).isEqualTo("parcel");
        }
    }

    @Test
    void aMessageThatIsAboutToBeAcknowledged_isNone() {
        Run run = Run.of(HasAListenerForTheClass.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(1);
    }

    @PetrelTest
    static class IsInterrupted {
        @Test
        void atItsEnd() {
            Thread tester = Thread.currentThread();
            inAnotherThread(() -> awaitCheckBy(tester));
            tester.interrupt();
        }
    }

    @Test
    void aThreadThatIsAboutToEnd_isNone_ofAnInterruptedTestEither() {
        assertThat(Run.of(IsInterrupted.class).failures()).isEmpty();
    }

    // ---- tests that share a broker ----

    @PetrelTest(scope = BrokerScope.CLASS)
    static class OneOfAClassFails {
        @Test
        void forgets(ConnectionFactory factory) {
            factory.createContext();
            throw new IllegalArgumentException("own failure");
        }

        @Test
        void closes(ConnectionFactory factory) {
            factory.createContext().close();
        }
    }

    @Test
    void whatATestThatFailsLeaves_isNotSaidOfItsClass() {
        assertThat(Run.of(OneOfAClassFails.class).failure()).isEqualTo("own failure");
        assertThat(Run.inParallel(OneOfAClassFails.class).failure()).isEqualTo("own failure");
    }

    @PetrelTest(scope = BrokerScope.CLASS)
    static class OneOfAClassCrashes {
        private static JMSContext meantToStay;

        @BeforeAll
        static void connect(ConnectionFactory factory) {
            meantToStay = factory.createContext();
        }

        @AfterAll
        static void close() {
            meantToStay.close();
        }

        @Test
        void forgets(TestBroker broker) {
            broker.crash();
            broker.connectionFactory().createContext();
        }
    }

    @Test
    void aConnectionAfterACrash_isNotTakenForOneBeforeIt() {
        assertThat(Run.of(OneOfAClassCrashes.class).failure())
                .startsWith("OneOfAClassCrashes.forgets has left open:\n - a connection");
    }

    @PetrelTest(scope = BrokerScope.CLASS)
    static class HasAContextInItsConstructor {
        private final TestBroker broker;

        HasAContextInItsConstructor(TestBroker broker, JMSContext context) {
            this.broker = broker;
            assertThat(context.getAutoStart()).isTrue();
        }

        @RepeatedTest(3)
        void hasThisOneAlone() {
            assertThat(broker.contexts()).hasSize(1);
        }
    }

    @Test
    void theContextOfAConstructor_isClosedAfterItsTest() {
        Run run = Run.of(HasAContextInItsConstructor.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(3);
    }

    @PetrelTest(durable = true)
    static class LeavesAThreadOfADirectory {
        private static final CountDownLatch END = new CountDownLatch(1);

        @Test
        void forgets(TestBroker broker) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            assertThat(END.await(1, TimeUnit.MINUTES)).isTrue();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "petrel-timer-" + broker.directory().orElseThrow());
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Test
    void aThreadThatNamesTheDirectory_isNamed_inParallelToo() {
        try {
            assertThat(Run.inParallel(LeavesAThreadOfADirectory.class).failure())
                    .contains(" - the thread 'petrel-timer-");
        } finally {
            LeavesAThreadOfADirectory.END.countDown();
        }
    }
}
