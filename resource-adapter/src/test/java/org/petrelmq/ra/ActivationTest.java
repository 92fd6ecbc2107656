package org.petrelmq.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;

/** What message-driven beans get, on the threads of the server and in its transactions. */
class ActivationTest {
    /** More than it takes until what nobody holds is gone. */
    private static final int COLLECTIONS = 50;

    private final SteppedServer server = new SteppedServer();
    private final PetrelResourceAdapter adapter = new PetrelResourceAdapter();
    private final PetrelActivationSpec spec = new PetrelActivationSpec();
    private Broker broker;

    @BeforeEach
    void start() throws Exception {
        adapter.setUrl("petrel:mem:activations?maxDeliveries=3");
        broker = Broker.open(adapter.getUrl());
        adapter.start(server);
        spec.setResourceAdapter(adapter);
        spec.setDestination("orders");
    }

    @AfterEach
    void stop() {
        adapter.stop();
        broker.close();
        assertThat(PetrelThreads.alive()).isEmpty();
    }

    private Beans activate(Beans beans) throws ResourceException {
        adapter.endpointActivation(beans, spec);
        server.runWork();
        return beans;
    }

    private void send(String... texts) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue("orders"), text);
            }
        }
    }

    private void publish(String... texts) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createTopic("news"), text);
            }
        }
    }

    private long count(String queue) throws JMSException {
        return broker.admin().count(queue);
    }

    // ---- delivery ----

    @Test
    void messages_thatWereThereAndThatCome_areDelivered_andAcknowledged() throws Exception {
        send("before");
        for (Beans beans : new Beans[] {Beans.transacted(), Beans.notTransacted()}) {
            activate(beans);
            send("one", "two");
            server.runWork();
            adapter.endpointDeactivation(beans, spec);
            assertThat(beans.received).contains("one", "two");
            assertThat(count("orders")).isZero();
        }
    }

    @Test
    void endpoint_withoutMessages_hasNoThread() throws Exception {
        activate(Beans.transacted());
        assertThat(server.runWork()).isZero();
        send("one");
        assertThat(server.runWork()).isEqualTo(1);
        assertThat(server.runWork()).isZero();
    }

    @Test
    void messages_areDeliveredByAsManyLinesAsThereAre() throws Exception {
        spec.setMaxSessions("3");
        Beans beans = activate(Beans.transacted());
        send("one", "two", "three", "four", "five");
        // Each wakes another line, as long as there are some that wait.
        assertThat(server.runWork()).isEqualTo(3);
        assertThat(beans.received).containsExactlyInAnyOrder("one", "two", "three", "four", "five");
    }

    @Test
    void order_isKept_withOneSession() throws Exception {
        spec.setMaxSessions("1");
        Beans beans = activate(Beans.transacted());
        send("one", "two", "three");
        server.runWork();
        assertThat(beans.received).containsExactly("one", "two", "three");
    }

    @Test
    void longBacklog_isDeliveredInTurns() throws Exception {
        spec.setMaxSessions("1");
        try (JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < 2_500; i++) {
                context.createProducer().send(context.createQueue("orders"), "text");
            }
            context.commit();
        }
        Beans beans = Beans.transacted();
        adapter.endpointActivation(beans, spec);
        assertThat(server.runWork()).isEqualTo(3);
        assertThat(beans.received).hasSize(2_500);
    }

    @Test
    void selector_isTheEndpoints() throws Exception {
        spec.setMessageSelector("JMSPriority = 9");
        Beans beans = activate(Beans.transacted());
        try (JMSContext context = broker.connectionFactory().createContext()) {
            context.createProducer().send(context.createQueue("orders"), "not this");
            context.createProducer().setPriority(9).send(context.createQueue("orders"), "this");
        }
        server.runWork();
        assertThat(beans.received).containsExactly("this");
    }

    // ---- what is left ----

    @Test
    void threadsOfTheServer_holdNothingOfAnEndpointThatIsGone() throws Exception {
        WeakReference<Beans> gone = new WeakReference<>(activatedOnce());
        assertThat(server.done).hasSizeGreaterThan(1);
        for (int i = 0; i < COLLECTIONS && gone.get() != null; i++) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
    }

    private Beans activatedOnce() throws ResourceException {
        Beans beans = Beans.transacted();
        beans.unavailable = true;
        activate(beans);
        send("one");
        server.runWork();
        beans.unavailable = false;
        assertThat(server.runTimers()).isPositive();
        server.runWork();
        assertThat(beans.received).containsExactly("one");
        adapter.endpointDeactivation(beans, spec);
        return beans;
    }

    @Test
    void threadsOfTheServer_areAskedForWithoutTheApplicationsClassLoader() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            thread.setContextClassLoader(application);
            activatedOnce();
            assertThat(thread.getContextClassLoader()).isEqualTo(application);
            assertThat(server.loaders).hasSizeGreaterThan(1).doesNotContain(application);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // ---- failure ----

    @Test
    void message_whoseTransactionIsRolledBack_comesAgain_andIsADeadLetterInTheEnd() throws Exception {
        spec.setMaxSessions("1");
        Beans beans = Beans.transacted();
        beans.rollbackOnly = true;
        activate(beans);
        send("poison");
        server.runWork();
        assertThat(beans.received).containsExactly("poison", "poison", "poison");
        assertThat(beans.redelivered).containsExactly(false, true, true);
        assertDeadLetter();
    }

    @Test
    void message_ofABeanThatThrows_comesAgain_inATransactionOrNot() throws Exception {
        spec.setMaxSessions("1");
        for (Beans beans : new Beans[] {Beans.transacted(), Beans.notTransacted()}) {
            beans.body = message -> {
                throw new IllegalArgumentException("The bean cannot.");
            };
            activate(beans);
            send("poison");
            server.runWork();
            adapter.endpointDeactivation(beans, spec);
            assertThat(beans.received).hasSize(3);
            assertDeadLetter();
        }
    }

    private void assertDeadLetter() throws JMSException {
        assertThat(count("orders")).isZero();
        assertThat(broker.admin().browse("DLQ"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getIntProperty(BrokerAdmin.DEAD_LETTER_DELIVERIES))
                        .isEqualTo(3));
        broker.admin().purge("DLQ");
    }

    @Test
    void endpoint_thatIsNotReady_getsItsMessageLater_asANewOne() throws Exception {
        Beans beans = Beans.transacted();
        beans.unavailable = true;
        activate(beans);
        send("early");
        server.runWork();
        assertThat(beans.received).isEmpty();
        assertThat(count("orders")).isEqualTo(1);
        beans.unavailable = false;
        server.runTimers();
        server.runWork();
        assertThat(beans.received).containsExactly("early");
        assertThat(beans.redelivered).containsExactly(false);
    }

    @Test
    void server_withoutAThread_isAskedAgain() throws Exception {
        Beans beans = activate(Beans.transacted());
        server.full = true;
        send("waits");
        assertThat(server.runWork()).isZero();
        server.full = false;
        assertThat(server.runTimers()).isPositive();
        server.runWork();
        assertThat(beans.received).containsExactly("waits");
    }

    @Test
    void endpoint_thatTheServerHasNoThreadFor_keepsNothingFromOthers() throws Exception {
        spec.setMaxSessions("1");
        activate(Beans.transacted());
        FutureTask<String> waiting = new FutureTask<>(this::receiveOrder);
        Thread receiver = new Thread(waiting, "other-consumer");
        receiver.start();
        while (receiver.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        server.full = true;
        // The endpoint has waited for longer, so it is the one that is told.
        send("for whoever is there");
        server.runWork();
        // A receive that ends looks once more, so it must not end by itself.
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("for whoever is there");
        receiver.join();
    }

    private String receiveOrder() {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            return context.createConsumer(context.createQueue("orders")).receiveBody(String.class);
        }
    }

    @Test
    void sender_neverAsksTheServerForAThread() throws Exception {
        Beans beans = activate(Beans.transacted());
        server.asked = 0;
        send("one");
        // It would wait there for a thread, with locks of the broker, and the threads for those locks.
        assertThat(server.asked).isZero();
        server.runWork();
        assertThat(beans.received).containsExactly("one");
    }

    @Test
    void server_thatThrowsWhenItIsAskedForAThread_isAskedAgain() throws Exception {
        Beans beans = activate(Beans.transacted());
        server.fault = new RejectedExecutionException("The pool is closed.");
        send("waits");
        server.runWork();
        server.fault = null;
        server.runTimers();
        server.runWork();
        assertThat(beans.received).containsExactly("waits");
    }

    @Test
    void container_thatThrowsBeforeOrAfterADelivery_losesNothing() throws Exception {
        spec.setMaxSessions("1");
        Beans beans = activate(Beans.transacted());
        beans.faultBefore = new IllegalArgumentException("The container cannot.");
        send("one", "two");
        server.runWork();
        assertThat(beans.received).isEmpty();
        assertThat(count("orders")).isEqualTo(2);
        server.runTimers();
        beans.faultAfter = new IllegalArgumentException("Nor then.");
        server.runWork();
        assertThat(beans.received).containsExactly("one", "two");
        assertThat(beans.redelivered).containsExactly(false, false);
        assertThat(count("orders")).isZero();
    }

    @Test
    void endpoint_thatIsNoMessageListener_getsNothing_andNothingIsLost() throws Exception {
        Beans beans = Beans.transacted();
        beans.noListener = true;
        activate(beans);
        send("kept");
        server.runWork();
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    void broker_thatClosesAndComesAgain_isReceivedFromAgain() throws Exception {
        String url = "petrel:mem:comes-again";
        spec.setUrl(url);
        Broker first = Broker.open(url);
        Beans beans = activate(Beans.transacted());
        first.close();
        try (Broker again = Broker.open(url)) {
            server.runTimers();
            server.runWork();
            try (JMSContext context = again.connectionFactory().createContext()) {
                context.createProducer().send(context.createQueue("orders"), "again");
            }
            server.runWork();
            assertThat(beans.received).containsExactly("again");
            XAResource recovering = adapter.getXAResources(new PetrelActivationSpec[] {spec})[0];
            assertThat(recovering.recover(XAResource.TMSTARTRSCAN)).isEmpty();
            adapter.endpointDeactivation(beans, spec);
        }
    }

    // ---- topics ----

    @Test
    void topic_isDeliveredOnce_howeverManySessionsAreAskedFor() throws Exception {
        spec.setDestination("news");
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setMaxSessions("5");
        Beans beans = activate(Beans.transacted());
        publish("one", "two");
        server.runWork();
        assertThat(beans.received).containsExactly("one", "two");
    }

    @Test
    void durableSubscription_keepsWhatIsPublishedWhileTheBeanIsAway() throws Exception {
        spec.setDestination("news");
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("reader");
        spec.setClientId("app");
        Beans beans = activate(Beans.transacted());
        adapter.endpointDeactivation(beans, spec);
        publish("meanwhile");
        activate(beans);
        assertThat(beans.received).containsExactly("meanwhile");
    }

    @Test
    void sharedDurableSubscription_isDeliveredOnceToTwoBeans() throws Exception {
        spec.setDestination("news");
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("readers");
        spec.setShareSubscriptions("true");
        Beans one = activate(Beans.transacted());
        Beans other = activate(Beans.transacted());
        publish("once", "each");
        server.runWork();
        assertThat(one.received.size() + other.received.size()).isEqualTo(2);
    }

    // ---- the end ----

    /** Beans that stay with a message until they may leave. */
    private static Beans staying(CountDownLatch entered, CountDownLatch leave) {
        Beans beans = Beans.transacted();
        beans.body = message -> {
            entered.countDown();
            await(leave);
        };
        return beans;
    }

    @Test
    void deactivation_waitsForTheMessageThatIsDelivered_andLeavesNothing() throws Exception {
        spec.setMaxSessions("1");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Beans beans = activate(staying(entered, leave));
        send("first", "second");
        Thread delivering = new Thread(server::runWork, "server-work");
        delivering.start();
        entered.await();
        Thread stopping = new Thread(() -> adapter.endpointDeactivation(beans, spec), "server-undeploy");
        stopping.start();
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        leave.countDown();
        stopping.join();
        delivering.join();
        assertThat(beans.received).containsExactly("first");
        assertThat(count("orders")).isEqualTo(1);
        assertThat(beans.released.get()).isEqualTo(beans.endpoints.get());
        send("third");
        assertThat(server.runWork()).isZero();
        assertThat(server.runTimers()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stop_thatWaitsForABean_keepsNobodyElseWaiting() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        activate(staying(entered, leave));
        send("first");
        Thread delivering = new Thread(server::runWork, "server-work");
        delivering.start();
        entered.await();
        Thread stopping = new Thread(adapter::stop, "server-stop");
        stopping.start();
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> PetrelResourceAdapter.factory(adapter, null)).hasMessageContaining("not started");
        leave.countDown();
        stopping.join();
        delivering.join();
    }

    @Test
    void work_thatRunsAfterTheEnd_doesNothing() throws Exception {
        Beans beans = activate(Beans.transacted());
        send("late");
        adapter.endpointDeactivation(beans, spec);
        server.runWork();
        assertThat(beans.received).isEmpty();
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    void stop_endsAllEndpoints() throws Exception {
        Beans beans = activate(Beans.transacted());
        adapter.stop();
        send("after");
        assertThat(server.runWork()).isZero();
        assertThat(beans.received).isEmpty();
        assertThatThrownBy(() -> adapter.endpointActivation(beans, spec)).hasMessageContaining("not started");
    }

    // ---- recovery ----

    @Test
    void recoveryResources_areOneForEachBroker_andSeeWhatIsPrepared() throws Exception {
        spec.setClientId("app");
        PetrelActivationSpec same = new PetrelActivationSpec();
        same.setDestination("others");
        XAResource[] resources = adapter.getXAResources(new PetrelActivationSpec[] {spec, same});
        assertThat(resources).hasSize(1);
        TestXid xid = new TestXid(7);
        try (jakarta.jms.XAJMSContext context = broker.xaConnectionFactory().createXAContext()) {
            context.getXAResource().start(xid, XAResource.TMNOFLAGS);
            context.createProducer().send(context.createQueue("orders"), "prepared");
            context.getXAResource().end(xid, XAResource.TMSUCCESS);
            context.getXAResource().prepare(xid);
        }
        assertThat(resources[0].recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .hasSize(1);
        resources[0].commit(xid, false);
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    void endpoint_thatCannotBeResolved_doesNotKeepOthersFromRecovery() throws Exception {
        PetrelActivationSpec unresolved = new PetrelActivationSpec();
        unresolved.setDestination("others");
        unresolved.setConnectionFactoryLookup("jms/not-bound-yet");
        assertThat(adapter.getXAResources(new PetrelActivationSpec[] {unresolved, spec}))
                .hasSize(1);
        assertThatThrownBy(() -> adapter.getXAResources(new PetrelActivationSpec[] {unresolved}))
                .hasMessageContaining("jms/not-bound-yet");
    }

    // ---- the specification of an endpoint ----

    @Test
    void destinationType_isMeantInAnyCase() throws Exception {
        spec.setDestination("news");
        spec.setDestinationType("jakarta.jms.topic");
        Beans beans = activate(Beans.transacted());
        publish("news");
        server.runWork();
        assertThat(beans.received).containsExactly("news");
    }

    @Test
    void spec_thatIsNotValid_isRefusedWithItsValues() {
        PetrelActivationSpec invalid = new PetrelActivationSpec();
        invalid.setDestinationType("javax.jms.Queue");
        invalid.setAcknowledgeMode("sometimes");
        invalid.setSubscriptionDurability("Durable");
        invalid.setMaxSessions("none");
        assertThatThrownBy(invalid::validate)
                .isInstanceOfSatisfying(
                        InvalidPropertyException.class,
                        refused -> assertThat(refused.getInvalidPropertyDescriptors())
                                .extracting("name")
                                .containsExactly(
                                        "destinationLookup",
                                        "destinationType",
                                        "acknowledgeMode",
                                        "subscriptionName",
                                        "maxSessions"))
                .hasMessageContaining("'javax.jms.Queue'")
                .hasMessageContaining("'sometimes'")
                .hasMessageContaining("'none'");
    }

    @Test
    void queue_withASubscription_isRefused() {
        spec.setSubscriptionName("reader");
        spec.setSubscriptionDurability("Durable");
        assertThatThrownBy(() -> activate(Beans.transacted())).hasMessageContaining("'orders' is a queue");
    }

    @Test
    void lookup_thatFindsNothing_isRefused() {
        spec.setDestinationLookup("jms/nothing");
        assertThatThrownBy(() -> activate(Beans.transacted()))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("'jms/nothing'");
    }

    @Test
    void selector_thatIsMalformed_isRefused_andNothingIsLeft() throws Exception {
        spec.setMessageSelector("price >");
        assertThatThrownBy(() -> activate(Beans.transacted())).isInstanceOf(ResourceException.class);
        spec.setMessageSelector(null);
        Beans beans = activate(Beans.transacted());
        send("fine");
        server.runWork();
        assertThat(beans.received).containsExactly("fine");
    }

    @Test
    void message_thatIsAcknowledgedByTheBean_isNotSettledByThat() throws Exception {
        spec.setMaxSessions("1");
        Beans beans = Beans.transacted();
        beans.body = ActivationTest::acknowledge;
        beans.rollbackOnly = true;
        activate(beans);
        send("acknowledged");
        server.runWork();
        assertThat(beans.received).hasSize(3);
    }

    private static void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
