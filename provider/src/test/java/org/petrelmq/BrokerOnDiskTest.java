package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker on disk keeps over a restart, and who may open it. */
class BrokerOnDiskTest {
    @TempDir
    Path temporary;

    private Path directory;
    private PetrelConnectionFactory factory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("store");
        factory = new PetrelConnectionFactory("petrel:file:" + directory);
    }

    private static String textOf(Message message) throws JMSException {
        return message == null ? null : ((TextMessage) message).getText();
    }

    private String receive(JMSContext context, String queue) {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveBody(String.class, 1000);
        }
    }

    @Test
    void persistentMessages_areThereAgain_inOrder_othersNot() {
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("q");
            context.createProducer().send(queue, "a");
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .send(queue, "lost");
            context.createProducer().setPriority(9).send(queue, "b");
            context.createProducer().send(queue, "c");
        }
        try (JMSContext context = factory.createContext()) {
            assertThat(receive(context, "q")).isEqualTo("b");
            assertThat(receive(context, "q")).isEqualTo("a");
        }
        try (JMSContext context = factory.createContext()) {
            assertThat(receive(context, "q")).isEqualTo("c");
            assertThat(context.createConsumer(context.createQueue("q")).receiveNoWait())
                    .isNull();
        }
    }

    @Test
    void durableSubscription_getsWhatWasSentWhileItWasAway() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.setClientID("client");
            context.createDurableConsumer(context.createTopic("t"), "s", "n > 1", false)
                    .close();
        }
        try (JMSContext context = factory.createContext()) {
            Topic topic = context.createTopic("t");
            context.createProducer().setProperty("n", 1).send(topic, "one");
            context.createProducer().setProperty("n", 2).send(topic, "two");
        }
        try (JMSContext context = factory.createContext()) {
            context.setClientID("client");
            try (JMSConsumer consumer = context.createDurableConsumer(context.createTopic("t"), "s", "n > 1", false)) {
                assertThat(textOf(consumer.receive(1000))).isEqualTo("two");
                assertThat(consumer.receiveNoWait()).isNull();
            }
            context.unsubscribe("s");
        }
        try (Broker broker = Broker.open(factory.getUrl())) {
            assertThat(broker.admin().list()).noneMatch(info -> info.toString().contains("client.s"));
        }
    }

    @Test
    void unacknowledged_comesBackRedelivered_andCountedOn() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("q"), "a");
        }
        for (int count = 1; count <= 3; count++) {
            try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                Message message =
                        context.createConsumer(context.createQueue("q")).receive(1000);
                assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(count);
                assertThat(message.getJMSRedelivered()).isEqualTo(count > 1);
            }
        }
    }

    @Test
    void transaction_isThereOrNot() {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("q"), "kept");
            context.commit();
            context.createProducer().send(context.createQueue("q"), "dropped");
        }
        try (JMSContext context = factory.createContext()) {
            assertThat(receive(context, "q")).isEqualTo("kept");
            assertThat(context.createConsumer(context.createQueue("q")).receiveNoWait())
                    .isNull();
        }
    }

    @Test
    void backlogBeyondMemory_isReceivedInOrder_andNotThroughASelector() throws Exception {
        PetrelConnectionFactory small = new PetrelConnectionFactory(factory.getUrl() + "?memoryLimit=64k");
        try (JMSContext context = small.createContext()) {
            Queue queue = context.createQueue("q");
            for (int i = 0; i < 300; i++) {
                context.createProducer()
                        .setDeliveryMode(i % 3 == 0 ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT)
                        .setProperty("n", i)
                        .send(queue, i + "x".repeat(1000));
            }
            assertThatThrownBy(() -> context.createConsumer(queue, "n > 10"))
                    .isInstanceOf(ResourceAllocationRuntimeException.class)
                    .hasMessageContaining("memoryLimit");
            try (JMSConsumer consumer = context.createConsumer(queue)) {
                for (int i = 0; i < 300; i++) {
                    Message message = consumer.receive(1000);
                    assertThat(message.getIntProperty("n")).isEqualTo(i);
                    assertThat(textOf(message)).isEqualTo(i + "x".repeat(1000));
                }
                assertThat(consumer.receiveNoWait()).isNull();
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".spill"));
        }
    }

    @Test
    void delayedMessages_arriveAfterARestart_whenTheyAreDue_andInTheirOrder() throws Exception {
        VirtualClock clock = VirtualClock.standingAt(Instant.ofEpochMilli(1_000_000));
        BrokerOptions options = BrokerOptions.builder().clock(clock).build();
        try (Broker broker = Broker.open(factory.getUrl(), options);
                JMSContext context = broker.connectionFactory().createContext()) {
            Queue queue = context.createQueue("q");
            context.createProducer().setDeliveryDelay(10_000).send(queue, "late");
            context.createProducer().setDeliveryDelay(5_000).send(queue, "early");
            context.createProducer().setTimeToLive(7_000).send(queue, "expires");
        }
        clock.advance(Duration.ofSeconds(8));
        try (Broker broker = Broker.open(factory.getUrl(), options);
                JMSContext context = broker.connectionFactory().createContext()) {
            assertThat(receive(context, "q")).isEqualTo("early");
            try (JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
                assertThat(consumer.receiveNoWait()).isNull();
                clock.advance(Duration.ofSeconds(2));
                assertThat(textOf(consumer.receiveNoWait())).isEqualTo("late");
            }
        }
    }

    @Test
    void deadLetter_isThereOnce_afterARestart() throws Exception {
        PetrelConnectionFactory impatient = new PetrelConnectionFactory(factory.getUrl() + "?maxDeliveries=2");
        try (JMSContext context = impatient.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("q"), "poison");
            context.commit();
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            for (int i = 0; i < 2; i++) {
                assertThat(textOf(consumer.receive(1000))).isEqualTo("poison");
                context.rollback();
            }
        }
        try (JMSContext context = impatient.createContext()) {
            try (JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
                assertThat(consumer.receiveNoWait()).isNull();
            }
            Message letter = context.createConsumer(context.createQueue("DLQ")).receive(1000);
            assertThat(textOf(letter)).isEqualTo("poison");
            assertThat(letter.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN)).isEqualTo("q");
        }
    }

    @Test
    void ticket_canBePolledAfterARestart() throws Exception {
        String ticket;
        try (RequestReply rpc = new RequestReply(factory)) {
            ticket = rpc.submit(rpc.queue("work"), rpc.textMessage("21"), Duration.ofMinutes(5));
        }
        try (RequestReply rpc = new RequestReply(factory)) {
            assertThat(rpc.poll(ticket).status()).isEqualTo(TicketReply.Status.PENDING);
        }
        try (JMSContext context = factory.createContext()) {
            Message request =
                    context.createConsumer(context.createQueue("work")).receive(1000);
            Message reply = context.createTextMessage("42");
            reply.setJMSCorrelationID(request.getJMSCorrelationID());
            context.createProducer().send(request.getJMSReplyTo(), reply);
        }
        try (RequestReply rpc = new RequestReply(factory)) {
            TicketReply reply = rpc.poll(ticket);
            assertThat(reply.status()).isEqualTo(TicketReply.Status.READY);
            assertThat(textOf(reply.message())).isEqualTo("42");
        }
    }

    @Test
    void directory_isTheOwnersAlone_andSmall() throws Exception {
        factory.createContext().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            assertThat(bytes).isLessThanOrEqualTo(1 << 20);
        }
    }

    @Test
    void sameDirectory_byAnotherName_isTheSameBroker() throws Exception {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("q"), "a");
            Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
            try (JMSContext other = new PetrelConnectionFactory("petrel:file:" + link).createContext()) {
                assertThat(receive(other, "q")).isEqualTo("a");
            }
        }
    }

    @Test
    void brokerThatIsKept_staysOpenWithoutConnections_andClosesThem() throws Exception {
        Connection connection;
        try (Broker broker = Broker.open(factory.getUrl())) {
            factory.createContext().close();
            connection = broker.connectionFactory().createConnection();
        }
        assertThatThrownBy(() -> connection.createSession()).isInstanceOf(JMSException.class);
        factory.createContext().close();
    }

    @Test
    void openWithAnotherOption_isRefused() throws Exception {
        try (Broker broker = Broker.open(factory.getUrl() + "?maxDeliveries=3")) {
            assertThat(broker).isNotNull();
            assertThatThrownBy(() -> new PetrelConnectionFactory(factory.getUrl() + "?maxDeliveries=4").createContext())
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("maxDeliveries");
        }
    }

    @Test
    void directoryThatIsAFile_isRefused() throws IOException {
        Files.writeString(directory, "x");
        assertThatThrownBy(() -> factory.createContext())
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void syncPolicy_isForBrokersOnDisk() throws Exception {
        try (JMSContext context =
                new PetrelConnectionFactory(factory.getUrl() + "?sync=losesOnPowerFailure").createContext()) {
            context.createProducer().send(context.createQueue("q"), "a");
        }
        try (JMSContext context = factory.createContext()) {
            assertThat(receive(context, "q")).isEqualTo("a");
        }
        assertThatThrownBy(() -> Broker.open("petrel:mem:sync-policy?sync=always"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("petrel:file:");
    }
}
