package org.petrelmq.conformance.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.petrelmq.conformance.Jms;

/**
 * A message that selectors choose or pass over. Each question is put to browsers first, which answer at once and show all that
 * is wrong together; then to consumers, and that a selecting one passed the message over is shown by one that takes anything.
 */
final class Candidate {
    /** Each has a queue to itself. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Jms jms;
    private final Session session;
    private final Queue queue;
    private final MessageProducer producer;
    private final Message message;

    /** What makes the message. */
    interface Making {
        void make(Message message) throws JMSException;
    }

    private Candidate(Jms jms, Message message, Session session) throws JMSException {
        this.jms = jms;
        this.session = session;
        this.message = message;
        queue = jms.queue("candidate-" + NUMBERS.incrementAndGet());
        producer = session.createProducer(queue);
    }

    /** A message as it was made, sent as by default. */
    static Candidate with(Jms jms, Making making) throws JMSException {
        return with(jms, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, making);
    }

    /** A message as it was made, sent with that mode and priority. */
    static Candidate with(Jms jms, int deliveryMode, int priority, Making making) throws JMSException {
        Session session = jms.session();
        Candidate candidate = new Candidate(jms, session.createMessage(), session);
        making.make(candidate.message);
        candidate.producer.setDeliveryMode(deliveryMode);
        candidate.producer.setPriority(priority);
        candidate.producer.send(candidate.message);
        return candidate;
    }

    /** Asserts that each of these selectors matches the message. */
    void isChosenBy(String... selectors) throws JMSException {
        assertThat(withVerdict(false, selectors))
                .as("selectors that do not match")
                .isEmpty();
        for (String selector : selectors) {
            try (MessageConsumer choosing = session.createConsumer(queue, selector)) {
                jms.receive(choosing);
            }
            producer.send(message);
        }
    }

    /** Asserts that none of these selectors matches the message, and that each is accepted. */
    void isPassedOverBy(String... selectors) throws JMSException {
        assertThat(withVerdict(true, selectors)).as("selectors that match").isEmpty();
        for (String selector : selectors) {
            try (MessageConsumer choosing = session.createConsumer(queue, selector)) {
                assertThat(choosing.receiveNoWait()).as(selector).isNull();
            }
        }
        takeAndSendAgain();
    }

    /** Asserts that none of these selectors is accepted and matches, where semantic checks are the provider's choice. */
    void isNotChosenBy(String... selectors) throws JMSException {
        List<String> accepted = new ArrayList<>();
        for (String selector : selectors) {
            if (!isRefused(selector)) {
                accepted.add(selector);
            }
        }
        isPassedOverBy(accepted.toArray(String[]::new));
    }

    /** Asserts that none of these selectors is accepted. */
    void cannotBeChosenBy(String... selectors) throws JMSException {
        List<String> accepted = new ArrayList<>();
        for (String selector : selectors) {
            if (!isRefused(selector)) {
                accepted.add(selector);
            }
        }
        assertThat(accepted).as("selectors that are accepted").isEmpty();
    }

    private List<String> withVerdict(boolean chosen, String... selectors) throws JMSException {
        List<String> found = new ArrayList<>();
        for (String selector : selectors) {
            try (QueueBrowser browser = session.createBrowser(queue, selector)) {
                if (browser.getEnumeration().hasMoreElements() == chosen) {
                    found.add(selector);
                }
            } catch (InvalidSelectorException e) {
                found.add(selector + " (refused)");
            }
        }
        return found;
    }

    private boolean isRefused(String selector) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertThat(consumer).as(selector).isNotNull();
            return false;
        } catch (InvalidSelectorException e) {
            return true;
        }
    }

    /** The message is still there for those who take any. */
    private void takeAndSendAgain() throws JMSException {
        try (MessageConsumer taking = session.createConsumer(queue)) {
            jms.receive(taking);
        }
        producer.send(message);
    }
}
