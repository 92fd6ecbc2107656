package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
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

/** Section 4.2.2: what a topic does with its messages. */
@ConformanceTest
class TopicSemanticsTest {

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("A subscription gets the messages sent after it was created, and none sent before.")
    void subscribe_betweenSends_getsLaterOnly(Jms jms) throws JMSException {
        Session session = jms.session();
        jms.send(jms.topic(), "before");
        MessageConsumer consumer = session.createConsumer(jms.topic());
        jms.send(jms.topic(), "after", "later");
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("after", "later");
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("Every subscription of a topic gets a copy of every message, in order.")
    void send_severalSubscriptions_eachGetsAll(Jms jms) throws JMSException {
        Session shared = jms.session();
        List<MessageConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            consumers.add(shared.createConsumer(jms.topic()));
            consumers.add(jms.session().createConsumer(jms.topic()));
        }
        jms.send(jms.topic(), numbered(20));
        for (MessageConsumer consumer : consumers) {
            assertThat(jms.receiveTexts(consumer, 20)).containsExactly(numbered(20));
        }
    }

    @Test
    @Spec("4.2.2")
    @DisplayName(
            "Work on one copy of a message has no effect on another: changing it, acknowledging it, recovering it.")
    void copies_workOnOne_leavesOthers(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        Session other = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.topic());
        MessageConsumer otherConsumer = other.createConsumer(jms.topic());
        jms.send(jms.topic(), "hello");
        TextMessage copy = (TextMessage) jms.receive(consumer);
        copy.clearBody();
        copy.setText("changed");
        copy.clearProperties();
        copy.setStringProperty("colour", "red");
        copy.setJMSCorrelationID("changed");
        copy.acknowledge();
        TextMessage otherCopy = (TextMessage) jms.receive(otherConsumer);
        assertThat(otherCopy.getText()).isEqualTo("hello");
        assertThat(otherCopy.propertyExists("colour")).isFalse();
        assertThat(otherCopy.getJMSCorrelationID()).isNull();
        assertThat(otherCopy.getJMSRedelivered()).isFalse();
        assertThat(otherCopy.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        other.recover();
        assertThat(jms.receive(otherConsumer).getJMSRedelivered()).isTrue();
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("One copy of a message is delivered at once while another waits for its consumer.")
    void copies_oneConsumerIdle_othersGetTheirs(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer idle = jms.session().createConsumer(jms.topic());
        MessageConsumer busy = session.createConsumer(jms.topic());
        for (String text : numbered(30)) {
            jms.send(session, jms.topic(), text);
            assertThat(jms.receiveText(busy)).isEqualTo(text);
        }
        assertThat(jms.receiveTexts(idle, 30)).containsExactly(numbered(30));
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("A subscription with a selector gets only matching messages; other subscriptions are not affected.")
    void subscribe_withSelector_getsMatchingOnly(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer all = session.createConsumer(jms.topic());
        MessageConsumer even = session.createConsumer(jms.topic(), "even");
        MessageProducer producer = session.createProducer(jms.topic());
        for (int i = 0; i < 6; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setBooleanProperty("even", i % 2 == 0);
            producer.send(message);
        }
        assertThat(jms.receiveTexts(even, 3)).containsExactly("m0", "m2", "m4");
        assertThat(jms.receiveTexts(all, 6)).containsExactly(numbered(6));
    }

    @Test
    @Spec("4.2.2")
    @DisplayName(
            "A non-durable subscription ends with its consumer: what is sent before the next one is created is missed.")
    void nonDurable_consumerClosed_missesMessages(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer first = session.createConsumer(jms.topic());
        jms.send(jms.topic(), "received", "dropped with the consumer");
        assertThat(jms.receiveText(first)).isEqualTo("received");
        first.close();
        jms.send(jms.topic(), "missed");
        MessageConsumer second = session.createConsumer(jms.topic());
        jms.send(jms.topic(), "again received");
        assertThat(jms.receiveText(second)).isEqualTo("again received");
    }

    @Test
    @Spec("4.2.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("Of a subscription with several consumers each message goes to one of them, and none is lost.")
    void shared_severalConsumers_shareMessages(Jms jms) throws JMSException {
        Connection connection = jms.connection();
        ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 3; i++) {
            connection
                    .createSession()
                    .createSharedConsumer(jms.topic(), "shared")
                    .setMessageListener(message -> {
                        try {
                            received.add(((TextMessage) message).getText());
                        } catch (JMSException e) {
                            received.add(e.toString());
                        }
                    });
        }
        MessageConsumer alone = jms.session().createConsumer(jms.topic());
        connection.start();
        jms.send(jms.topic(), numbered(90));
        assertThat(Patience.until(() -> received.size() >= 90)).isTrue();
        assertThat(jms.receiveTexts(alone, 90)).containsExactly(numbered(90));
        connection.close();
        assertThat(received).containsExactlyInAnyOrder(numbered(90));
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("A topic and a queue are apart, and so are two topics: each keeps its messages to itself.")
    void send_otherDestination_staysThere(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer left = session.createConsumer(jms.topic("left"));
        MessageConsumer right = session.createConsumer(jms.topic("right"));
        MessageConsumer queue = session.createConsumer(jms.queue("left queue"));
        jms.send(session, jms.topic("left"), "left");
        jms.send(session, jms.topic("right"), "right");
        jms.send(session, jms.queue("left queue"), "queue");
        assertThat(jms.receiveText(right)).isEqualTo("right");
        assertThat(jms.receiveText(queue)).isEqualTo("queue");
        assertThat(jms.receiveText(left)).isEqualTo("left");
    }
}
