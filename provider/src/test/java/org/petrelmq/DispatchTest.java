package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.core.Broken;

/** What Petrel promises about dispatch beyond the specification. */
class DispatchTest {
    @RegisterExtension
    final OwnBroker broker =
            new OwnBroker(BrokerOptions.builder().maxDeliveries(3).replay("room.>", 2));

    // ---- pull: nothing is held that was not asked for ----

    @Test
    void consumerThatWasNeverStarted_holdsNothing() throws JMSException {
        broker.send("q", "a", "b");
        try (Connection idle = broker.factory().createConnection();
                JMSContext active = broker.context()) {
            Session session = idle.createSession();
            session.createConsumer(session.createQueue("q"));
            JMSConsumer consumer = active.createConsumer(active.createQueue("q"));
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("a");
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("b");
        }
    }

    @Test
    void receiversTakeTurns_eachGetsTheNextMessage() {
        broker.send("q", "1", "2", "3", "4");
        try (JMSContext one = broker.context();
                JMSContext two = broker.context()) {
            JMSConsumer first = one.createConsumer(one.createQueue("q"));
            JMSConsumer second = two.createConsumer(two.createQueue("q"));
            assertThat(second.receiveBodyNoWait(String.class)).isEqualTo("1");
            assertThat(second.receiveBodyNoWait(String.class)).isEqualTo("2");
            assertThat(first.receiveBodyNoWait(String.class)).isEqualTo("3");
            assertThat(second.receiveBodyNoWait(String.class)).isEqualTo("4");
        }
    }

    @Test
    void stoppedConsumerWithListener_leavesMessagesToOthers() throws Exception {
        try (JMSContext stopped = broker.context();
                JMSContext active = broker.context()) {
            BlockingQueue<Message> got = new LinkedBlockingQueue<>();
            stopped.createConsumer(stopped.createQueue("q")).setMessageListener(got::add);
            stopped.stop();
            broker.send("q", "a");
            assertThat(active.createConsumer(active.createQueue("q")).receiveBodyNoWait(String.class))
                    .isEqualTo("a");
            stopped.start();
            broker.send("q", "b");
            assertThat(OwnBroker.text(got.poll(5, TimeUnit.SECONDS))).isEqualTo("b");
        }
    }

