package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.core.Broken;

/** Brokers that end and begin again, in order and as if their process had been killed. */
class BrokerRestartTest {
    private static final int SENDERS = 4;

    /** So often that what can meet does. */
    private static final int ROUNDS = 50;

    @TempDir
    Path directory;

    private Broker broker;

    @BeforeEach
    void open() throws JMSException {
        broker = Broker.open("petrel:file:" + directory.resolve("store"));
    }

    @AfterEach
    void close() {
        Broken.assertAllBrokersAreSound();
        broker.close();
        assertThat(OwnBroker.petrelThreads()).isEmpty();
    }

    private static void send(PetrelConnectionFactory factory, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("q"), text);
        }
    }

    @Test
    void restart_handleFactoryAndAdminGoOn_messagesToo() throws JMSException {
        PetrelConnectionFactory factory = broker.connectionFactory();
        BrokerAdmin admin = broker.admin();
        send(factory, "before");
        broker.restart();
        send(factory, "after");
        assertThat(admin.count("q")).isEqualTo(2);
    }

    @Test
    void restart_whatWasHandedOutComesAgain_whatWasNotIsUnmarked() throws JMSException {
        send(broker.connectionFactory(), "had");
        send(broker.connectionFactory(), "not had");
        JMSContext context = broker.connectionFactory().createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        context.createConsumer(context.createQueue("q")).receive(1000);
        broker.restart();
        assertThat(marks()).containsExactly("had true", "not had false");
    }

    @Test
    void crash_whatCouldHaveBeenHandedOutIsMarked() throws JMSException {
        send(broker.connectionFactory(), "had");
        send(broker.connectionFactory(), "perhaps had");
        JMSContext context = broker.connectionFactory().createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        context.createConsumer(context.createQueue("q")).receive(1000);
        broker.crash();
        assertThat(marks()).containsExactly("had true", "perhaps had true");
    }

    private List<String> marks() throws JMSException {
        List<String> marks = new ArrayList<>();
        for (Message message : broker.admin().browse("q")) {
            marks.add(message.getBody(String.class) + " " + message.getJMSRedelivered());
        }
        return marks;
    }

    @Test
    void crash_endsOldConnections_andWhatTheyHadNotCommitted() throws Exception {
        CompletableFuture<JMSException> told = new CompletableFuture<>();
        JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED);
        context.setExceptionListener(told::complete);
        context.createProducer().send(context.createQueue("q"), "committed");
        context.commit();
        context.createProducer().send(context.createQueue("q"), "uncommitted");
        broker.crash();
        assertThat(told.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed");
        assertThatThrownBy(context::commit).isInstanceOf(JMSRuntimeException.class);
        assertThat(broker.admin().count("q")).isEqualTo(1);
    }

    @Test
    void crash_whileOthersSend_whatHasReturnedIsThere() throws Exception {
        Queue<String> returned = new ConcurrentLinkedQueue<>();
        CountDownLatch underWay = new CountDownLatch(100);
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                String sender = "sender " + i;
                senders.add(threads.submit(() -> sendUntilItFails(sender, returned, underWay)));
            }
            assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();
            broker.crash();
            for (Future<?> sender : senders) {
                sender.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        Set<String> there =
                broker.admin().browse("q").stream().map(OwnBroker::text).collect(Collectors.toSet());
        assertThat(there).containsAll(returned);
        assertThat(there.size() - returned.size()).isBetween(0, SENDERS);
    }

    private void sendUntilItFails(String sender, Queue<String> returned, CountDownLatch underWay) {
        JMSContext context = broker.connectionFactory().createContext();
        try {
            for (int i = 0; ; i++) {
                String text = sender + " " + i;
                context.createProducer().send(context.createQueue("q"), text);
                returned.add(text);
                underWay.countDown();
            }
        } catch (JMSRuntimeException e) {
            // So it is to end.
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void exceptionListenerThatConnectsAtOnce_isRefused_andNotWaitedFor() throws Exception {
        CompletableFuture<Exception> refused = new CompletableFuture<>();
        Connection connection = broker.connectionFactory().createConnection();
        connection.setExceptionListener(told -> {
            try {
                broker.connectionFactory().createConnection().close();
                refused.complete(null);
            } catch (JMSException e) {
                refused.complete(e);
            }
        });
        broker.restart();
        assertThat(refused.get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void brokerInMemory_comesUpEmpty_underItsName() throws JMSException {
        try (Broker inMemory = Broker.open("petrel:mem:restarted")) {
            PetrelConnectionFactory before = inMemory.connectionFactory();
            JMSContext context = before.createContext();
            send(before, "gone");
            inMemory.crash();
            assertThat(inMemory.admin().list()).isEmpty();
            send(before, "one");
            send(new PetrelConnectionFactory("petrel:mem:restarted"), "two");
            assertThat(inMemory.admin().count("q")).isEqualTo(2);
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue("q"), "late"))
                    .isInstanceOf(IllegalStateRuntimeException.class);
        }
    }

    /** Who opens the broker meanwhile has the one that ends or the one that begins, and takes neither along. */
    @Test
    void brokerInMemory_restartedWhileOthersOpenIt_keepsItsName() throws Exception {
        String url = "petrel:mem:raced";
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Broker inMemory = Broker.open(url)) {
            for (int i = 0; i < ROUNDS; i++) {
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> others = threads.submit(() -> openAndClose(url, begun));
                assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
                inMemory.restart();
                others.get(10, TimeUnit.SECONDS);
                send(new PetrelConnectionFactory(url), "through the name");
                assertThat(inMemory.admin().count("q")).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void openAndClose(String url, CountDownLatch begun) {
        for (int i = 0; i < ROUNDS; i++) {
            try (Broker other = Broker.open(url)) {
                begun.countDown();
                other.admin().list();
            } catch (JMSException e) {
                // It was that of another round.
                assertThat(e).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void brokerThatIsClosed_cannotBeRestarted() {
        broker.close();
        assertThatThrownBy(broker::restart).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(broker::crash).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherHandles_areClosedByARestart_andTakeNothingAlong() throws JMSException {
        Broker other = Broker.open("petrel:file:" + directory.resolve("store"));
        broker.restart();
        other.close();
        send(broker.connectionFactory(), "a");
        assertThat(broker.admin().count("q")).isEqualTo(1);
    }

    @Test
    void connections_sayWhoOpenedThem_andWhereIfTraced() throws JMSException {
        BrokerOptions traced = BrokerOptions.builder().traceConnections().build();
        try (Broker tracing = Broker.open("petrel:mem:", traced);
                Connection connection = tracing.connectionFactory().createConnection("ana", "secret")) {
            connection.setClientID("billing");
            connection.createSession();
            ConnectionInfo info = tracing.admin().connections().get(0);
            assertThat(info.user()).isEqualTo("ana");
            assertThat(info.clientId()).isEqualTo("billing");
            assertThat(info.sessions()).isEqualTo(1);
            assertThat(info.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(info.openedAt())
                    .anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
        }
        try (Connection untraced = broker.connectionFactory().createConnection()) {
            assertThat(untraced).isNotNull();
            assertThat(broker.admin().connections())
                    .singleElement()
                    .satisfies(info -> assertThat(info.openedAt()).isEmpty());
        }
        assertThat(broker.admin().connections()).isEmpty();
    }
}
