package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Spec;

/** Sections 4.2.8 and 4.2.11: how reliably a topic's messages reach each kind of subscription. */
@ConformanceTest
class TopicReliabilityTest {

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    private static void send(Jms jms, int deliveryMode, String... texts) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.topic());
        producer.setDeliveryMode(deliveryMode);
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
    }

    @Test
    @Spec("4.2.8")
    @DisplayName("A non-durable subscriber can recover its unacknowledged messages for as long as it lives.")
    void nonDurable_recover_getsUnacknowledgedAgain(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.topic());
        jms.send(jms.topic(), "one", "two");
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        session.recover();
        assertThat(jms.receiveTexts(consumer, 2)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    @Spec("4.2.11")
    @DisplayName(
            "Messages published while a durable subscription is inactive are retained and delivered when it is active.")
    void durable_inactive_retainsPersistent(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        Session session = connection.createSession();
        session.createDurableConsumer(jms.topic(), "subscription").close();
        connection.close();
        send(jms, DeliveryMode.PERSISTENT, numbered(20));
        Session next = jms.client("client").createSession();
        MessageConsumer consumer = next.createDurableConsumer(jms.topic(), "subscription");
        send(jms, DeliveryMode.PERSISTENT, "sentinel");
        assertThat(jms.receiveTexts(consumer, 20)).containsExactly(numbered(20));
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
    }

    @Test
    @Spec("4.2.11")
    @DisplayName("A NON_PERSISTENT message reaches a durable subscription at most once, whether it was active or not.")
    void durable_nonPersistent_atMostOnce(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession();
        session.createDurableConsumer(jms.topic(), "subscription").close();
        send(jms, DeliveryMode.NON_PERSISTENT, "inactive one", "inactive two");
        List<String> received = new ArrayList<>();
        for (String text : List.of("active one", "active two")) {
            MessageConsumer consumer = session.createDurableConsumer(jms.topic(), "subscription");
            send(jms, DeliveryMode.NON_PERSISTENT, text);
            received.addAll(receiveAll(consumer));
            consumer.close();
        }
        assertThat(received)
                .doesNotHaveDuplicates()
                .isSubsetOf("inactive one", "inactive two", "active one", "active two");
    }

    /** Until nothing comes any more: no message that may be lost can mark the end. */
    private static List<String> receiveAll(MessageConsumer consumer) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Message message = consumer.receive(Patience.quietMillis());
                message != null;
                message = consumer.receive(Patience.quietMillis())) {
            texts.add(((TextMessage) message).getText());
        }
        return texts;
    }

    @Test
    @Spec("4.2.11")
    @DisplayName("An active subscription, durable or not, gets every PERSISTENT message once and only once.")
    void activeSubscriptions_persistent_onceAndOnlyOnce(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession();
        MessageConsumer durable = session.createDurableConsumer(jms.topic(), "subscription");
        MessageConsumer nonDurable = session.createConsumer(jms.topic());
        send(jms, DeliveryMode.PERSISTENT, numbered(10));
        send(jms, DeliveryMode.PERSISTENT, "sentinel");
        for (MessageConsumer consumer : List.of(durable, nonDurable)) {
            assertThat(jms.receiveTexts(consumer, 10)).containsExactly(numbered(10));
            assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
        }
    }

    @Test
    @Spec("4.2.11")
    @DisplayName("A NON_PERSISTENT message reaches an active subscriber that is not durable at most once.")
    void nonDurable_nonPersistent_atMostOnce(Jms jms) throws JMSException {
        MessageConsumer consumer = jms.session().createConsumer(jms.topic());
        send(jms, DeliveryMode.NON_PERSISTENT, "one", "two", "three");
        assertThat(receiveAll(consumer)).doesNotHaveDuplicates().isSubsetOf("one", "two", "three");
    }
}
