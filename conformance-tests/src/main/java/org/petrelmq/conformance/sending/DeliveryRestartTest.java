package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
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
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 7.7 to 7.9: what delivery mode, time to live and delivery delay mean for a message over a restart. */
@ConformanceTest
@Requires(Feature.RESTART)
class DeliveryRestartTest {
    private static final long SHORT = 300;
    private static final long HOUR = 3_600_000;
    private static final Duration LATER = Duration.ofMillis(600);

    /** So long that even a provider whose clock cannot be moved is restarted before. */
    private static final long DELAY = 6000;

    @Test
    @Spec("7.7")
    @DisplayName("Persistent messages survive a restart in the order in which they were sent, to whichever queue.")
    void restart_persistent_keepsMessagesInOrder(Jms jms) throws Exception {
        String[] numbers = IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new);
        jms.send(jms.queue("many"), numbers);
        jms.send(jms.queue("one"), "single");
        jms.restart();
        Session session = jms.session();
        assertThat(jms.receiveText(session.createConsumer(jms.queue("one")))).isEqualTo("single");
        MessageConsumer consumer = session.createConsumer(jms.queue("many"));
        assertThat(jms.receiveTexts(consumer, numbers.length)).containsExactly(numbers);
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("7.7")
    @DisplayName("Persistent messages survive a restart while connections are open that sent and browsed them.")
    void restart_connectionsOpen_keepsMessages(Jms jms) throws Exception {
        Session session = jms.session();
        jms.send(session, jms.queue(), "one", "two");
        assertThat(jms.browseTexts(session.createBrowser(jms.queue()))).containsExactly("one", "two");
        jms.restart();
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 2))
                .containsExactly("one", "two");
    }

    @Test
    @Spec("6.2.9")
    @DisplayName("Messages of each priority come in their order after a restart.")
    void restart_priorities_keepOrder(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < 30; i++) {
            producer.send(session.createTextMessage("" + i), DeliveryMode.PERSISTENT, i % 10, 0);
        }
        jms.restart();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        List<List<Integer>> ofPriority = IntStream.range(0, 10)
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        for (int i = 0; i < 30; i++) {
            Message message = jms.receive(consumer);
            ofPriority.get(message.getJMSPriority()).add(Integer.valueOf(message.getBody(String.class)));
        }
        for (int priority = 0; priority < 10; priority++) {
            assertThat(ofPriority.get(priority)).containsExactly(priority, 10 + priority, 20 + priority);
        }
    }

    @Test
    @Spec("7.7")
    @DisplayName("A non-persistent message may be lost by a restart, and is never delivered twice.")
    void restart_nonPersistent_atMostOnce(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (String text : new String[] {"one", "two", "three", "four"}) {
            producer.send(session.createTextMessage(text));
        }
        Session receiving = jms.session();
        List<String> received = new ArrayList<>(jms.receiveTexts(receiving.createConsumer(jms.queue()), 2));
        receiving.close();
        jms.restart();
        received.addAll(rest(jms));
        jms.close();
        jms.restart();
        received.addAll(rest(jms));
        assertThat(received).startsWith("one", "two").doesNotHaveDuplicates();
        assertThat(received).isSubsetOf("one", "two", "three", "four");
    }

    private static List<String> rest(Jms jms) throws JMSException {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        List<String> texts = new ArrayList<>();
        Message message = consumer.receive(Patience.quietMillis());
        while (message != null) {
            texts.add(message.getBody(String.class));
            message = consumer.receive(Patience.quietMillis());
        }
        return texts;
    }

    @Test
    @Spec("7.7")
    @DisplayName("Persistent messages survive a restart when non-persistent ones lie between them.")
    void restart_modesMixed_keepsPersistent(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (int i = 0; i < 10; i++) {
            producer.send(
                    session.createTextMessage("" + i),
                    i % 2 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT,
                    4,
                    0);
        }
        jms.restart();
        assertThat(rest(jms)).containsSubsequence("0", "2", "4", "6", "8");
    }

    @Test
    @Spec("7.3")
    @Requires({Feature.RESTART, Feature.ASYNC_SEND})
    @DisplayName("A persistent message whose asynchronous send has completed survives a restart.")
    void restart_completedAsynchronously_isKept(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Completions completions = new Completions();
        for (String text : new String[] {"one", "two", "three"}) {
            producer.send(session.createTextMessage(text), completions);
        }
        assertThat(completions.texts(3)).containsExactly("one", "two", "three");
        jms.restart();
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 3))
                .containsExactly("one", "two", "three");
    }

    @Test
    @Spec("7.8")
    @DisplayName("A time to live goes on over a restart: what expires, before it or after, is not delivered.")
    void restart_expired_isNotDelivered(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.send(session.createTextMessage("expires before"), DeliveryMode.PERSISTENT, 4, SHORT);
        producer.send(session.createTextMessage("expires after"), DeliveryMode.PERSISTENT, 4, DELAY);
        producer.send(session.createTextMessage("lives long"), DeliveryMode.PERSISTENT, 4, HOUR);
        producer.send(session.createTextMessage("lives for ever"));
        jms.pass(LATER);
        jms.restart();
        jms.pass(Duration.ofMillis(DELAY));
        assertThat(rest(jms)).containsExactly("lives long", "lives for ever");
    }

    @Test
    @Spec("7.8")
    @DisplayName("A message is not lost by a restart before its time to live is over.")
    void restart_notExpired_isDelivered(Jms jms) throws Exception {
        Session session = jms.session();
        session.createProducer(jms.queue()).send(session.createTextMessage("lives"), DeliveryMode.PERSISTENT, 4, HOUR);
        jms.pass(LATER);
        jms.restart();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("lives");
    }

    @Test
    @Spec("7.9")
    @Requires({Feature.RESTART, Feature.DELIVERY_DELAY})
    @DisplayName("A delayed message is not delivered before its delivery time, also after a restart, and then is.")
    void restart_delayed_waitsForItsTime(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDeliveryDelay(HOUR);
        producer.send(session.createTextMessage("waits"));
        producer.setDeliveryDelay(DELAY);
        Message soon = session.createTextMessage("soon");
        producer.send(soon);
        producer.setDeliveryDelay(0);
        producer.send(session.createTextMessage("at once"));
        jms.restart();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("at once");
        assertThat(consumer.receiveNoWait()).isNull();
        jms.pass(Duration.ofMillis(DELAY));
        Message received = jms.receive(consumer);
        assertThat(received.getBody(String.class)).isEqualTo("soon");
        assertThat(received.getJMSDeliveryTime()).isEqualTo(soon.getJMSDeliveryTime());
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("7.9")
    @Requires({Feature.RESTART, Feature.DELIVERY_DELAY})
    @DisplayName("A delayed message waits on a durable subscription over a restart, until its delivery time.")
    void restart_delayedOnSubscription_waitsForItsTime(Jms jms) throws Exception {
        Session session = jms.client("client").createSession();
        session.createDurableConsumer(jms.topic(), "subscription").close();
        MessageProducer producer = session.createProducer(jms.topic());
        producer.setDeliveryDelay(DELAY);
        producer.send(session.createTextMessage("soon"));
        jms.restart();
        MessageConsumer consumer =
                jms.client("client").createSession().createDurableConsumer(jms.topic(), "subscription");
        assertThat(consumer.receiveNoWait()).isNull();
        jms.pass(Duration.ofMillis(DELAY));
        assertThat(jms.receiveText(consumer)).isEqualTo("soon");
    }
}
