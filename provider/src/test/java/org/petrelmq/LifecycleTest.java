package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.util.OwnThread;

/** Start, stop and close against receivers and listeners in the act. */
@Timeout(30)
class LifecycleTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object next() throws InterruptedException {
        return seen.poll(5, TimeUnit.SECONDS);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static CompletableFuture<Object> async(Step step) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        step.run();
                        return "done";
                    } catch (Exception e) {
                        return e;
                    }
                },
                OwnThread.INSTANCE);
    }

    /** Waits until a thread is blocked in something: it has begun and cannot go on. */
    private static void awaitWaiting(String inMethod) {
        while (Thread.getAllStackTraces().values().stream()
                .noneMatch(stack -> java.util.Arrays.stream(stack)
                        .anyMatch(frame -> frame.getMethodName().equals(inMethod)))) {
            Thread.onSpinWait();
        }
    }

    // ---- receivers that wait ----

    @Test
    void close_ofConsumerSessionOrConnection_endsABlockedReceive() throws Exception {
        for (int what = 0; what < 3; what++) {
            try (Connection connection = broker.factory().createConnection()) {
                connection.start();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
                CompletableFuture<Object> receiver =
                        async(() -> assertThat(consumer.receive()).isNull());
                awaitWaiting("waitForNext");
                switch (what) {
                    case 0 -> consumer.close();
                    case 1 -> session.close();
                    default -> connection.close();
                }
                assertThat(receiver.get(5, TimeUnit.SECONDS)).isEqualTo("done");
            }
        }
    }

    @Test
    void closedReceiver_passesItsWakeOn() throws Exception {
        try (JMSContext one = broker.context();
                JMSContext two = broker.context()) {
            JMSConsumer first = one.createConsumer(one.createQueue("q"));
            JMSConsumer second = two.createConsumer(two.createQueue("q"));
            for (int round = 0; round < 200; round++) {
                JMSConsumer leaving = one.createConsumer(one.createQueue("q"));
                CompletableFuture<Object> left = async(() -> seen.add(receivedOrClosed(leaving)));
                CompletableFuture<Object> stays = async(() -> seen.add(second.receive(0)));
                CompletableFuture<Object> closing = async(leaving::close);
                broker.send("q", "m" + round);
                closing.get(5, TimeUnit.SECONDS);
                left.get(5, TimeUnit.SECONDS);
                if (!stays.isDone() && seen.stream().noneMatch("null"::equals)) {
                    broker.send("q", "for the one that stays");
                }
                assertThat(stays.get(5, TimeUnit.SECONDS)).isEqualTo("done");
                seen.clear();
            }
            assertThat(first.receiveNoWait()).isNull();
        }
    }

    /** What a receiver that is being closed got: a message, null, or, if it was closed first, the exception. */
    private static Object receivedOrClosed(JMSConsumer leaving) {
        try {
            return String.valueOf(leaving.receive(0));
        } catch (IllegalStateRuntimeException e) {
            return "null";
        }
    }

    @Test
    void interruptedReceive_failsAndLosesNothing() throws Exception {
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> consumer.receive(0)).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            broker.send("q", "kept");
            Thread.currentThread().interrupt();
            assertThat(consumer.receiveBody(String.class, 0)).isEqualTo("kept");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void concurrentClosers_allReturnWhenItIsClosed() throws Exception {
        for (int round = 0; round < 50; round++) {
            Connection connection = broker.factory().createConnection();
            connection.start();
            Session session = connection.createSession();
            session.createConsumer(session.createQueue("q")).setMessageListener(seen::add);
            List<CompletableFuture<Object>> closers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                closers.add(async(connection::close));
                closers.add(async(session::close));
            }
            for (CompletableFuture<Object> closer : closers) {
                assertThat(closer.get(5, TimeUnit.SECONDS)).isEqualTo("done");
            }
            assertThatThrownBy(connection::getClientID).isInstanceOf(IllegalStateException.class);
        }
    }

    /** An object whose deserialization takes its time, during which a receive is in the application's code. */
    private static final class Slow implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final CountDownLatch ENTERED = new CountDownLatch(1);
        private static final CountDownLatch LEAVE = new CountDownLatch(1);

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            ENTERED.countDown();
            awaitQuietly(LEAVE);
        }
    }

    @Test
    void close_whileAnotherCloseWaitsForAReceive_waitsToo() throws Exception {
        PetrelConnectionFactory factory = broker.factory();
        factory.setAllowedClasses("org.petrelmq.*");
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("q");
            context.createProducer().send(queue, new Slow());
            JMSConsumer consumer = context.createConsumer(queue);
            CompletableFuture<Object> receiver = async(() -> consumer.receiveBody(Slow.class));
            Slow.ENTERED.await();
            CompletableFuture<Object> first = async(context::close);
            awaitWaiting("awaitReceivers");
            CompletableFuture<Object> second = async(context::close);
            while (!second.isDone() && threadsIn("shut") < 2) {
                Thread.onSpinWait();
            }
            assertThat(second).isNotDone();
            Slow.LEAVE.countDown();
            assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(receiver.get(5, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    private static long threadsIn(String method) {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> java.util.Arrays.stream(stack)
                        .anyMatch(frame -> frame.getMethodName().equals(method)))
                .count();
    }

    // ---- listeners that run ----

    @Test
    void stop_waitsForTheListenerWhichMayReceiveOnTheSameConnection() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session listening = connection.createSession();
            Session other = connection.createSession();
            MessageConsumer replies = other.createConsumer(other.createQueue("replies"));
            listening.createConsumer(listening.createQueue("q")).setMessageListener(message -> {
                entered.countDown();
                try {
                    seen.add(OwnBroker.text(replies.receive(5000)));
                } catch (JMSException e) {
                    seen.add(e);
                }
            });
            broker.send("q", "go");
            assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Object> stop = async(connection::stop);
            awaitWaiting("awaitListener");
            assertThat(stop).isNotDone();
            broker.send("replies", "still flowing");
            assertThat(next()).isEqualTo("still flowing");
            assertThat(stop.get(5, TimeUnit.SECONDS)).isEqualTo("done");
            broker.send("replies", "held back");
            assertThat(replies.receiveNoWait()).isNull();
        }
    }

    @Test
    void stopAndClose_fromAListenerOfTheConnection_areRefusedAndHarmless() throws Exception {
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession();
            session.createConsumer(session.createQueue("q")).setMessageListener(message -> {
                for (Step forbidden : new Step[] {connection::stop, connection::close, session::close}) {
                    try {
                        forbidden.run();
                        seen.add("allowed");
                    } catch (Exception e) {
                        seen.add(e.getClass());
                    }
                }
            });
            for (int round = 0; round < 2; round++) {
                broker.send("q", "go");
                for (int i = 0; i < 3; i++) {
                    assertThat(next()).isEqualTo(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void contextCloseAndStop_fromAListenerOfTheConnection_areRefused() throws Exception {
        try (JMSContext context = broker.context()) {
            JMSContext sibling = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
            context.createConsumer(context.createQueue("q")).setMessageListener(message -> {
                for (Step forbidden : new Step[] {context::stop, context::close, sibling::stop}) {
                    try {
                        forbidden.run();
                        seen.add("allowed");
                    } catch (Exception e) {
                        seen.add(e.getClass());
                    }
                }
                sibling.close();
            });
            broker.send("q", "go");
            for (int i = 0; i < 3; i++) {
                assertThat(next()).isEqualTo(IllegalStateRuntimeException.class);
            }
        }
    }

    @Test
    void close_ofItsOwnConsumer_letsTheListenerEndAndAcknowledges() throws Exception {
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.setMessageListener(message -> {
                consumer.close();
                seen.add(OwnBroker.text(message));
            });
            broker.send("q", "one", "two");
            assertThat(next()).isEqualTo("one");
        }
        assertThat(broker.texts("q")).containsExactly("two");
    }

    @Test
    void close_ofAConsumer_waitsForItsListenerInAnotherThread() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.setMessageListener(message -> {
                entered.countDown();
                awaitQuietly(leave);
            });
            broker.send("q", "go");
            assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Object> close = async(consumer::close);
            awaitWaiting("awaitListener");
            assertThat(close).isNotDone();
            leave.countDown();
            assertThat(close.get(5, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each would wait for the other for ever: one of them at least is refused, and both sessions can be closed later. */
    @Test
    void twoListenersThatCloseEachOthersSession_findTheCircle() throws Exception {
        for (boolean sameConnection : new boolean[] {true, false}) {
            try (Connection one = broker.factory().createConnection();
                    Connection two = broker.factory().createConnection()) {
                one.start();
                two.start();
                Session first = one.createSession();
                Session second = (sameConnection ? one : two).createSession();
                CountDownLatch bothIn = new CountDownLatch(2);
                closingListener(first, "a", second, bothIn);
                closingListener(second, "b", first, bothIn);
                broker.send("a", "go");
                broker.send("b", "go");
                List<Object> outcomes = new ArrayList<>(List.of(next(), next()));
                assertThat(outcomes).contains(IllegalStateException.class);
                first.close();
                second.close();
            }
        }
    }

    private void closingListener(Session session, String queue, Session other, CountDownLatch bothIn)
            throws JMSException {
        session.createConsumer(session.createQueue(queue)).setMessageListener(message -> {
            bothIn.countDown();
            awaitQuietly(bothIn);
            try {
                other.close();
                seen.add("closed");
            } catch (JMSException e) {
                seen.add(e.getClass());
            }
        });
    }

    @Test
    void listenerThatInterruptsItself_doesNotEndDelivery() throws Exception {
        try (JMSContext context = broker.context()) {
            context.createConsumer(context.createQueue("q")).setMessageListener(message -> {
                Thread.currentThread().interrupt();
                seen.add(OwnBroker.text(message));
            });
            broker.send("q", "one");
            assertThat(next()).isEqualTo("one");
            broker.send("q", "two");
            assertThat(next()).isEqualTo("two");
        }
    }

    @Test
    void listenerThatThrowsAnError_doesNotEndDelivery() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (JMSContext context = broker.context()) {
            context.createConsumer(context.createQueue("q")).setMessageListener(message -> {
                seen.add(OwnBroker.text(message));
                if (calls.incrementAndGet() == 1) {
                    throw new AssertionError("a bug of the application");
                }
            });
            broker.send("q", "one");
            assertThat(next()).isEqualTo("one");
            assertThat(next()).isEqualTo("one");
        }
    }

    @Test
    void setMessageListenerNull_givesTheConsumerBackToReceive() throws Exception {
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.setMessageListener(message -> seen.add(OwnBroker.text(message)));
            broker.send("q", "one");
            assertThat(next()).isEqualTo("one");
            consumer.setMessageListener(null);
            broker.send("q", "two");
            assertThat(consumer.receiveBody(String.class, 5000)).isEqualTo("two");
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void listeners_haveOneThreadForEachSession() throws Exception {
        try (JMSContext context = broker.context()) {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                context.createConsumer(context.createQueue("q" + i)).setMessageListener(messages::add);
            }
            assertThat(OwnBroker.petrelThreads())
                    .filteredOn(name -> name.startsWith("petrel-listener"))
                    .hasSize(1);
        }
        assertThat(OwnBroker.petrelThreads()).isEmpty();
    }
}
