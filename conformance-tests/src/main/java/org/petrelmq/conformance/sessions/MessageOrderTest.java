package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.9: the order of messages that one session sends to one destination. */
@ConformanceTest
class MessageOrderTest {

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    private static List<String> starting(List<String> texts, String with) {
        return texts.stream().filter(text -> text.startsWith(with)).toList();
    }

    @Test
    @Spec("6.2.9.1")
    @DisplayName("Messages sent by a session to a queue or a topic are received in the order in which they were sent.")
    void receive_oneSession_keepsOrderOfSends(Jms jms) throws JMSException {
        Session session = jms.session();
        for (Destination destination : List.of(jms.queue(), jms.topic())) {
            MessageConsumer consumer = session.createConsumer(destination);
            jms.send(jms.session(), destination, numbered(200));
            assertThat(jms.receiveTexts(consumer, 200)).containsExactly(numbered(200));
        }
    }

    @Test
    @Spec("6.2.9.1")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Messages sent by a context to a queue are received in the order in which they were sent.")
    void receive_oneContext_keepsOrderOfSends(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSProducer producer = context.createProducer();
        for (String text : numbered(100)) {
            producer.send(jms.queue(), text);
        }
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            received.add(Delivery.next(consumer).text());
        }
        assertThat(received).containsExactly(numbered(100));
    }

    @Test
    @Spec("6.2.9.1")
    @DisplayName("The order holds over all producers of a session that send to the same destination.")
    void receive_severalProducersOfSession_keepsOrderOfSends(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer first = session.createProducer(jms.queue());
        MessageProducer second = session.createProducer(jms.queue());
        MessageProducer unidentified = session.createProducer(null);
        for (int i = 0; i < 60; i += 3) {
            first.send(session.createTextMessage("m" + i));
            second.send(session.createTextMessage("m" + (i + 1)));
            unidentified.send(jms.queue(), session.createTextMessage("m" + (i + 2)));
        }
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 60))
                .containsExactly(numbered(60));
    }

    @Test
    @Spec("6.2.9.1")
    @DisplayName("Each of several sessions that send to one destination keeps its own order.")
    void receive_severalSessions_keepsOrderOfEach(Jms jms) throws JMSException {
        Session left = jms.session();
        Session right = jms.session();
        MessageProducer leftProducer = left.createProducer(jms.queue());
        MessageProducer rightProducer = right.createProducer(jms.queue());
        List<String> lefts = new ArrayList<>();
        List<String> rights = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lefts.add("left" + i);
            rights.add("right" + i);
            leftProducer.send(left.createTextMessage("left" + i));
            rightProducer.send(right.createTextMessage("right" + i));
        }
        List<String> received = jms.receiveTexts(jms.session().createConsumer(jms.queue()), 100);
        assertThat(starting(received, "left")).isEqualTo(lefts);
        assertThat(starting(received, "right")).isEqualTo(rights);
    }

    @Test
    @Spec("6.2.9.1")
    @DisplayName("Messages that a closed consumer had not received come to the next consumer in their order.")
    void receive_afterFirstConsumerClosed_keepsOrder(Jms jms) throws JMSException {
        jms.send(jms.queue(), numbered(50));
        Session session = jms.session();
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            MessageConsumer consumer = session.createConsumer(jms.queue());
            received.addAll(jms.receiveTexts(consumer, 10));
            consumer.close();
        }
        assertThat(received).containsExactly(numbered(50));
    }

    @Test
    @Spec("6.2.9.1")
    @DisplayName("A listener gets the messages of one session in the order in which they were sent.")
    void onMessage_oneSession_keepsOrderOfSends(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Inbox inbox = new Inbox();
        connection.createSession().createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        jms.send(jms.session(), jms.queue(), numbered(100));
        assertThat(inbox.next(100)).extracting(Delivery::text).containsExactly(numbered(100));
    }

    @Test
    @Spec("6.2.9.2")
    @DisplayName("Messages of the same priority keep their order, whatever other priorities lie between them.")
    void receive_mixedPriorities_keepsOrderWithinPriority(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < 10; i++) {
            for (int priority : List.of(4, 9, 0)) {
                Message message = session.createTextMessage("p" + priority + "-" + i);
                producer.send(message, DeliveryMode.PERSISTENT, priority, 0);
            }
        }
        List<String> received = jms.receiveTexts(jms.session().createConsumer(jms.queue()), 30);
        for (int priority : List.of(0, 4, 9)) {
            assertThat(starting(received, "p" + priority))
                    .isEqualTo(IntStream.range(0, 10)
                            .mapToObj(i -> "p" + priority + "-" + i)
                            .toList());
        }
    }

    @Test
    @Spec("6.2.9.2")
    @DisplayName("Where persistent and non-persistent messages are mixed, each mode keeps its order.")
    void receive_mixedDeliveryModes_keepsOrderWithinMode(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < 20; i++) {
            producer.send(session.createTextMessage("persistent" + i), DeliveryMode.PERSISTENT, 4, 0);
            producer.send(session.createTextMessage("non-persistent" + i), DeliveryMode.NON_PERSISTENT, 4, 0);
        }
        List<String> received = jms.receiveTexts(consumer, 40);
        for (String mode : List.of("persistent", "non-persistent")) {
            assertThat(starting(received, mode))
                    .isEqualTo(IntStream.range(0, 20).mapToObj(i -> mode + i).toList());
        }
    }

    @Test
    @Spec("6.2.9.2")
    @Requires(Feature.DELIVERY_DELAY)
    @DisplayName(
            "Messages without a delivery delay keep their order and do not wait for delayed ones sent before them.")
    void receive_delayedBetween_keepsOrderOfOthers(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageProducer prompt = session.createProducer(jms.queue());
        MessageProducer delayed = session.createProducer(jms.queue());
        delayed.setDeliveryDelay(Duration.ofHours(1).toMillis());
        for (int i = 0; i < 10; i++) {
            delayed.send(session.createTextMessage("late" + i));
            prompt.send(session.createTextMessage("m" + i));
        }
        assertThat(jms.receiveTexts(consumer, 10)).containsExactly(numbered(10));
    }

    @Test
    @Spec("6.2.9.2")
    @DisplayName("The messages that a transaction sends to a destination arrive in the order in which they were sent.")
    void commit_severalDestinations_keepsOrderOfEach(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(null);
        for (int i = 0; i < 40; i++) {
            producer.send(jms.queue("left"), session.createTextMessage("m" + i));
            producer.send(jms.queue("right"), session.createTextMessage("m" + i));
            if (i % 8 == 7) {
                session.commit();
            }
        }
        Session receiver = jms.session();
        for (String name : List.of("left", "right")) {
            assertThat(jms.receiveTexts(receiver.createConsumer(jms.queue(name)), 40))
                    .containsExactly(numbered(40));
        }
    }
}
