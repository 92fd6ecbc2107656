package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

/** Assertions that hold, and what those say that do not. */
class PetrelAssertionsTest {
    @RegisterExtension
    static final PetrelExtension PETREL = PetrelExtension.builder()
            .options(options -> options.maxDeliveries(1))
            .patience(Duration.ofSeconds(5))
            .build();

    @RegisterExtension
    static final PetrelExtension IMPATIENT = PetrelExtension.builder()
            .named("impatient")
            .patience(Duration.ofMillis(1))
            .build();

    @Injected
    private TestBroker broker;

    @Injected
    private JMSContext context;

    private static void assertFails(Runnable assertion, String... parts) {
        assertThatThrownBy(assertion::run)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void holds_inOrder() {
        TestQueue queue = broker.queue("q");
        queue.send("a", "b");
        assertThat(queue).holds("a", "b").holdsInAnyOrder("b", "a").hasCount(2);
        assertFails(
                () -> assertThat(queue).holds("b", "a"),
                "Expected in 'q': [\"b\", \"a\"]",
                "but there is: [\"a\", \"b\"]");
        assertFails(() -> assertThat(queue).holds("a"), "[\"a\", \"b\"]");
        assertFails(() -> assertThat(queue).holdsInAnyOrder("a", "a"), "in any order");
        assertFails(() -> assertThat(queue).holdsInAnyOrder("a", "b", "b"), "in any order");
        assertFails(() -> assertThat(queue).isEmpty(), "nothing");
        assertFails(() -> assertThat(queue).hasCount(3), "3 messages");
    }

    @Test
    void queueThatDoesNotExist_isEmpty() {
        assertThat(broker.queue("none")).isEmpty().holds().hasUnacknowledged(0).hasDelayed(0);
        assertFails(() -> assertThat(broker.queue("none")).first(), "more than 0 messages", "[]");
    }

    @Test
    void bodies_ofAllKinds() throws JMSException {
        MapMessage map = context.createMapMessage();
        map.setInt("n", 7);
        BytesMessage bytes = context.createBytesMessage();
        bytes.writeBytes(new byte[] {1, 2});
        StreamMessage stream = context.createStreamMessage();
        stream.writeString("a");
        stream.writeInt(3);
        for (Message message : List.of(map, bytes, stream, context.createObjectMessage(5L), context.createMessage())) {
            context.createProducer().send(context.createQueue("q"), message);
        }
        assertThat(broker.queue("q")).holds(Map.of("n", 7), new byte[] {1, 2}, List.of("a", 3), 5L, null);
        assertFails(() -> assertThat(broker.queue("q")).isEmpty(), "[{n=7}, [1, 2], [\"a\", 3], 5, null]");
    }

    @Test
    void matching_narrows() {
        context.createProducer().setProperty("n", 1).send(context.createQueue("q"), "one");
        context.createProducer().setProperty("n", 2).send(context.createQueue("q"), "two");
        assertThat(broker.queue("q")).matching("n > 1").holds("two");
        assertFails(() -> assertThat(broker.queue("q")).matching("n > 1").isEmpty(), "in 'q' where n > 1:");
    }

    @Test
    void headersAndProperties() throws JMSException {
        Message message = context.createTextMessage("body");
        message.setJMSCorrelationID("c");
        context.createProducer()
                .setJMSType("Order")
                .setPriority(7)
                .setProperty("n", 1)
                .send(context.createQueue("q"), message);
        assertThat(broker.queue("q"))
                .first()
                .hasBody("body")
                .hasType("Order")
                .hasCorrelationId("c")
                .hasPriority(7)
                .hasProperty("n", 1)
                .hasNoProperty("m")
                .isPersistent()
                .isNotRedelivered();
        MessageAssert first = assertThat(broker.queue("q")).first();
        assertFails(() -> first.hasBody("other"), "of message 0 of 'q': the body \"other\"", "but it is: \"body\"");
        assertFails(() -> first.hasProperty("n", 2), "the property 'n' 2", "but it is: 1");
        assertFails(() -> first.hasNoProperty("n"), "the property 'n' null");
        assertFails(() -> first.hasType("Invoice"), "JMSType");
        assertFails(() -> first.hasCorrelationId(null), "JMSCorrelationID");
        assertFails(() -> first.hasPriority(4), "JMSPriority 4", "but it is: 7");
        assertFails(first::isRedelivered, "JMSRedelivered true");
    }

    @Test
    void deadLetters_andWhatIsHandedOut() {
        broker.queue("q").send("poison", "good");
        try (JMSContext client = broker.connectionFactory().createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer consumer = client.createConsumer(client.createQueue("q"));
            assertThat(consumer.receive(1000)).hasBody("poison").hasDeliveryCount(1);
            assertThat(broker.queue("q")).hasUnacknowledged(1).holds("good");
            assertFails(() -> assertThat(broker.queue("q")).isEmpty(), "[\"good\"], 1 not acknowledged");
            client.recover();
        }
        assertThat(broker.deadLetters()).holds("poison").first().isDeadLetterFrom("q");
    }

    @Test
    void noMessage_failsAtOnce() {
        assertFails(() -> assertThat((Message) null), "there is none");
    }

    @Test
    void subscriptions_areQueuesToo() {
        context.setClientID("ana");
        context.createDurableConsumer(context.createTopic("news"), "home").close();
        context.createSharedDurableConsumer(context.createTopic("news"), "all").close();
        context.createProducer().send(context.createTopic("news"), "hello");
        assertThat(broker.subscription("news", "ana", "home")).holds("hello");
        assertThat(broker.subscription("news", "ana", "all")).holds("hello");
    }

    @Test
    void eventually_waitsForAnotherThread() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> sent = other.submit(() -> broker.queue("q").send("a"));
            assertThat(broker.queue("q")).eventually().holds("a").first().hasBody("a");
            broker.await("the sender is done", sent::isDone);
            Future<String> received = other.submit(() -> broker.queue("replies").receiveBody(String.class));
            broker.queue("replies").send("b");
            assertThat(received.get()).isEqualTo("b");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void patienceEnds(@Injected("impatient") TestBroker impatient) {
        assertFails(
                () -> assertThat(impatient.queue("q")).eventually().holds("a"), "in 'q' within 1 ms: [\"a\"]", "[]");
        assertFails(() -> impatient.queue("q").receive(), "No message came to 'q' within 1 ms.");
        assertFails(() -> impatient.await("pigs fly", () -> false), "Not so within 1 ms: pigs fly.");
    }

    @Test
    void receiveBody_ofAnotherType() {
        broker.queue("q").send("a");
        assertFails(() -> broker.queue("q").receiveBody(Map.class), "has another body");
    }

    @Test
    void otherLibraries_haveLists() {
        broker.queue("q").send("a", "b");
        assertThat(broker.queue("q").bodies()).isEqualTo(Arrays.asList("a", "b"));
        assertThat(broker.queue("q").messages()).hasSize(2);
    }

    @Test
    void arraysInMapsAndStreams_areComparedAndShownByWhatIsInThem() throws JMSException {
        MapMessage map = context.createMapMessage();
        map.setBytes("k", new byte[] {1, 2});
        StreamMessage stream = context.createStreamMessage();
        stream.writeBytes(new byte[] {3});
        context.createProducer().send(context.createQueue("q"), map).send(context.createQueue("q"), stream);
        assertThat(broker.queue("q"))
                .holds(Map.of("k", new byte[] {1, 2}), List.of(new byte[] {3}))
                .holdsInAnyOrder(List.of(new byte[] {3}), Map.of("k", new byte[] {1, 2}));
        assertFails(
                () -> assertThat(broker.queue("q")).holds(Map.of("k", new byte[] {1}), List.of(new byte[] {4})),
                "[{k=[1]}, [[4]]]",
                "[{k=[1, 2]}, [[3]]]");
        assertFails(() -> assertThat(broker.queue("q")).first().hasBody(Map.of("l", new byte[] {1, 2})), "{l=[1, 2]}");
    }

    @Test
    void valuesThatLookTheSame_areShownWithTheirClass() {
        context.createProducer().setProperty("n", 1L).send(context.createQueue("q"), "a");
        assertFails(
                () -> assertThat(broker.queue("q")).first().hasProperty("n", 1),
                "the property 'n' 1 (Integer)",
                "but it is: 1 (Long)");
    }

    private record Parcel(String content) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    @Test
    void anObjectThatMayNotBeRead_isShownAsThat() {
        context.createProducer().send(context.createQueue("q"), new Parcel("anchor"));
        assertThat(broker.queue("q")).hasCount(1);
        assertFails(() -> assertThat(broker.queue("q")).isEmpty(), "The object was refused");
        assertFails(() -> assertThat(broker.queue("q")).holds(new Parcel("anchor")), "The object was refused");
        assertThatThrownBy(() -> broker.queue("q").bodies()).hasMessageContaining("The object was refused");
    }

    /** Equals nothing; while it is compared something comes into the queue. */
    private final class SendsMore {
        @Override
        public boolean equals(Object other) {
            broker.queue("q").send("more");
            return false;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Test
    void aFailureShowsWhatWasLookedAt() {
        broker.queue("q").send("a");
        assertFails(() -> assertThat(broker.queue("q")).holds(new SendsMore()), "but there is: [\"a\"]");
    }

    @Test
    void aSubscription_isOnlyLookedAt() {
        context.createSharedDurableConsumer(context.createTopic("news"), "all").close();
        TestQueue subscription = broker.subscription("news", null, "all");
        assertThatThrownBy(() -> subscription.send("a")).hasMessageContaining("send to its topic");
        assertThatThrownBy(subscription::receive).hasMessageContaining("with a consumer of it");
        assertThat(subscription).isEmpty();
    }

    @Test
    void anInterruptedThread_isSaidToBe() {
        Thread.currentThread().interrupt();
        try {
            assertFails(
                    () -> broker.await("pigs fly", () -> false), "Not so until the thread was interrupted: pigs fly.");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void patienceIsAMillisecondAtLeast_andANameNotEmpty() {
        PetrelExtension.Builder builder = PetrelExtension.builder();
        assertThatThrownBy(() -> builder.patience(Duration.ofNanos(999_999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0.000999999S");
        assertThatThrownBy(() -> builder.named("")).isInstanceOf(IllegalArgumentException.class);
    }
}
