package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.petrelmq.util.OwnThread;

/**
 * Whatever a callback of the application does, it ends: each kind of callback does each thing that it could do, and it comes
 * back, with the exception that the specification orders or without one; afterwards all can be closed. Then callbacks that do
 * it to each other.
 */
@Timeout(60)
class CallbackTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private interface Step {
        void run() throws Exception;
    }

    /** How the application is called. */
    private enum Callback {
        MESSAGE_LISTENER,
        SERVER_SESSION,
        COMPLETION_LISTENER,
        EXCEPTION_LISTENER,
        SERVER_SESSION_POOL
    }

    private static final Set<Callback> OF_MESSAGES = EnumSet.of(Callback.MESSAGE_LISTENER, Callback.SERVER_SESSION);
    private static final Set<Callback> OF_A_SESSION =
            EnumSet.of(Callback.MESSAGE_LISTENER, Callback.SERVER_SESSION, Callback.COMPLETION_LISTENER);
    private static final Set<Callback> OF_SENDS = EnumSet.of(Callback.COMPLETION_LISTENER);
    private static final Set<Callback> NONE = EnumSet.noneOf(Callback.class);

    private interface Act {
        void on(Scene scene) throws Exception;
    }

    /** What it does, and which callbacks get an IllegalStateException for it. */
    private enum Action {
        CLOSE_OWN_CONSUMER(NONE, scene -> scene.consumer.close()),
        /** §7.3.4: a completion listener cannot close its producer. */
        CLOSE_OWN_PRODUCER(OF_SENDS, scene -> scene.producer.close()),
        /** §6.2.15, §7.3.4. */
        CLOSE_OWN_SESSION(OF_A_SESSION, scene -> scene.session.close()),
        /** §6.1.8, §7.3.4; an exception listener may, as its Javadoc has it. */
        CLOSE_OWN_CONNECTION(OF_A_SESSION, scene -> scene.connection.close()),
        CLOSE_OTHER_SESSION(NONE, scene -> scene.sibling.close()),
        CLOSE_OTHER_CONNECTION(NONE, scene -> scene.otherConnection.close()),
        /** §6.1.5. */
        STOP_OWN_CONNECTION(OF_MESSAGES, scene -> scene.connection.stop()),
        STOP_OTHER_CONNECTION(NONE, scene -> scene.otherConnection.stop()),
        START_OWN_CONNECTION(NONE, scene -> scene.connection.start()),
        /** §7.3.4. */
        COMMIT(OF_SENDS, scene -> scene.session.commit()),
        ROLLBACK(OF_SENDS, scene -> scene.session.rollback()),
        RECOVER(NONE, scene -> scene.session.recover()),
        SEND(NONE, scene -> scene.producer.send(scene.session.createMessage())),
        SEND_ASYNCHRONOUSLY(NONE, scene -> scene.producer.send(scene.session.createMessage(), new Told(() -> {}))),
        RECEIVE_ON_OTHER_SESSION(NONE, scene -> scene.siblingConsumer.receive(10_000)),
        BROWSE(
                NONE,
                scene -> scene.session
                        .createBrowser(scene.queue("other"))
                        .getEnumeration()
                        .hasMoreElements()),
        CREATE_SESSION(NONE, scene -> scene.connection.createSession().close()),
        CREATE_CONSUMER(
                NONE, scene -> scene.sibling.createConsumer(scene.queue("new")).close()),
        SET_LISTENER_NULL(NONE, Scene::setListenerNull),
        UNSUBSCRIBE(NONE, scene -> scene.session.unsubscribe("subscription")),
        CLOSE_BROKER(NONE, scene -> scene.own.broker().close());

        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<Callback> refused;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Act act;

        Action(Set<Callback> refused, Act act) {
            this.refused = refused;
            this.act = act;
        }

        boolean isTransacted() {
            return this == COMMIT || this == ROLLBACK;
        }
    }

    /** A connection with a callback, and others to do things to. */
    private static final class Scene implements AutoCloseable {
        private final OwnBroker own;
        private final Callback callback;
        private final Connection connection;
        private final Session session;
        private final Session sibling;
        private final Connection otherConnection;
        private final MessageConsumer consumer;
        private final MessageConsumer siblingConsumer;
        private final MessageProducer producer;
        private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
        private final String served = "served-" + System.identityHashCode(this);
        private final String listened = "listened-" + System.identityHashCode(this);

        Scene(OwnBroker own, Callback callback, boolean transacted) throws JMSException {
            this.own = own;
            this.callback = callback;
            connection = own.factory().createConnection();
            connection.setClientID("client-" + System.identityHashCode(this));
            session = connection.createSession(transacted ? Session.SESSION_TRANSACTED : Session.CLIENT_ACKNOWLEDGE);
            sibling = connection.createSession();
            otherConnection = own.factory().createConnection();
            otherConnection.createSession().createConsumer(queue("quiet")).setMessageListener(message -> {});
            otherConnection.start();
            // A session that an application server runs has no consumers of its own (§11.2.1).
            consumer = (callback == Callback.SERVER_SESSION ? sibling : session).createConsumer(queue(listened));
            siblingConsumer = sibling.createConsumer(queue("other"));
            producer = session.createProducer(queue("other"));
            sibling.createDurableConsumer(sibling.createTopic("t"), "subscription")
                    .close();
            own.send("other", "a message to receive or browse");
        }

        Queue queue(String name) throws JMSException {
            return connection.createSession().createQueue(name);
        }

        void setListenerNull() throws JMSException {
            if (callback == Callback.SERVER_SESSION) {
                session.setMessageListener(null);
            } else {
                consumer.setMessageListener(null);
            }
        }

        /** Has the callback called, which does that, at least once. */
        void call(Runnable task) throws JMSException {
            Runnable work = () -> {
                callers.add(Thread.currentThread());
                task.run();
            };
            // Nothing is done with the connection any more when the callback may be at work.
            switch (callback) {
                case MESSAGE_LISTENER -> {
                    consumer.setMessageListener(message -> work.run());
                    connection.start();
                    own.send(listened, "go");
                }
                case SERVER_SESSION -> {
                    session.setMessageListener(message -> work.run());
                    own.send(served, "go");
                    connect(() -> new OwnSession(session));
                }
                case COMPLETION_LISTENER -> producer.send(session.createMessage(), new Told(work));
                case EXCEPTION_LISTENER -> {
                    connection.setExceptionListener(error -> work.run());
                    own.send(served, "go");
                    connect(() -> {
                        throw new JMSException("no session");
                    });
                }
                case SERVER_SESSION_POOL -> {
                    own.send(served, "go");
                    connect(() -> {
                        work.run();
                        throw new JMSException("no session");
                    });
                }
            }
        }

        private void connect(ServerSessionPool pool) throws JMSException {
            connection.createConnectionConsumer(queue(served), null, pool, 1);
            connection.start();
        }

        /** A thread that closed what it belongs to ends when its callback has returned; that is waited for. */
        @Override
        public void close() throws Exception {
            connection.close();
            otherConnection.close();
            for (Thread caller : callers) {
                caller.join(10_000);
            }
        }
    }

    /** A session that an application server runs on a thread of its own. */
    private record OwnSession(Session session) implements ServerSession {
        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            // The session may be closed before it runs.
            OwnThread.INSTANCE.execute(() -> outcomeOf(session::run));
        }
    }

    private record Told(Runnable work) implements CompletionListener {
        @Override
        public void onCompletion(Message message) {
            work.run();
        }

        @Override
        public void onException(Message message, Exception exception) {
            throw new AssertionError(exception);
        }
    }

    /** How a step ended: the class of its exception, or "done". */
    private static Object outcomeOf(Step step) {
        try {
            step.run();
            return "done";
        } catch (Exception e) {
            return e.getClass();
        }
    }

    private static Object within(CompletableFuture<Object> outcome, String what) throws Exception {
        try {
            return outcome.get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(what + " does not come back:\n" + Stacks.ofAllThreads(), e);
        }
    }

    private static CompletableFuture<Object> async(Step step) {
        return CompletableFuture.supplyAsync(() -> outcomeOf(step), OwnThread.INSTANCE);
    }

    // ---- one callback ----

    static Stream<Arguments> everythingInEachCallback() {
        return Stream.of(Callback.values())
                .flatMap(callback -> Stream.of(Action.values()).map(action -> Arguments.of(callback, action)));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource
    void everythingInEachCallback(Callback callback, Action action) throws Exception {
        Scene scene = new Scene(broker, callback, action.isTransacted());
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        scene.call(() -> {
            if (!outcome.isDone()) {
                outcome.complete(outcomeOf(() -> action.act.on(scene)));
            }
        });
        assertThat(within(outcome, action + " in " + callback))
                .isEqualTo(action.refused.contains(callback) ? IllegalStateException.class : "done");
        assertThat(within(async(scene::close), "close after " + action + " in " + callback))
                .isEqualTo("done");
    }

    // ---- two callbacks ----

    /** What two callbacks do to each other. */
    private enum Mutual {
        CLOSE_SESSION(scene -> scene.session.close()),
        CLOSE_CONNECTION(scene -> scene.connection.close()),
        CLOSE_CONSUMER(scene -> scene.consumer.close()),
        STOP_CONNECTION(scene -> scene.connection.stop());

        @SuppressWarnings("ImmutableEnumChecker")
        private final Act act;

        Mutual(Act act) {
            this.act = act;
        }
    }

    static Stream<Arguments> twoCallbacks() {
        List<Arguments> all = new ArrayList<>();
        for (Callback one : Callback.values()) {
            for (Callback two : Callback.values()) {
                for (Mutual mutual : Mutual.values()) {
                    all.add(Arguments.of(one, two, mutual));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("twoCallbacks")
    void eachOther_comesBack(Callback one, Callback two, Mutual mutual) throws Exception {
        try (Scene first = new Scene(broker, one, false);
                Scene second = new Scene(broker, two, false)) {
            List<CompletableFuture<Object>> outcomes = meet(new CyclicBarrier(2), first, second, mutual);
            for (CompletableFuture<Object> outcome : outcomes) {
                assertThat(within(outcome, mutual + " in " + one + " and " + two))
                        .isIn("done", IllegalStateException.class);
            }
            assertThat(within(async(first::close), "the close of the first")).isEqualTo("done");
            assertThat(within(async(second::close), "the close of the second")).isEqualTo("done");
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("twoCallbacks")
    void eachOtherWhileAThirdClosesAConnection_comesBack(Callback one, Callback two, Mutual mutual) throws Exception {
        withAThird(one, two, mutual, scene -> scene.connection.close());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("twoCallbacks")
    void eachOtherWhileAThirdClosesTheBroker_comesBack(Callback one, Callback two, Mutual mutual) throws Exception {
        withAThird(one, two, mutual, scene -> scene.own.broker().close());
    }

    private void withAThird(Callback one, Callback two, Mutual mutual, Act closing) throws Exception {
        try (Scene first = new Scene(broker, one, false);
                Scene second = new Scene(broker, two, false)) {
            CyclicBarrier allIn = new CyclicBarrier(3);
            List<CompletableFuture<Object>> outcomes = meet(allIn, first, second, mutual);
            CompletableFuture<Object> third = async(() -> {
                allIn.await(10, TimeUnit.SECONDS);
                closing.on(second);
            });
            for (CompletableFuture<Object> outcome : outcomes) {
                within(outcome, mutual + " in " + one + " and " + two);
            }
            assertThat(within(third, "the third")).isIn("done", IllegalStateException.class);
            assertThat(within(async(first::close), "the close of the first")).isEqualTo("done");
            assertThat(within(async(second::close), "the close of the second")).isEqualTo("done");
        }
    }

    /** Both callbacks are in; then each does it to the other. */
    private static List<CompletableFuture<Object>> meet(CyclicBarrier bothIn, Scene first, Scene second, Mutual mutual)
            throws Exception {
        CompletableFuture<Object> ofFirst = new CompletableFuture<>();
        CompletableFuture<Object> ofSecond = new CompletableFuture<>();
        first.call(() -> meet(bothIn, ofFirst, () -> mutual.act.on(second)));
        second.call(() -> meet(bothIn, ofSecond, () -> mutual.act.on(first)));
        return List.of(ofFirst, ofSecond);
    }

    private static void meet(CyclicBarrier bothIn, CompletableFuture<Object> outcome, Step step) {
        if (!outcome.isDone()) {
            outcome.complete(outcomeOf(() -> {
                bothIn.await(10, TimeUnit.SECONDS);
                step.run();
            }));
        }
    }

    // ---- what the matrix does not say ----

    /** The thread is in the outer session's listener all the time. */
    @Test
    void close_ofTheOuterSessionInANestedRun_isRefused() throws Exception {
        broker.send("outer", "go");
        broker.send("inner", "go");
        try (Connection connection = broker.factory().createConnection()) {
            Session inner = connection.createSession();
            Session outer = connection.createSession();
            BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
            inner.setMessageListener(message -> outcomes.add(outcomeOf(outer::close)));
            CountDownLatch loaded = new CountDownLatch(1);
            connection.createConnectionConsumer(inner.createQueue("inner"), null, () -> new Loaded(inner, loaded), 1);
            outer.createConsumer(outer.createQueue("outer")).setMessageListener(message -> {
                outcomes.add(outcomeOf(() -> {
                    loaded.await();
                    inner.run();
                }));
            });
            connection.start();
            assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isEqualTo(IllegalStateException.class);
            assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    /** A session that has messages and is run later. */
    private record Loaded(Session session, CountDownLatch loaded) implements ServerSession {
        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            loaded.countDown();
        }
    }

    /** One of two is refused; what it was to stop or close goes on as if it had not been tried. */
    @ParameterizedTest
    @EnumSource(names = {"STOP_CONNECTION", "CLOSE_CONNECTION", "CLOSE_SESSION"})
    void refused_leavesAllAsItWas(Mutual mutual) throws Exception {
        try (Scene first = new Scene(broker, Callback.MESSAGE_LISTENER, false);
                Scene second = new Scene(broker, Callback.MESSAGE_LISTENER, false)) {
            List<CompletableFuture<Object>> outcomes = meet(new CyclicBarrier(2), first, second, mutual);
            boolean firstEnded = within(outcomes.get(1), "the second").equals("done");
            boolean secondEnded = within(outcomes.get(0), "the first").equals("done");
            assertThat(firstEnded && secondEnded).isFalse();
            for (Scene scene : firstEnded ? List.of(second) : secondEnded ? List.of(first) : List.of(first, second)) {
                CompletableFuture<Object> delivered = new CompletableFuture<>();
                scene.consumer.setMessageListener(message -> delivered.complete("delivered"));
                broker.send(scene.listened, "more");
                assertThat(within(delivered, "a message")).isEqualTo("delivered");
            }
        }
    }
}
