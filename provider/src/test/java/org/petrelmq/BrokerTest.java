package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ResourceAllocationRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.core.Broken;
import org.petrelmq.util.OwnThread;

/** The life of brokers, and the options that are the broker's. */
class BrokerTest {

    @Test
    void open_sameName_joinsAndTheLastCloseEnds() throws JMSException {
        Broker first = Broker.open("petrel:mem:joined");
        Broker second = Broker.open("petrel:mem:joined");
        send(first.connectionFactory(), "q", "kept");
        first.close();
        first.close();
        assertThat(second.admin().count("q")).isEqualTo(1);
        second.close();
        try (Broker third = Broker.open("petrel:mem:joined")) {
            assertThat(third.admin().list()).isEmpty();
        }
    }

    @Test
    void open_brokerThatAFactoryMade_findsItsMessages() throws JMSException {
        send(new PetrelConnectionFactory("petrel:mem:made-by-factory"), "q", "kept");
        try (Broker broker = Broker.open("petrel:mem:made-by-factory")) {
            assertThat(broker.admin().count("q")).isEqualTo(1);
        }
    }

    @Test
    void open_emptyName_isPrivate() throws JMSException {
        try (Broker one = Broker.open("petrel:mem:");
                Broker other = Broker.open("petrel:mem:")) {
            send(one.connectionFactory(), "q", "mine");
            assertThat(one.admin().count("q")).isEqualTo(1);
            assertThat(other.admin().list()).isEmpty();
        }
    }

    @Test
    void factory_emptyName_keepsOneBrokerForItself() {
        PetrelConnectionFactory factory = new PetrelConnectionFactory("petrel:mem:");
        send(factory, "q", "mine");
        try (JMSContext context = factory.createContext()) {
            assertThat(context.createConsumer(context.createQueue("q")).receiveBodyNoWait(String.class))
                    .isEqualTo("mine");
        }
        try (JMSContext context = new PetrelConnectionFactory("petrel:mem:").createContext()) {
            assertThat(context.createConsumer(context.createQueue("q")).receiveNoWait())
                    .isNull();
        }
    }