    @Test
    void close_returnsUnacknowledgedMessagesToTheirPlaceBeforeItReturns() {
        broker.send("q", "a", "b", "c");
        try (JMSContext client = broker.context(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer consumer = client.createConsumer(client.createQueue("q"));
            consumer.receiveNoWait();
            consumer.receiveNoWait();
        }
        try (JMSContext next = broker.context()) {
            JMSConsumer consumer = next.createConsumer(next.createQueue("q"));
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("a");
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("b");
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("c");
        }
    }

    @Test
    void priority_isStrictForOneConsumerWithABacklog() {
        try (JMSContext context = broker.context()) {
            Queue queue = context.createQueue("q");
            for (int priority : new int[] {4, 0, 9, 5, 4, 9}) {
                context.createProducer().setPriority(priority).send(queue, "p" + priority);
            }
            JMSConsumer consumer = context.createConsumer(queue);
            List<String> order = new ArrayList<>();
            for (String text = consumer.receiveBodyNoWait(String.class);
                    text != null;
                    text = consumer.receiveBodyNoWait(String.class)) {
                order.add(text);
            }
            assertThat(order).containsExactly("p9", "p9", "p5", "p4", "p4", "p0");
        }
    }

    // ---- redelivery limit ----

    @Test
    void poison_afterTheLimit_isInTheDeadLetterQueueWithItsHistory() throws JMSException {
        broker.send("orders", "poison", "good");
        try (JMSContext context = broker.context(JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            for (int delivery = 1; delivery <= 3; delivery++) {
                Message message = consumer.receiveNoWait();
                assertThat(OwnBroker.text(message)).isEqualTo("poison");
                assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(delivery);
                assertThat(message.getJMSRedelivered()).isEqualTo(delivery > 1);
                context.rollback();
            }
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("good");
            context.commit();
        }
        Message dead = broker.admin().browse("DLQ").get(0);
        assertThat(OwnBroker.text(dead)).isEqualTo("poison");
        assertThat(dead.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN)).isEqualTo("orders");
        assertThat(dead.getStringProperty(BrokerAdmin.DEAD_LETTER_CAUSE)).contains("3 times");
        assertThat(dead.getIntProperty(BrokerAdmin.DEAD_LETTER_DELIVERIES)).isEqualTo(3);
        assertThat(dead.getJMSDestination()).hasToString("orders");
    }

    @Test
    void deadLetter_neverExpiresAndNeverDies() throws JMSException {
        try (JMSContext context = broker.context(JMSContext.CLIENT_ACKNOWLEDGE)) {
            context.createProducer().setTimeToLive(10_000).send(context.createQueue("q"), "poison");
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            for (int i = 0; i < 3; i++) {
                consumer.receiveNoWait();
                context.recover();
            }
            broker.clock().advance(Duration.ofDays(1));
            JMSConsumer operator = context.createConsumer(context.createQueue("DLQ"));
            for (int i = 0; i < 10; i++) {
                assertThat(operator.receiveNoWait()).isNotNull();
                context.recover();
            }
        }
        assertThat(broker.texts("DLQ")).containsExactly("poison");
    }

    @Test
    void listenerThatThrows_getsTheMessageAgainUntilItIsDead() throws Exception {
        BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
        try (JMSContext context = broker.context()) {
            context.createConsumer(context.createQueue("q")).setMessageListener(message -> {
                try {
                    counts.add(message.getIntProperty("JMSXDeliveryCount"));
                } catch (JMSException e) {
                    counts.add(-1);
                }
                if (!OwnBroker.text(message).equals("good")) {
                    throw new IllegalArgumentException("poison");
                }
            });
            broker.send("q", "poison", "good");
            for (int expected : new int[] {1, 2, 3, 1}) {
                assertThat(counts.poll(5, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        }
        assertThat(broker.texts("DLQ")).containsExactly("poison");
    }

    // ---- time ----

    @Test
    void expiredMessages_areRemovedWithoutAConsumer() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().setTimeToLive(1000).send(context.createQueue("q"), "short");
            context.createProducer().send(context.createQueue("q"), "long");
            broker.clock().advance(Duration.ofMillis(999));
            assertThat(broker.texts("q")).containsExactly("short", "long");
            broker.clock().advance(Duration.ofMillis(1));
            assertThat(broker.texts("q")).containsExactly("long");
        }
    }

    @Test
    void delayedMessages_becomeAvailableInTheOrderOfTheirTimes() throws JMSException {
        try (JMSContext context = broker.context()) {
            JMSProducer producer = context.createProducer();
            Queue queue = context.createQueue("q");
            producer.setDeliveryDelay(2000).send(queue, "second");
            producer.setDeliveryDelay(1000).send(queue, "first");
            producer.setDeliveryDelay(2000).send(queue, "third");
            producer.setDeliveryDelay(0).send(queue, "now");
            assertThat(broker.texts("q")).containsExactly("now");
            broker.clock().advance(Duration.ofSeconds(5));
            assertThat(broker.texts("q")).containsExactly("now", "first", "second", "third");
        }
    }

    @Test
    void delayedMessage_wakesAWaitingListener() throws Exception {
        BlockingQueue<Message> got = new LinkedBlockingQueue<>();
        try (JMSContext context = broker.context();
                JMSContext sender = broker.context()) {
            context.createConsumer(context.createQueue("q")).setMessageListener(got::add);
            sender.createProducer().setDeliveryDelay(1000).send(sender.createQueue("q"), "later");
            broker.clock().advance(Duration.ofSeconds(1));
            assertThat(OwnBroker.text(got.poll(5, TimeUnit.SECONDS))).isEqualTo("later");
        }
    }

    @Test
    void delayedAndExpiring_isGoneAfterItsTimeToLive() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().setDeliveryDelay(1000).setTimeToLive(1500).send(context.createQueue("q"), "brief");
            broker.clock().advance(Duration.ofMillis(1200));
            assertThat(broker.texts("q")).containsExactly("brief");
            broker.clock().advance(Duration.ofMillis(300));
            assertThat(broker.texts("q")).isEmpty();
        }
    }

