package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.util.OwnThread;

/** Connection consumers against stop, close and pools that fail; the test runs the sessions itself. */
@Timeout(30)
class ConnectionConsumerTest {
    @RegisterExtension
    private final OwnBroker own = new OwnBroker();

    /** Gives the same session again and again, once it is let; says when it was started. */
    private static final class OneSession implements ServerSessionPool, ServerSession {
        private final BlockingQueue<Session> free = new LinkedBlockingQueue<>();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final BlockingQueue<Session> started = new LinkedBlockingQueue<>();
        private Session session;

        @Override
        public ServerSession getServerSession() throws JMSException {
            asked.countDown();
            try {
                session = free.take();
                return this;
            } catch (InterruptedException e) {
                throw new JMSException("interrupted");
            }
        }

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            started.add(session);
        }
    }

    @Test
    void stop_whilePoolBlocks_givesTheMessageBack() throws Exception {
        own.send("q", "m");
        try (Connection connection = own.factory().createConnection()) {
            OneSession pool = new OneSession();
            Session session = connection.createSession();
            List<String> seen = new ArrayList<>();
            session.setMessageListener(message -> seen.add(OwnBroker.text(message)));
            connection.createConnectionConsumer(session.createQueue("q"), null, pool, 5);
            connection.start();
            pool.asked.await();
            assertThat(own.texts("q")).isEmpty();
            connection.stop();
            assertThat(own.texts("q")).containsExactly("m");
            pool.free.add(session);
            pool.started.take().run();
            assertThat(seen).isEmpty();
            connection.start();
            pool.free.add(session);
            pool.started.take().run();
            assertThat(seen).containsExactly("m");
        }
    }

    @Test
    void stop_loadedAndNotRun_givesTheMessagesBackUnseen() throws Exception {
        own.send("q", "a", "b");
        try (Connection connection = own.factory().createConnection()) {
            OneSession pool = new OneSession();
            Session session = connection.createSession();
            List<String> seen = new ArrayList<>();
            session.setMessageListener(message -> seen.add(OwnBroker.text(message)));
            pool.free.add(session);
            connection.createConnectionConsumer(session.createQueue("q"), null, pool, 5);
            connection.start();
            pool.started.take();
            assertThat(own.texts("q")).isEmpty();
            connection.stop();
            assertThat(own.texts("q")).containsExactly("a", "b");
            session.run();
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void close_loadedAndNotRun_givesTheMessagesBackUnseen() throws Exception {
        own.send("q", "a", "b");
        Connection connection = own.factory().createConnection();
        OneSession pool = new OneSession();
        Session session = connection.createSession();
        session.setMessageListener(message -> {});
        pool.free.add(session);
        connection.createConnectionConsumer(session.createQueue("q"), null, pool, 5);
        connection.start();
        pool.started.take();
        assertThat(own.texts("q")).isEmpty();
        connection.close();
        assertThat(own.admin().browse("q"))
                .extracting(message -> message.getIntProperty("JMSXDeliveryCount"))
                .containsExactly(1, 1);
        assertThatThrownBy(session::run).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void close_ofTheSessionWhileItRuns_waitsForTheListenerAndGivesTheRestBack() throws Exception {
        own.send("q", "a", "b");
        try (Connection connection = own.factory().createConnection()) {
            OneSession pool = new OneSession();
            Session session = connection.createSession();
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            CompletableFuture<Throwable> ownClose = new CompletableFuture<>();
            session.setMessageListener(message -> {
                try {
                    session.close();
                    ownClose.complete(null);
                } catch (JMSException e) {
                    ownClose.complete(e);
                }
                entered.countDown();
                await(leave);
            });
            pool.free.add(session);
            ConnectionConsumer consumer = connection.createConnectionConsumer(session.createQueue("q"), null, pool, 5);
            connection.start();
            Session loaded = pool.started.take();
            CompletableFuture<Void> running = CompletableFuture.runAsync(loaded, OwnThread.INSTANCE);
            entered.await();
            assertThat(ownClose.get()).isInstanceOf(jakarta.jms.IllegalStateException.class);
            CompletableFuture<Throwable> closed = new CompletableFuture<>();
            Thread closer = new Thread(() -> {
                try {
                    session.close();
                    closed.complete(null);
                } catch (JMSException e) {
                    closed.complete(e);
                }
            });
            closer.start();
            while (closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(closed).isNotDone();
            leave.countDown();
            assertThat(closed.get()).isNull();
            running.exceptionally(e -> null).get();
            consumer.close();
            assertThat(own.texts("q")).containsExactly("b");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void pool_givesASessionOfAnotherConnection_tellsTheExceptionListenerAndKeepsTheMessage() throws Exception {
        own.send("q", "m");
        try (Connection connection = own.factory().createConnection();
                Connection other = own.factory().createConnection()) {
            CompletableFuture<JMSException> told = new CompletableFuture<>();
            connection.setExceptionListener(told::complete);
            OneSession pool = new OneSession();
            Session foreign = other.createSession();
            pool.free.add(foreign);
            ConnectionConsumer consumer = connection.createConnectionConsumer(foreign.createQueue("q"), null, pool, 5);
            connection.start();
            assertThat(told.get()).isInstanceOf(jakarta.jms.IllegalStateException.class);
            consumer.close();
            assertThat(own.texts("q")).containsExactly("m");
        }
    }

    @Test
    void run_withoutListenerOrMessages() throws Exception {
        try (Connection connection = own.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession();
            assertThatThrownBy(session::run).isInstanceOf(IllegalStateRuntimeException.class);
            session.setMessageListener(message -> {});
            session.run();
            assertThatThrownBy(() ->
                            connection.createConnectionConsumer(session.createQueue("q"), null, new OneSession(), 0))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("maxMessages is 0");
        }
    }

    @Test
    void stop_whileAListenerRuns_leavesNewMessagesToOtherConsumers() throws Exception {
        try (Connection connection = own.factory().createConnection();
                Connection other = own.factory().createConnection()) {
            Session session = connection.createSession();
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            session.createConsumer(session.createQueue("busy")).setMessageListener(message -> {
                entered.countDown();
                await(leave);
            });
            OneSession pool = new OneSession();
            connection.createConnectionConsumer(session.createQueue("q"), null, pool, 5);
            connection.start();
            own.send("busy", "m");
            entered.await();
            CompletableFuture<Throwable> stopped = new CompletableFuture<>();
            Thread stopper = new Thread(() -> {
                try {
                    connection.stop();
                    stopped.complete(null);
                } catch (JMSException e) {
                    stopped.complete(e);
                }
            });
            stopper.start();
            while (stopper.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            CompletableFuture<String> received = new CompletableFuture<>();
            other.start();
            Session others = other.createSession();
            var consumer = others.createConsumer(others.createQueue("q"));
            Thread receiver = new Thread(() -> {
                try {
                    received.complete(OwnBroker.text(consumer.receive()));
                } catch (JMSException e) {
                    received.completeExceptionally(e);
                }
            });
            receiver.start();
            while (receiver.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            own.send("q", "m");
            try {
                assertThat(received.get()).isEqualTo("m");
            } finally {
                leave.countDown();
            }
            assertThat(stopped.get()).isNull();
        }
    }
}