    @Test
    void open_otherOption_namesTheDifference() throws JMSException {
        try (Broker broker = Broker.open("petrel:mem:differing?maxDeliveries=5")) {
            assertThat(broker).isNotNull();
            assertThatThrownBy(() -> Broker.open("petrel:mem:differing?maxDeliveries=6"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("maxDeliveries");
            Broker.open("petrel:mem:differing").close();
            Broker.open("petrel:mem:differing?maxDeliveries=5").close();
        }
    }

    @Test
    void open_optionInUrlAndProgram_isRefused() {
        assertThatThrownBy(() -> Broker.open(
                        "petrel:mem:twice?maxDeliveries=5",
                        BrokerOptions.builder().maxDeliveries(5).build()))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("maxDeliveries");
    }

    @Test
    void open_unknownOption_namesTheNearest() {
        assertThatThrownBy(() -> Broker.open("petrel:mem:x?maxDeliverys=5"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("'maxDeliverys'")
                .hasMessageContaining("'maxDeliveries'");
        assertThatThrownBy(() -> new PetrelConnectionFactory("petrel:mem:x?maxDeliverys=5").createConnection())
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("'maxDeliveries'");
    }

    @Test
    void open_fileWithoutDirectory_isRefused() {
        assertThatThrownBy(() -> Broker.open("petrel:file:"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("petrel:file:PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"petrel:mem:a/b", "petrel:mem:a%20b", "petrel:mem:ä", "petrel:other:x"})
    void open_wrongNameOrScheme_isRefused(String url) {
        assertThatThrownBy(() -> Broker.open(url)).isInstanceOf(JMSException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "petrel",
                "petrel:",
                "petrel:mem",
                "mem:x",
                "PETREL:mem:x",
                "petrel:mem:x?",
                "petrel:mem:x?a",
                "petrel:mem:x?=1",
                "petrel:mem:x?a=1&a=2",
                "petrel:mem:x?a=1&",
                "petrel:mem:%zz",
                "petrel:mem:x?allowedClasses=maxdepth%3D5"
            })
    void url_malformed_isRefusedAtOnce(String url) {
        assertThatThrownBy(() -> Broker.open(url)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PetrelConnectionFactory(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void close_withConnections_endsThemAndTellsTheirListeners() throws Exception {
        Broker broker = Broker.open("petrel:mem:closing");
        Connection connection = broker.connectionFactory().createConnection();
        AtomicReference<JMSException> told = new AtomicReference<>();
        connection.setExceptionListener(told::set);
        connection.start();
        MessageConsumer consumer = connection
                .createSession()
                .createConsumer(connection.createSession().createQueue("q"));
        CompletableFuture<Object> received = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return String.valueOf(consumer.receive());
                    } catch (JMSException e) {
                        return e;
                    }
                },
                OwnThread.INSTANCE);
        broker.close();
        assertThat(received.get(5, TimeUnit.SECONDS)).isIn("null", received.get());
        assertThat(told.get()).hasMessageContaining("closing");
        assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> broker.connectionFactory().createConnection())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(OwnBroker.petrelThreads()).isEmpty();
    }

    @Test
    void close_fromAListener_endsTheBrokerWithoutDeadlock() throws Exception {
        Broker broker = Broker.open("petrel:mem:closed-by-listener");
        CountDownLatch closed = new CountDownLatch(1);
        JMSContext context = broker.connectionFactory().createContext();
        context.createConsumer(context.createQueue("q")).setMessageListener(message -> {
            broker.close();
            closed.countDown();
        });
        send(broker.connectionFactory(), "q", "close it");
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(context::createTextMessage).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void restingBroker_keepsMessagesAndHasNoThread() throws JMSException {
        try (Broker broker = Broker.open("petrel:mem:resting")) {
            try (JMSContext context = broker.connectionFactory().createContext()) {
                context.createProducer()
                        .setTimeToLive(3_600_000)
                        .setDeliveryDelay(10)
                        .send(context.createQueue("q"), "kept");
                assertThat(OwnBroker.petrelThreads()).isNotEmpty();
            }
            assertThat(OwnBroker.petrelThreads()).isEmpty();
            Broken.assertAllBrokersAreSound();
        }
    }

    @Test
    void twoBrokers_doNotSeeEachOther() throws JMSException {
        try (Broker one = Broker.open("petrel:mem:one");
                Broker two = Broker.open("petrel:mem:two")) {
            send(one.connectionFactory(), "q", "for one");
            assertThat(two.admin().list()).isEmpty();
            try (JMSContext first = one.connectionFactory().createContext();
                    JMSContext second = two.connectionFactory().createContext()) {
                first.setClientID("same");
                second.setClientID("same");
            }
        }
    }

    // ---- options ----

    @Test
    void authenticator_wrongOrNoCredentials_areRefusedAtOnce() throws JMSException {
        BrokerOptions options = BrokerOptions.builder()
                .authenticator((user, password) -> user.equals("ann") && password.equals("secret"))
                .build();
        try (Broker broker = Broker.open("petrel:mem:guarded", options)) {
            PetrelConnectionFactory factory = broker.connectionFactory();
            factory.createConnection("ann", "secret").close();
            factory.createContext("ann", "secret").close();
            for (String[] wrong :
                    new String[][] {{"ann", "Secret"}, {"ann", ""}, {"", ""}, {"bob", "secret"}, {null, null}}) {
                assertThatThrownBy(() -> factory.createConnection(wrong[0], wrong[1]))
                        .isInstanceOf(JMSSecurityException.class)
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
                assertThatThrownBy(() -> factory.createContext(wrong[0], wrong[1]))
                        .isInstanceOf(JMSSecurityRuntimeException.class);
            }
            assertThatThrownBy(factory::createConnection).isInstanceOf(JMSSecurityException.class);
            factory.setUser("ann");
            factory.setPassword("secret");
            factory.createConnection().close();
        }
    }

    @Test
    void authenticator_emptyCredentials_areNotEvenAsked() throws JMSException {
        BrokerOptions options =
                BrokerOptions.builder().authenticator((user, password) -> true).build();
        try (Broker broker = Broker.open("petrel:mem:lenient", options)) {
            assertThatThrownBy(() -> broker.connectionFactory().createConnection("ann", ""))
                    .isInstanceOf(JMSSecurityException.class);
        }
    }

    @Test
    void memoryLimit_usedUp_failsAfterTheTimeoutAndGoesOnWithRoom() throws JMSException {
        BrokerOptions options = BrokerOptions.builder()
                .memoryLimit(10_000)
                .sendTimeout(Duration.ZERO)
                .build();
        try (Broker broker = Broker.open("petrel:mem:small", options);
                JMSContext context = broker.connectionFactory().createContext()) {
            int sent = 0;
            try {
                while (sent < 1000) {
                    context.createProducer().send(context.createQueue("q"), "x".repeat(500));
                    sent++;
                }
            } catch (ResourceAllocationRuntimeException e) {
                assertThat(e).hasMessageContaining("10000");
            }
            assertThat(sent).isBetween(1, 20);
            Broken.assertAllBrokersAreSound();
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            assertThat(consumer.receiveNoWait()).isNotNull();
            context.createProducer().send(context.createQueue("q"), "x".repeat(500));
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue("q"), "x".repeat(10_000)))
                    .isInstanceOf(ResourceAllocationRuntimeException.class)
                    .hasMessageContaining("larger");
        }
    }

    @Test
    void memoryLimit_senderWaits_untilAConsumerMakesRoom() throws Exception {
        BrokerOptions options = BrokerOptions.builder().memoryLimit(2_000).build();
        try (Broker broker = Broker.open("petrel:mem:back-pressure", options);
                JMSContext receiver = broker.connectionFactory().createContext()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(
                    () -> {
                        try (JMSContext context = broker.connectionFactory().createContext()) {
                            for (int i = 0; i < 200; i++) {
                                context.createProducer().send(context.createQueue("q"), "x".repeat(100) + i);
                            }
                        }
                    },
                    OwnThread.INSTANCE);
            JMSConsumer consumer = receiver.createConsumer(receiver.createQueue("q"));
            for (int i = 0; i < 200; i++) {
                assertThat(consumer.receiveBody(String.class, 5000)).endsWith("x" + i);
            }
            sender.get(5, TimeUnit.SECONDS);
            Broken.assertAllBrokersAreSound();
        }
    }

    private static void send(PetrelConnectionFactory factory, String queue, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
    }
}
