package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 4.1.6: looking at a queue's messages without consuming them. */
@ConformanceTest
@SuppressWarnings("JdkObsolete") // The API has Enumeration.
class QueueBrowserTest {

    private static void sendWithPriority(Jms jms, String text, int priority) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Message message = session.createTextMessage(text);
        message.setStringProperty("name", text);
        producer.send(message, DeliveryMode.PERSISTENT, priority, 0);
    }

    @Test
    @Spec("4.1.6")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A browser made by a session, a context or a queue session enumerates all messages of the queue.")
    void getEnumeration_eachApi_showsAll(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        JMSContext context = jms.context();
        context.start();
        for (QueueBrowser browser : List.of(
                jms.session().createBrowser(jms.queue()),
                context.createBrowser(jms.queue()),
                jms.queueConnection()
                        .createQueueSession(false, Session.AUTO_ACKNOWLEDGE)
                        .createBrowser(jms.queue()))) {
            assertThat(jms.browseTexts(browser)).containsExactly("one", "two", "three");
        }
    }

    @Test
    @Spec("4.1.6")
    @DisplayName("A browser with a selector enumerates only the messages that match it.")
    void getEnumeration_withSelector_showsMatching(Jms jms) throws JMSException {
        for (String text : List.of("apple", "banana", "avocado")) {
            sendWithPriority(jms, text, 4);
        }
        QueueBrowser browser = jms.session().createBrowser(jms.queue(), "name LIKE 'a%'");
        assertThat(jms.browseTexts(browser)).containsExactly("apple", "avocado");
    }

    @Test
    @Spec("4.1.6")
    @DisplayName("Browsing removes nothing, and does not count as a delivery.")
    void getEnumeration_thenReceive_isFirstDelivery(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session();
        for (int i = 0; i < 3; i++) {
            assertThat(jms.browseTexts(session.createBrowser(jms.queue()))).containsExactly("one", "two");
        }
        MessageConsumer consumer = session.createConsumer(jms.queue());
        for (String text : List.of("one", "two")) {
            Message message = jms.receive(consumer);
            assertThat(((TextMessage) message).getText()).isEqualTo(text);
            assertThat(message.getJMSRedelivered()).isFalse();
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        }
    }

    @Test
    @Spec("JD QueueBrowser.getEnumeration")
    @DisplayName("Each call of getEnumeration shows the current messages of the queue.")
    void getEnumeration_again_showsCurrent(Jms jms) throws JMSException {
        QueueBrowser browser = jms.session().createBrowser(jms.queue());
        assertThat(jms.browseTexts(browser)).isEmpty();
        jms.send(jms.queue(), "one", "two");
        assertThat(jms.browseTexts(browser)).containsExactly("one", "two");
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        consumer.close();
        jms.send(jms.queue(), "three");
        assertThat(jms.browseTexts(browser)).containsExactly("two", "three");
    }

    @Test
    @Spec("JD QueueBrowser.getEnumeration")
    @DisplayName("A browser shows messages of several priorities in the order in which they would be received.")
    void getEnumeration_mixedPriorities_isOrderOfReceipt(Jms jms) throws JMSException {
        int[] priorities = {4, 9, 0, 9, 4, 0, 7};
        for (int i = 0; i < priorities.length; i++) {
            sendWithPriority(jms, "m" + i, priorities[i]);
        }
        Session session = jms.session();
        List<String> browsed = jms.browseTexts(session.createBrowser(jms.queue()));
        assertThat(browsed).hasSize(priorities.length);
        assertThat(jms.receiveTexts(session.createConsumer(jms.queue()), priorities.length))
                .isEqualTo(browsed);
    }

    @Test
    @Spec("4.1.6")
    @Requires(Feature.DELIVERY_DELAY)
    @DisplayName("A browser does not show a message before its delivery time has come, and shows it afterwards.")
    void getEnumeration_deliveryDelay_isNotShownBefore(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDeliveryDelay(Duration.ofHours(1).toMillis());
        producer.send(session.createTextMessage("late"));
        producer.setDeliveryDelay(400);
        producer.send(session.createTextMessage("soon"));
        producer.setDeliveryDelay(0);
        producer.send(session.createTextMessage("prompt"));
        QueueBrowser browser = session.createBrowser(jms.queue());
        assertThat(jms.browseTexts(browser)).contains("prompt").doesNotContain("late");
        jms.pass(Duration.ofMillis(500));
        assertThat(Patience.until(() -> browsed(jms, browser).contains("soon"))).isTrue();
        assertThat(jms.browseTexts(browser)).containsExactlyInAnyOrder("prompt", "soon");
    }

    private static List<String> browsed(Jms jms, QueueBrowser browser) {
        try {
            return jms.browseTexts(browser);
        } catch (JMSException e) {
            throw new AssertionError("The queue cannot be browsed: " + e, e);
        }
    }

    @Test
    @Spec("4.1.6")
    @DisplayName("At its end an enumeration has no more elements, and nextElement throws a NoSuchElementException.")
    void nextElement_atEnd_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        Enumeration<?> empty = session.createBrowser(jms.queue()).getEnumeration();
        assertThat(empty.hasMoreElements()).isFalse();
        assertThatThrownBy(empty::nextElement).isInstanceOf(NoSuchElementException.class);
        jms.send(jms.queue("other"), "one");
        Enumeration<?> one = session.createBrowser(jms.queue("other")).getEnumeration();
        assertThat(one.nextElement()).isInstanceOf(TextMessage.class);
        assertThat(one.hasMoreElements()).isFalse();
        assertThatThrownBy(one::nextElement).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @Spec("4.1.6")
    @DisplayName("A scan goes on to its end while messages of the queue are consumed and others arrive.")
    void nextElement_queueChangesMeanwhile_goesOn(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Enumeration<?> messages = jms.session().createBrowser(jms.queue()).getEnumeration();
        List<String> seen = new ArrayList<>();
        seen.add(((TextMessage) messages.nextElement()).getText());
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 3))
                .containsExactly("one", "two", "three");
        jms.send(jms.queue(), "four");
        while (messages.hasMoreElements()) {
            seen.add(((TextMessage) messages.nextElement()).getText());
        }
        assertThat(seen).startsWith("one").doesNotHaveDuplicates();
        assertThat(Arrays.asList("one", "two", "three", "four")).containsAll(seen);
    }

    @Test
    @Spec("4.1.6")
    @DisplayName("A browser does not show messages of transactions that are not committed, nor acknowledged ones.")
    void getEnumeration_uncommittedOrAcknowledged_isNotShown(Jms jms) throws JMSException {
        Session transacted = jms.session(Session.SESSION_TRANSACTED);
        jms.send(transacted, jms.queue(), "uncommitted");
        jms.send(jms.queue(), "acknowledged", "waiting");
        Session client = jms.session(Session.CLIENT_ACKNOWLEDGE);
        jms.receive(client.createConsumer(jms.queue())).acknowledge();
        client.close();
        assertThat(jms.textsOn(jms.queue())).containsExactly("waiting");
        transacted.commit();
        assertThat(jms.textsOn(jms.queue())).containsExactlyInAnyOrder("waiting", "uncommitted");
    }

    @Test
    @Spec("4.1.6")
    @DisplayName("A browsed message has the headers, the properties and the body that it was sent with.")
    void nextElement_message_isComplete(Jms jms) throws JMSException {
        Session session = jms.session();
        TextMessage sent = session.createTextMessage("body");
        sent.setStringProperty("colour", "red");
        sent.setJMSCorrelationID("correlated");
        sent.setJMSType("type");
        sent.setJMSReplyTo(jms.queue("replies"));
        session.createProducer(jms.queue()).send(sent, DeliveryMode.NON_PERSISTENT, 7, 0);
        Enumeration<?> messages = session.createBrowser(jms.queue()).getEnumeration();
        TextMessage browsed = (TextMessage) messages.nextElement();
        assertThat(browsed.getText()).isEqualTo("body");
        assertThat(browsed.getStringProperty("colour")).isEqualTo("red");
        assertThat(browsed.getJMSCorrelationID()).isEqualTo("correlated");
        assertThat(browsed.getJMSType()).isEqualTo("type");
        assertThat(browsed.getJMSMessageID()).isEqualTo(sent.getJMSMessageID());
        assertThat(browsed.getJMSTimestamp()).isEqualTo(sent.getJMSTimestamp());
        assertThat(browsed.getJMSPriority()).isEqualTo(7);
        assertThat(browsed.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(((Queue) browsed.getJMSReplyTo()).getQueueName())
                .isEqualTo(jms.queue("replies").getQueueName());
    }

    @Test
    @Spec("JD QueueBrowser.getMessageSelector")
    @DisplayName("A browser's getters return its queue and its selector, null if that is missing, null or empty.")
    void getters_return_queueAndSelector(Jms jms) throws JMSException {
        Session session = jms.session();
        QueueBrowser selecting = session.createBrowser(jms.queue(), "a = 1");
        assertThat(selecting.getMessageSelector()).isEqualTo("a = 1");
        assertThat(selecting.getQueue().getQueueName()).isEqualTo(jms.queue().getQueueName());
        assertThat(session.createBrowser(jms.queue()).getMessageSelector()).isNull();
        assertThat(session.createBrowser(jms.queue(), null).getMessageSelector())
                .isNull();
        assertThat(session.createBrowser(jms.queue(), "").getMessageSelector()).isNull();
    }

    @Test
    @Spec("JD Session.createBrowser")
    @DisplayName("createBrowser refuses a null queue and an invalid selector with the exceptions made for them.")
    void createBrowser_invalidArguments_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        assertThatThrownBy(() -> session.createBrowser(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(jms.queue(), "this is no selector"))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    @Spec("JD Session.createBrowser")
    @DisplayName("A selector that is null or empty is none: the browser shows all messages.")
    void getEnumeration_noSelector_showsAll(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session();
        for (String none : new String[] {null, ""}) {
            assertThat(jms.browseTexts(session.createBrowser(jms.queue(), none)))
                    .containsExactly("one", "two");
        }
    }
}
