package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases of the catalogue of faults (docs/durability.md) that need no fault but many messages, restarts or another clock. */
class DurableCasesTest {
    @TempDir
    Path directory;

    private String url() {
        return "petrel:file:" + directory;
    }

    private Broker open(VirtualClock clock) throws Exception {
        return Broker.open(url(), BrokerOptions.builder().clock(clock).build());
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** F18: the clock jumps over a restart, back and forth; times are times of the day. */
    @Test
    void clockThatJumps_deliversNothingTooEarlyAndNothingExpired() throws Exception {
        Instant start = Instant.ofEpochSecond(1_000_000_000);
        try (Broker broker = open(VirtualClock.standingAt(start));
                JMSContext context = broker.connectionFactory().createContext()) {
            Queue queue = context.createQueue("q");
            context.createProducer()
                    .setDeliveryDelay(Duration.ofHours(2).toMillis())
                    .send(queue, "delayed");
            context.createProducer()
                    .setTimeToLive(Duration.ofHours(3).toMillis())
                    .send(queue, "expires");
        }
        try (Broker broker = open(VirtualClock.standingAt(start.minus(Duration.ofDays(1))));
                JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("expires");
            assertThat(consumer.receiveNoWait()).isNull();
        }
        VirtualClock later = VirtualClock.standingAt(start.plus(Duration.ofHours(1)));
        try (Broker broker = open(later);
                JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("expires");
            assertThat(consumer.receiveNoWait()).isNull();
            context.rollback();
            later.advance(Duration.ofDays(1));
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("delayed");
            assertThat(consumer.receiveNoWait()).isNull();
            context.rollback();
        }
        try (Broker broker = open(VirtualClock.standingAt(start.minus(Duration.ofHours(1))));
                JMSContext context = broker.connectionFactory().createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
            assertThat(consumer.receiveBodyNoWait(String.class))
                    .as("due before")
                    .isEqualTo("delayed");
            assertThat(consumer.receiveNoWait()).as("expired before").isNull();
        }
    }

    /** F26: many delayed messages over ten restarts; each comes when it is due, in the order of their times. */
    @Test
    void manyDelayedMessages_overTenRestarts_comeWhenTheyAreDue() throws Exception {
        int restarts = 10;
        int each = 2_000;
        Instant start = Instant.ofEpochSecond(1_000_000_000);
        try (Broker broker = open(VirtualClock.standingAt(start));
                JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue("q");
            JMSProducer producer = context.createProducer();
            // The latest first.
            for (int n = restarts * each - 1; n >= 0; n--) {
                producer.setDeliveryDelay(1_000L + n).send(queue, Integer.toString(n));
            }
            context.commit();
        }
        int next = 0;
        for (int restart = 1; restart <= restarts; restart++) {
            VirtualClock clock = VirtualClock.standingAt(start.plusMillis(999L + (long) restart * each));
            try (Broker broker = open(clock);
                    JMSContext context = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED);
                    JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
                for (int i = 0; i < each; i++) {
                    assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo(Integer.toString(next++));
                }
                assertThat(consumer.receiveNoWait()).isNull();
                context.commit();
            }
        }
    }

    /** F27: temporary destinations leave nothing on the disk, whatever is sent to them. */
    @Test
    void manyTemporaryDestinations_leaveNothing() throws Exception {
        try (Broker broker = Broker.open(url())) {
            try (JMSContext context = broker.connectionFactory().createContext()) {
                for (int i = 0; i < 10_000; i++) {
                    TemporaryQueue queue = context.createTemporaryQueue();
                    context.createProducer().send(queue, "x");
                    if (i % 2 == 0) {
                        queue.delete();
                    }
                }
            }
            assertThat(broker.admin().list()).isEmpty();
            assertThat(bytesOnDisk()).isLessThan(1 << 20);
        }
    }

    /** F23, smaller: what was sent while a durable subscriber was away is all there, in order, and gone when it is taken. */
    @Test
    void durableSubscriber_longAway_getsAll_andTheDiskIsFreed() throws Exception {
        int messages = 50_000;
        PetrelConnectionFactory factory = new PetrelConnectionFactory(url());
        try (JMSContext context = factory.createContext()) {
            context.setClientID("client");
            context.createDurableConsumer(context.createTopic("t"), "s").close();
        }
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSProducer producer = context.createProducer();
            for (int i = 0; i < messages; i++) {
                producer.send(context.createTopic("t"), Integer.toString(i));
                if (i % 1000 == 999) {
                    context.commit();
                }
            }
        }
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.setClientID("client");
            JMSConsumer consumer = context.createDurableConsumer(context.createTopic("t"), "s");
            for (int i = 0; i < messages; i++) {
                assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo(Integer.toString(i));
                if (i % 1000 == 999) {
                    context.commit();
                }
            }
            assertThat(consumer.receiveNoWait()).isNull();
        }
        assertThat(bytesOnDisk()).isLessThan(1 << 20);
    }
}
