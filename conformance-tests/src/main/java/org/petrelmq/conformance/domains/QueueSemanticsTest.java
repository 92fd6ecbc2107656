package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 4.1.2 and 4.1.8: what a queue does with its messages. */
@ConformanceTest
class QueueSemanticsTest {

    /** Sends texts with a property of their own, in that order. */
    private static void sendNumbered(Jms jms, int count) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < count; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setIntProperty("number", i);
            message.setBooleanProperty("even", i % 2 == 0);
            producer.send(message);
        }
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("Competing consumers of a queue together get all its messages, each message once.")
    void listeners_competing_getAllOnce(Jms jms) throws JMSException {
        Connection connection = jms.connection();
        ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 3; i++) {
            connection.createSession().createConsumer(jms.queue()).setMessageListener(message -> {
                try {
                    received.add(((TextMessage) message).getText());
                } catch (JMSException e) {
                    received.add(e.toString());
                }
            });
        }
        connection.start();
        sendNumbered(jms, 150);
        assertThat(Patience.until(() -> received.size() >= 150)).isTrue();
        connection.close();
        assertThat(received)
                .containsExactlyInAnyOrder(
                        IntStream.range(0, 150).mapToObj(i -> "m" + i).toArray(String[]::new));
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("A message that one consumer of a queue has received is not delivered to another one.")
    void receive_twoConsumers_oneGetsIt(Jms jms) throws JMSException {
        MessageConsumer one = jms.session().createConsumer(jms.queue());
        MessageConsumer two = jms.session().createConsumer(jms.queue());
        jms.send(jms.queue(), "only one");
        Message first = one.receive(Patience.quietMillis());
        Message second = two.receive(Patience.quietMillis());
        assertThat(first == null).isNotEqualTo(second == null);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("A consumer with a selector gets only the messages that match it, in their order.")
    void receive_withSelector_getsMatchingInOrder(Jms jms) throws JMSException {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue(), "number >= 3 AND even");
        sendNumbered(jms, 10);
        assertThat(jms.receiveTexts(consumer, 3)).containsExactly("m4", "m6", "m8");
    }

    @Test
    @Spec("4.1.2")
    @DisplayName(
            "Messages that a consumer's selector does not match remain on the queue for other consumers, in order.")
    void receive_withSelector_othersRemain(Jms jms) throws JMSException {
        sendNumbered(jms, 6);
        Session session = jms.session();
        MessageConsumer even = session.createConsumer(jms.queue(), "even");
        assertThat(jms.receiveTexts(even, 3)).containsExactly("m0", "m2", "m4");
        even.close();
        MessageConsumer rest = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(rest, 3)).containsExactly("m1", "m3", "m5");
    }

    @Test
    @Spec("4.1.2")
    @DisplayName(
            "Consumers with selectors that exclude each other each get all their messages, whatever lies before them.")
    void receive_disjointSelectors_eachGetsItsOwn(Jms jms) throws JMSException {
        MessageConsumer even = jms.session().createConsumer(jms.queue(), "even");
        MessageConsumer odd = jms.session().createConsumer(jms.queue(), "NOT even");
        sendNumbered(jms, 40);
        assertThat(jms.receiveTexts(odd, 20))
                .isEqualTo(
                        IntStream.range(0, 20).mapToObj(i -> "m" + (2 * i + 1)).toList());
        assertThat(jms.receiveTexts(even, 20))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "m" + 2 * i).toList());
    }

    @Test
    @Spec("4.1.8")
    @DisplayName("A queue holds messages for consumers that are created later, also when the sender is gone.")
    void send_withoutConsumer_isHeld(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        jms.send(jms.queue(), "three");
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 3))
                .containsExactly("one", "two", "three");
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("A closed consumer leaves the messages that it had not received to the other consumers of the queue.")
    void close_oneOfTwoConsumers_otherGetsTheRest(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer one = session.createConsumer(jms.queue());
        MessageConsumer two = jms.session().createConsumer(jms.queue());
        sendNumbered(jms, 20);
        one.close();
        assertThat(jms.receiveTexts(two, 20))
                .containsExactlyInAnyOrder(
                        IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new));
    }

    @Test
    @Spec("4.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A queue is the same for all APIs: what one sends, a consumer of each of them receives.")
    void receive_consumersOfAllApis_getMessages(Jms jms) throws JMSException {
        QueueSession queueSession = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        JMSContext context = jms.context();
        Session session = jms.session();
        jms.send(session, jms.queue(), "classic");
        queueSession.createSender(jms.queue()).send(queueSession.createTextMessage("domain"));
        context.createProducer().send(jms.queue(), "simplified");
        try (MessageConsumer receiver = queueSession.createReceiver(jms.queue())) {
            assertThat(jms.receiveText(receiver)).isEqualTo("classic");
        }
        try (MessageConsumer consumer = session.createConsumer(jms.queue())) {
            assertThat(jms.receiveText(consumer)).isEqualTo("domain");
        }
        assertThat(context.createConsumer(jms.queue()).receiveBody(String.class, Patience.arrivalMillis()))
                .isEqualTo("simplified");
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("Messages that were on the queue before are delivered to a message listener too, before later ones.")
    void listener_messagesThereBefore_getsThemFirst(Jms jms) throws JMSException {
        sendNumbered(jms, 3);
        Connection connection = jms.connection();
        ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
        connection.createSession().createConsumer(jms.queue()).setMessageListener(message -> {
            try {
                received.add(((TextMessage) message).getText());
            } catch (JMSException e) {
                received.add(e.toString());
            }
        });
        connection.start();
        jms.send(jms.queue(), "later");
        assertThat(Patience.until(() -> received.size() >= 4)).isTrue();
        assertThat(List.copyOf(received)).containsExactly("m0", "m1", "m2", "later");
    }
}
