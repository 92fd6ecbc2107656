package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.DestinationOptions.SlowSubscriber;
import org.petrelmq.jms.JmsQueue;
import org.petrelmq.util.OwnThread;

/** Options of destinations by pattern, and composite destinations, in a broker. */
@Timeout(30)
class DestinationOptionsTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker(BrokerOptions.builder()
            .maxDeliveries(5)
            .sendTimeout(Duration.ZERO)
            .destinations(
                    "orders.>",
                    DestinationOptions.builder()
                            .maxDeliveries(2)
                            .deadLetterQueue("orders.dead")
                            .expiryQueue("orders.late")
                            .build())
            .destinations(
                    "orders.slow.*",
                    DestinationOptions.builder()
                            .maxDeliveries(4)
                            .redeliveryBackoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3))
                            .build())
            .destinations("only", DestinationOptions.builder().exclusive().build())
            .destinations("ring", DestinationOptions.builder().ring(2).build())
            .destinations(
                    "prices", DestinationOptions.builder().lastValue("symbol").build())
            .replay("replayed", 5)
            .destinations(
                    "replayed",
                    DestinationOptions.builder()
                            .subscriberLimit(1, SlowSubscriber.BLOCK)
                            .build())
            .destinations(
                    "block",
                    DestinationOptions.builder()
                            .subscriberLimit(2, SlowSubscriber.BLOCK)
                            .build())
            .destinations(
                    "drop",
                    DestinationOptions.builder()
                            .subscriberLimit(2, SlowSubscriber.DROP_OLDEST)
                            .build())
            .destinations(
                    "cut",
                    DestinationOptions.builder()
                            .subscriberLimit(2, SlowSubscriber.DISCONNECT)
                            .build()));

    private static List<String> drain(JMSConsumer consumer) {
        List<String> texts = new ArrayList<>();
        for (String text = consumer.receiveBodyNoWait(String.class);
                text != null;
                text = consumer.receiveBodyNoWait(String.class)) {
            texts.add(text);
        }
        return texts;
    }

    /** Receives and rolls back; returns whether there was a message. */
    private boolean refuse(String queue) {
        try (JMSContext context = broker.context(JMSContext.SESSION_TRANSACTED)) {
            boolean received =
                    context.createConsumer(context.createQueue(queue)).receiveNoWait() != null;
            context.rollback();
            return received;
        }
    }

    // ---- dead letters, expiry, retry ----

    @Test
    void maxDeliveriesAndDeadLetterQueue_byPattern() throws JMSException {
        broker.send("orders.a", "m");
        broker.send("other", "m");
        for (int i = 0; i < 2; i++) {
            assertThat(refuse("orders.a")).isTrue();
            assertThat(refuse("other")).isTrue();
        }
        assertThat(refuse("orders.a")).isFalse();
        assertThat(refuse("other")).isTrue();
        Message dead = broker.admin().browse("orders.dead").get(0);
        assertThat(dead.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN)).isEqualTo("orders.a");
        assertThat(dead.getIntProperty(BrokerAdmin.DEAD_LETTER_DELIVERIES)).isEqualTo(2);
        assertThat(dead.getStringProperty(BrokerAdmin.DEAD_LETTER_CAUSE)).contains("2 times");
    }

    @Test
    void deadLetterQueue_deliversForEver() throws JMSException {
        broker.send("orders.dead", "m");
        for (int i = 0; i < 10; i++) {
            assertThat(refuse("orders.dead")).isTrue();
        }
        assertThat(broker.texts("orders.dead")).containsExactly("m");
    }

    @Test
    void redeliveryBackoff_waitsLongerEachTimeUntilDead() throws JMSException {
        broker.send("orders.slow.a", "m");
        try (JMSContext keepsTimersGoing = broker.context()) {
            for (int seconds : new int[] {1, 2, 3}) {
                assertThat(refuse("orders.slow.a")).isTrue();
                assertThat(refuse("orders.slow.a")).isFalse();
                broker.clock().advance(Duration.ofSeconds(seconds).minusMillis(1));
                assertThat(refuse("orders.slow.a")).isFalse();
                broker.clock().advance(Duration.ofMillis(1));
            }
            assertThat(refuse("orders.slow.a")).isTrue();
            assertThat(keepsTimersGoing.getAutoStart()).isTrue();
        }
        assertThat(broker.texts("orders.dead")).containsExactly("m");
    }

    @Test
    void redeliveryBackoff_ofAListener_andTheOldPlaceAfterwards() throws Exception {
        broker.send("orders.slow.b", "poison", "b");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AtomicBoolean thrown = new AtomicBoolean();
        try (JMSContext context = broker.context()) {
            context.createConsumer(context.createQueue("orders.slow.b")).setMessageListener(message -> {
                String text = OwnBroker.text(message);
                seen.add(text);
                if (text.equals("poison") && thrown.compareAndSet(false, true)) {
                    throw new IllegalArgumentException("once");
                }
            });
            assertThat(List.of(seen.take(), seen.take())).containsExactly("poison", "b");
            assertThat(seen).isEmpty();
            broker.clock().advance(Duration.ofSeconds(1));
            assertThat(seen.take()).isEqualTo("poison");
        }
    }

    @Test
    void redeliveryBackoff_messageExpiresMeanwhile() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().setTimeToLive(1500).send(context.createQueue("orders.slow.c"), "m");
            assertThat(refuse("orders.slow.c")).isTrue();
            broker.clock().advance(Duration.ofSeconds(1));
            assertThat(refuse("orders.slow.c")).isTrue();
            broker.clock().advance(Duration.ofMillis(500));
            assertThat(broker.texts("orders.late")).containsExactly("m");
        }
    }

    @Test
    void expiryQueue_hasTheMessageWithItsOrigin() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().setTimeToLive(1000).send(context.createQueue("orders.a"), "m");
            context.createProducer().setTimeToLive(1000).send(context.createQueue("other"), "gone");
            broker.clock().advance(Duration.ofSeconds(1));
        }
        Message late = broker.admin().browse("orders.late").get(0);
        assertThat(late.getBody(String.class)).isEqualTo("m");
        assertThat(late.getJMSExpiration()).isZero();
        assertThat(late.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN)).isEqualTo("orders.a");
        assertThat(late.getStringProperty(BrokerAdmin.DEAD_LETTER_CAUSE)).startsWith("expired at 2026-01-01T00:00:01");
        assertThat(late.getIntProperty(BrokerAdmin.DEAD_LETTER_DELIVERIES)).isZero();
    }

    @Test
    void expiryQueue_beforeTheDeliveryTime_canBeLookedAt() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer()
                    .setTimeToLive(1000)
                    .setDeliveryDelay(60_000)
                    .send(context.createQueue("orders.a"), "m");
            broker.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(broker.texts("orders.late")).containsExactly("m");
    }

    @Test
    void retry_putsDeadLettersBackWhereTheyBeginAnew() throws JMSException {
        broker.send("orders.a", "a");
        broker.send("orders.b", "b");
        broker.send("orders.dead", "never there");
        for (int i = 0; i < 2; i++) {
            refuse("orders.a");
            refuse("orders.b");
        }
        assertThat(broker.admin().retry("orders.dead", "JMS_Petrel_Origin = 'orders.b'"))
                .isOne();
        assertThat(broker.texts("orders.dead")).containsExactlyInAnyOrder("never there", "a");
        assertThat(broker.admin().retry("orders.dead", null)).isOne();
        assertThat(broker.texts("orders.dead")).containsExactly("never there");
        Message again = broker.admin().browse("orders.a").get(0);
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isOne();
        assertThat(again.propertyExists(BrokerAdmin.DEAD_LETTER_ORIGIN)).isFalse();
        assertThat(again.getJMSDestination()).isEqualTo(new JmsQueue("orders.a"));
    }

    @Test
    void retry_ofASubscription_goesBackThereIfItExists() throws JMSException {
        PetrelConnectionFactory factory = broker.factory();
        factory.setClientId("me");
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer = context.createDurableConsumer(context.createTopic("orders.topic"), "sub");
            context.createProducer().send(context.createTopic("orders.topic"), "m");
            context.commit();
            for (int i = 0; i < 2; i++) {
                assertThat(consumer.receiveNoWait()).isNotNull();
                context.rollback();
            }
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(broker.admin().retry("orders.dead", null)).isOne();
            for (int i = 0; i < 2; i++) {
                assertThat(consumer.receiveNoWait()).isNotNull();
                context.rollback();
            }
            consumer.close();
            context.unsubscribe("sub");
        }
        assertThat(broker.admin().retry("orders.dead", null)).isZero();
        assertThat(broker.texts("orders.dead")).containsExactly("m");
    }

    // ---- consumers ----

    @Test
    void exclusive_oneConsumerGetsAll_theOtherWhenItCloses() {
        broker.send("only", "1", "2", "3");
        try (JMSContext one = broker.context();
                JMSContext two = broker.context()) {
            JMSConsumer first = one.createConsumer(one.createQueue("only"));
            JMSConsumer second = two.createConsumer(two.createQueue("only"));
            assertThat(second.receiveBodyNoWait(String.class)).isNull();
            assertThat(first.receiveBodyNoWait(String.class)).isEqualTo("1");
            first.close();
            assertThat(drain(second)).containsExactly("2", "3");
        }
    }

    /** Returns when the consumer waits for a message. */
    private static Thread receiving(JMSConsumer consumer, String name, BlockingQueue<String> got) {
        Thread thread = new Thread(() -> {
            if (consumer.receive() != null) {
                got.add(name);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void consumerPriority_inTheUrl_theWaitingConsumerOfHigherRankIsServed() throws Exception {
        PetrelConnectionFactory important = new PetrelConnectionFactory(broker.url() + "?consumerPriority=5");
        assertThat(important.getConsumerPriority()).isEqualTo(5);
        try (JMSContext low = broker.context();
                JMSContext high = important.createContext()) {
            BlockingQueue<String> got = new LinkedBlockingQueue<>();
            Thread first = receiving(low.createConsumer(low.createQueue("q")), "low", got);
            Thread second = receiving(high.createConsumer(high.createQueue("q")), "high", got);
            broker.send("q", "1");
            assertThat(got.take()).isEqualTo("high");
            broker.send("q", "2");
            assertThat(got.take()).isEqualTo("low");
            first.join();
            second.join();
        }
        assertThatThrownBy(() -> new PetrelConnectionFactory(broker.url() + "?consumerPriority=x").createContext())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groups_eachSticksToAConsumer() {
        try (JMSContext one = broker.context();
                JMSContext two = broker.context()) {
            for (int i = 0; i < 4; i++) {
                one.createProducer()
                        .setProperty("JMSXGroupID", "g" + i % 2)
                        .send(one.createQueue("q"), "g" + i % 2 + "-" + i / 2);
            }
            JMSConsumer first = one.createConsumer(one.createQueue("q"));
            JMSConsumer second = two.createConsumer(two.createQueue("q"));
            assertThat(first.receiveBodyNoWait(String.class)).isEqualTo("g0-0");
            assertThat(drain(second)).containsExactly("g1-0", "g1-1");
            assertThat(drain(first)).containsExactly("g0-1");
        }
    }

    // ---- queues that forget ----

    @Test
    void ring_keepsTheNewest() throws JMSException {
        broker.send("ring", "1", "2", "3", "4");
        assertThat(broker.texts("ring")).containsExactly("3", "4");
    }

    @Test
    void lastValue_keepsTheNewestOfEach() throws JMSException {
        try (JMSContext context = broker.context()) {
            for (String price : new String[] {"A1", "B1", "A2", "A3", "B2"}) {
                context.createProducer()
                        .setProperty("symbol", price.substring(0, 1))
                        .send(context.createQueue("prices"), price);
            }
        }
        assertThat(broker.texts("prices")).containsExactly("A3", "B2");
    }

    // ---- slow subscribers ----

    @Test
    void slowSubscriber_dropOldest() {
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createTopic("drop"));
            for (int i = 1; i <= 5; i++) {
                context.createProducer().send(context.createTopic("drop"), "" + i);
            }
            assertThat(drain(consumer)).containsExactly("4", "5");
        }
    }

    @Test
    void slowSubscriber_block_failsAfterTheSendTimeout() {
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createTopic("block"));
            context.createProducer().send(context.createTopic("block"), "1");
            context.createProducer().send(context.createTopic("block"), "2");
            assertThatThrownBy(() -> context.createProducer().send(context.createTopic("block"), "3"))
                    .isInstanceOf(ResourceAllocationRuntimeException.class)
                    .hasMessageContaining("subscriberLimit");
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("1");
            context.createProducer().send(context.createTopic("block"), "4");
            assertThat(drain(consumer)).containsExactly("2", "4");
        }
    }

    @Test
    void slowSubscriber_block_whatWasRefusedIsNotReplayed() {
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createTopic("replayed"));
            context.createProducer().send(context.createTopic("replayed"), "1");
            assertThatThrownBy(() -> context.createProducer().send(context.createTopic("replayed"), "refused"))
                    .isInstanceOf(ResourceAllocationRuntimeException.class);
            assertThat(drain(context.createConsumer(context.createTopic("replayed"))))
                    .containsExactly("1");
            assertThat(drain(consumer)).containsExactly("1");
        }
    }

    @Test
    void slowSubscriber_durable_isNotLimited() {
        PetrelConnectionFactory factory = broker.factory();
        factory.setClientId("me");
        try (JMSContext context = factory.createContext()) {
            JMSConsumer consumer = context.createDurableConsumer(context.createTopic("drop"), "sub");
            for (int i = 1; i <= 5; i++) {
                context.createProducer().send(context.createTopic("drop"), "" + i);
            }
            assertThat(drain(consumer)).hasSize(5);
        }
    }

    @Test
    void slowSubscriber_disconnect_closesItsConnectionAndTellsIt() throws Exception {
        try (Connection slow = broker.factory().createConnection();
                JMSContext sender = broker.context()) {
            CompletableFuture<JMSException> told = new CompletableFuture<>();
            slow.setExceptionListener(told::complete);
            Session session = slow.createSession();
            MessageConsumer consumer = session.createConsumer(session.createTopic("cut"));
            slow.start();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            for (int i = 1; i <= 3; i++) {
                sender.createProducer().send(sender.createTopic("cut"), "" + i);
            }
            assertThat(told.get()).hasMessageContaining("too slow").hasMessageContaining("subscriberLimit");
            OwnThread.INSTANCE.execute(() -> {
                try {
                    slow.close();
                    closed.complete(null);
                } catch (JMSException e) {
                    closed.completeExceptionally(e);
                }
            });
            closed.get();
            assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(jakarta.jms.IllegalStateException.class);
            sender.createProducer().send(sender.createTopic("cut"), "nobody is there");
        }
    }

    // ---- composite destinations ----

    @Test
    void composite_sendsOneMessageToEach() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().send(context.createQueue("a, b,a"), "m");
            assertThat(broker.texts("a")).containsExactly("m");
            assertThat(broker.texts("b")).containsExactly("m");
            Message received = context.createConsumer(context.createQueue("a")).receiveNoWait();
            assertThat(received.getJMSDestination()).isEqualTo(context.createQueue("a, b,a"));
        }
    }

    @Test
    void composite_topics_reachASubscriberOfSeveralOnce() {
        try (JMSContext context = broker.context()) {
            JMSConsumer all = context.createConsumer(context.createTopic("chat.>"));
            JMSConsumer lobby = context.createConsumer(context.createTopic("chat.lobby"));
            context.createProducer().send(context.createTopic("chat.lobby,chat.bar"), "m");
            assertThat(drain(all)).containsExactly("m");
            assertThat(drain(lobby)).containsExactly("m");
        }
    }

    @Test
    void composite_inATransaction_isCommittedAsOne() throws JMSException {
        try (JMSContext context = broker.context(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("a,b"), "lost");
            context.rollback();
            context.createProducer().send(context.createQueue("a,b"), "m");
            context.commit();
        }
        assertThat(broker.texts("a")).containsExactly("m");
        assertThat(broker.texts("b")).containsExactly("m");
    }

    @Test
    void composite_isForSendingOnly() {
        try (JMSContext context = broker.context()) {
            assertThatThrownBy(() -> context.createConsumer(context.createQueue("a,b")))
                    .isInstanceOf(InvalidDestinationRuntimeException.class)
                    .hasMessageContaining("for sending only");
            assertThatThrownBy(() -> context.createBrowser(context.createQueue("a,b")))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
            assertThatThrownBy(() -> context.createProducer().send(context.createTopic("a,b.*"), "x"))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
        }
    }

    // ---- failures ----

    @Test
    void redeliveryDelay_beyondAllTime_isForEver() throws Exception {
        try (Broker other = Broker.open(
                "petrel:mem:?destination.q.redeliveryDelay=" + Long.MAX_VALUE + "ms",
                BrokerOptions.builder().clock(broker.clock()).build())) {
            try (JMSContext context = other.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
                context.createProducer().send(context.createQueue("q"), "m");
                context.commit();
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
                assertThat(consumer.receiveNoWait()).isNotNull();
                context.rollback();
                assertThat(other.admin().count("q")).isZero();
                assertThat(consumer.receiveNoWait()).isNull();
            }
        }
    }

    @Test
    void retry_ofATemporaryQueueThatIsGone_stays() throws JMSException {
        try (JMSContext context = broker.context(JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer;
            jakarta.jms.TemporaryQueue temporary = context.createTemporaryQueue();
            consumer = context.createConsumer(temporary);
            context.createProducer().send(temporary, "m");
            context.commit();
            for (int i = 0; i < 5; i++) {
                assertThat(consumer.receiveNoWait()).isNotNull();
                context.rollback();
            }
        }
        assertThat(broker.texts("DLQ")).containsExactly("m");
        assertThat(broker.admin().retry("DLQ", null)).isZero();
        assertThat(broker.texts("DLQ")).containsExactly("m");
    }

    @Test
    void nameOfAQueue_thatNobodyCouldReceiveFrom_isRefused() {
        for (String name : new String[] {"a,b", "a\nb", "x".repeat(1025)}) {
            for (String option : new String[] {"deadLetterQueue", "expiryQueue"}) {
                assertThatThrownBy(() -> Broker.open(
                                "petrel:mem:",
                                BrokerOptions.builder()
                                        .destinations(
                                                "q",
                                                option.equals("expiryQueue")
                                                        ? DestinationOptions.builder()
                                                                .expiryQueue(name)
                                                                .build()
                                                        : DestinationOptions.builder()
                                                                .deadLetterQueue(name)
                                                                .build())
                                        .build()))
                        .isInstanceOf(JMSException.class);
            }
            assertThatThrownBy(() -> Broker.open(
                            "petrel:mem:",
                            BrokerOptions.builder().deadLetterQueue(name).build()))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void slowSubscriber_disconnect_countsTheConnectionOnce() throws Exception {
        try (Broker narrow = Broker.open(
                "petrel:mem:?maxConnections=2&destination.cut.subscriberLimit=1&destination.cut.slowSubscriber=disconnect",
                BrokerOptions.builder().build())) {
            PetrelConnectionFactory factory = narrow.connectionFactory();
            try (JMSContext sender = factory.createContext()) {
                for (int round = 0; round < 2; round++) {
                    cutOff(factory, sender);
                }
                try (Connection second = factory.createConnection()) {
                    assertThat(second.getClientID()).isNull();
                    assertThatThrownBy(factory::createConnection)
                            .isInstanceOf(jakarta.jms.ResourceAllocationException.class);
                }
            }
        }
    }

    /** A subscriber is disconnected; returns when its connection is closed. */
    private static void cutOff(PetrelConnectionFactory factory, JMSContext sender) throws Exception {
        CompletableFuture<Thread> told = new CompletableFuture<>();
        Connection slow = factory.createConnection();
        slow.setExceptionListener(e -> told.complete(Thread.currentThread()));
        Session session = slow.createSession();
        session.createConsumer(session.createTopic("cut"));
        sender.createProducer().send(sender.createTopic("cut"), "1");
        sender.createProducer().send(sender.createTopic("cut"), "2");
        told.get();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("petrel-disconnect-")) {
                thread.join();
            }
        }
        slow.close();
    }

    @Test
    void slowSubscriber_disconnect_alsoTheOneThatTheTopicsMemoryWasTooMuchFor() throws Exception {
        try (Broker other = Broker.open(
                "petrel:mem:?replay=cut:3&destination.cut.subscriberLimit=2&destination.cut.slowSubscriber=disconnect",
                BrokerOptions.builder().build())) {
            PetrelConnectionFactory factory = other.connectionFactory();
            try (JMSContext sender = factory.createContext();
                    Connection slow = factory.createConnection()) {
                for (int i = 1; i <= 3; i++) {
                    sender.createProducer().send(sender.createTopic("cut"), "" + i);
                }
                CompletableFuture<JMSException> told = new CompletableFuture<>();
                slow.setExceptionListener(told::complete);
                Session session = slow.createSession();
                session.createConsumer(session.createTopic("cut"));
                sender.createProducer().send(sender.createTopic("cut"), "4");
                assertThat(told.get()).hasMessageContaining("too slow");
            }
        }
    }
}
