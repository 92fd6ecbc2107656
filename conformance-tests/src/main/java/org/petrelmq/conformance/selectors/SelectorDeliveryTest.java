package org.petrelmq.conformance.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 3.8.1, 4.1.2 and 4.2.2: what selecting consumers receive. */
@ConformanceTest
class SelectorDeliveryTest {

    @Test
    @Spec("4.1.2")
    @DisplayName("Messages that are not selected remain on the queue, in their order, for other consumers.")
    void queue_unselectedMessages_remainInOrder(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        forms.send(1, "a");
        forms.send(2, "b");
        forms.send(1, "c", "d");
        forms.send(2, "e");
        forms.send(1, "f");
        Session session = jms.session();
        try (MessageConsumer twos = session.createConsumer(jms.queue(), "size = 2")) {
            assertThat(jms.receiveTexts(twos, 2)).containsExactly("b", "e");
        }
        assertThat(jms.textsOn(jms.queue())).containsExactly("a", "c", "d", "f");
        assertThat(jms.receiveTexts(session.createConsumer(jms.queue()), 4)).containsExactly("a", "c", "d", "f");
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("Consumers of one queue with different selectors each receive what theirs match, in order.")
    void queue_disjointSelectors_shareMessages(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        MessageConsumer odd = jms.session().createConsumer(jms.queue(), "size IN ('never') OR size = 1");
        MessageConsumer even = jms.session().createConsumer(jms.queue(), "size = 2");
        forms.send(2, "a", "b");
        forms.send(1, "c", "d");
        forms.send(2, "e");
        assertThat(jms.receiveTexts(odd, 2)).containsExactly("c", "d");
        assertThat(jms.receiveTexts(even, 3)).containsExactly("a", "b", "e");
    }

    @Test
    @Spec("4.1.2")
    @DisplayName("A consumer receives a matching message that waits behind very many that do not match.")
    void queue_matchBehindMany_isReceived(Jms jms) throws JMSException {
        Session sending = jms.session(Session.SESSION_TRANSACTED);
        String[] many = IntStream.range(0, 2000).mapToObj(Integer::toString).toArray(String[]::new);
        jms.send(sending, jms.queue(), many);
        sending.commit();
        new Forms(jms).send(7, "the one");
        MessageConsumer consumer = jms.session().createConsumer(jms.queue(), "size = 7");
        assertThat(jms.receiveText(consumer)).isEqualTo("the one");
    }

    @Test
    @Spec("3.8.1")
    @DisplayName("A receive that waits returns when a message arrives that the selector matches, and not before.")
    void receive_waiting_returnsMatch(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        MessageConsumer consumer = jms.session().createConsumer(jms.queue(), "size = 2");
        CompletableFuture<String> received = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return jms.receiveText(consumer);
                    } catch (JMSException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
        forms.send(1, "other");
        assertThat(received).isNotDone();
        forms.send(2, "match");
        assertThat(received).succeedsWithin(Patience.ARRIVAL).isEqualTo("match");
    }

    @Test
    @Spec("3.8.1")
    @DisplayName("receiveNoWait returns null while only messages are there that the selector does not match.")
    void receiveNoWait_noMatch_returnsNull(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        forms.send(1, "other");
        MessageConsumer consumer = jms.session().createConsumer(jms.queue(), "size = 2");
        assertThat(consumer.receiveNoWait()).isNull();
        forms.send(2, "match");
        assertThat(jms.receiveText(consumer)).isEqualTo("match");
        assertThat(jms.textsOn(jms.queue())).containsExactly("other");
    }

    @Test
    @Spec("3.8.1")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("receiveBody returns the body of a message that the selector matches.")
    void receiveBody_selector_returnsMatch(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        forms.send(1, "other");
        forms.send(2, "match");
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue(), "size = 2");
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("match");
        assertThat(jms.textsOn(jms.queue())).containsExactly("other");
    }

    @Test
    @Spec("3.8.1")
    @DisplayName("A message listener is called only with messages that the consumer's selector matches.")
    void listener_selector_isCalledWithMatches(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        List<String> heard = new CopyOnWriteArrayList<>();
        Session session = jms.session();
        session.createConsumer(jms.queue(), "size = 2").setMessageListener(message -> {
            try {
                heard.add(((TextMessage) message).getText());
            } catch (JMSException e) {
                heard.add(e.toString());
            }
        });
        forms.send(2, "a");
        forms.send(1, "b", "c");
        forms.send(2, "d");
        assertThat(Patience.until(() -> heard.size() >= 2)).isTrue();
        session.close();
        assertThat(heard).containsExactly("a", "d");
        assertThat(jms.textsOn(jms.queue())).containsExactly("b", "c");
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("Each subscription of a topic receives what its own selector matches.")
    void topic_differentSelectors_eachReceiveTheirs(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        Session session = jms.session();
        MessageConsumer all = session.createConsumer(jms.topic());
        MessageConsumer small = session.createConsumer(jms.topic(), "size < 5");
        MessageConsumer middle = session.createConsumer(jms.topic(), "size BETWEEN 4 AND 6");
        forms.send(3, "a");
        forms.send(4, "b");
        forms.send(6, "c");
        forms.send(7, "d");
        forms.send(4, "e");
        assertThat(jms.receiveTexts(all, 5)).containsExactly("a", "b", "c", "d", "e");
        assertThat(jms.receiveTexts(small, 3)).containsExactly("a", "b", "e");
        assertThat(jms.receiveTexts(middle, 3)).containsExactly("b", "c", "e");
    }

    @Test
    @Spec("4.2.2")
    @DisplayName("Only messages that its selector matches are kept for an inactive durable subscription.")
    void durableSubscription_inactive_keepsMatchingOnly(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        Connection connection = jms.client("client");
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createDurableConsumer(jms.topic(), "subscription", "size = 2", false)
                .close();
        forms.send(1, "a");
        forms.send(2, "b");
        forms.send(1, "c");
        forms.send(2, "d");
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), "subscription", "size = 2", false);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("b", "d");
    }

    @Test
    @Spec("3.8.1")
    @DisplayName("A selected message that is rolled back comes again to the consumer that selects it.")
    void rollback_selectedMessage_isSelectedAgain(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        forms.send(1, "other");
        forms.send(2, "match");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue(), "size = 2");
        assertThat(jms.receiveText(consumer)).isEqualTo("match");
        session.rollback();
        assertThat(jms.receiveText(consumer)).isEqualTo("match");
        session.commit();
        assertThat(jms.textsOn(jms.queue())).containsExactly("other");
    }
}