    @Test
    void whatFellDueWhileTheBrokerRested_isCaughtUpWith() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createProducer().setDeliveryDelay(1000).send(context.createQueue("q"), "later");
            context.createProducer().setTimeToLive(1000).send(context.createQueue("q"), "short");
        }
        broker.clock().advance(Duration.ofSeconds(2));
        assertThat(broker.texts("q")).containsExactly("later");
    }

    // ---- topics ----

    @Test
    void pattern_getsTheTopicsItMatchesAlsoThoseThatComeLater() {
        try (JMSContext context = broker.context()) {
            context.createProducer().send(context.createTopic("sport.football"), "before");
            JMSConsumer oneLevel = context.createConsumer(context.createTopic("sport.*"));
            JMSConsumer all = context.createConsumer(context.createTopic("sport.>"));
            for (String topic : new String[] {"sport.football", "sport.tennis", "sport.tennis.scores", "news"}) {
                context.createProducer().send(context.createTopic(topic), topic);
            }
            assertThat(texts(oneLevel)).containsExactly("sport.football", "sport.tennis");
            assertThat(texts(all)).containsExactly("sport.football", "sport.tennis", "sport.tennis.scores");
        }
    }

    @Test
    void pattern_asDestinationOfASend_isRefused() {
        try (JMSContext context = broker.context()) {
            Topic pattern = context.createTopic("sport.>");
            assertThatThrownBy(() -> context.createProducer().send(pattern, "x"))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
            assertThatThrownBy(() -> context.createConsumer(context.createTopic("sport.>.x")))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
        }
    }

    @Test
    void pattern_doesNotReachIntoTemporaryTopics() {
        try (JMSContext context = broker.context()) {
            JMSConsumer all = context.createConsumer(context.createTopic(">"));
            context.createProducer().send(context.createTemporaryTopic(), "private");
            context.createProducer().send(context.createTopic("public"), "public");
            assertThat(texts(all)).containsExactly("public");
        }
    }

    @Test
    void replay_newSubscriptionsGetTheLastMessages() {
        try (JMSContext context = broker.context()) {
            context.setClientID("ann");
            for (String text : new String[] {"one", "two", "three"}) {
                context.createProducer().send(context.createTopic("room.lobby"), text);
                context.createProducer().send(context.createTopic("hall"), text);
            }
            JMSConsumer newcomer = context.createConsumer(context.createTopic("room.lobby"));
            JMSConsumer byPattern = context.createConsumer(context.createTopic("room.*"));
            JMSConsumer durable = context.createDurableConsumer(context.createTopic("room.lobby"), "inbox");
            JMSConsumer selecting = context.createConsumer(context.createTopic("room.lobby"), "JMSPriority > 4");
            JMSConsumer elsewhere = context.createConsumer(context.createTopic("hall"));
            context.createProducer().send(context.createTopic("room.lobby"), "four");
            assertThat(texts(newcomer)).containsExactly("two", "three", "four");
            assertThat(texts(byPattern)).containsExactly("two", "three", "four");
            assertThat(texts(durable)).containsExactly("two", "three", "four");
            assertThat(texts(selecting)).isEmpty();
            assertThat(texts(elsewhere)).isEmpty();
            durable.close();
            assertThat(texts(context.createDurableConsumer(context.createTopic("room.lobby"), "inbox")))
                    .isEmpty();
        }
    }

    @Test
    void fanOut_memoryIsFreeWhenTheLastSubscriberIsThrough() {
        try (JMSContext context = broker.context()) {
            JMSConsumer fast = context.createConsumer(context.createTopic("t"));
            JMSConsumer slow = context.createConsumer(context.createTopic("t"));
            for (int i = 0; i < 10; i++) {
                context.createProducer().send(context.createTopic("t"), "m" + i);
            }
            assertThat(texts(fast)).hasSize(10);
            Broken.assertAllBrokersAreSound();
            slow.close();
        }
    }

    private static List<String> texts(JMSConsumer consumer) {
        List<String> texts = new ArrayList<>();
        for (String text = consumer.receiveBodyNoWait(String.class);
                text != null;
                text = consumer.receiveBodyNoWait(String.class)) {
            texts.add(text);
        }
        return texts;
    }

    // ---- names ----

    @Test
    void names_strangeOnesWorkOrAreRefused() {
        try (JMSContext context = broker.context()) {
            for (String name :
                    new String[] {"../../x", "CON", "a b", "\uD83D\uDE00", "q?x=1", "Q", "ä.ö", "x".repeat(1024)}) {
                context.createProducer().send(context.createQueue(name), name);
                assertThat(context.createConsumer(context.createQueue(name)).receiveBodyNoWait(String.class))
                        .isEqualTo(name);
            }
            for (String name : new String[] {"\0", "a\nb", "a,,b", "x".repeat(1025), "x".repeat(65_536)}) {
                assertThatThrownBy(() -> context.createProducer().send(context.createQueue(name), "x"))
                        .isInstanceOf(InvalidDestinationRuntimeException.class)
                        .satisfies(e ->
                                assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\0", "\n"));
                assertThatThrownBy(() -> context.createConsumer(context.createTopic(name)))
                        .isInstanceOf(InvalidDestinationRuntimeException.class);
            }
        }
    }

    @Test
    void queueAndTopicOfOneName_areTwoThings() throws JMSException {
        try (JMSContext context = broker.context()) {
            JMSConsumer topic = context.createConsumer(context.createTopic("same"));
            context.createProducer().send(context.createQueue("same"), "to the queue");
            assertThat(topic.receiveNoWait()).isNull();
            assertThat(broker.texts("same")).containsExactly("to the queue");
        }
    }
}
