package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 8.3.3 and 8.3.4: subscriptions, durable and not, over a restart of the provider. */
@ConformanceTest
@Requires(Feature.RESTART)
class SubscriptionRestartTest {
    private static final String NAME = "subscription";

    private static Session client(Jms jms) throws JMSException {
        return jms.client("client").createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private static void sendColoured(Jms jms, String text, String colour) throws JMSException {
        try (Connection connection = jms.factory().createConnection()) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(jms.topic());
            Message message = session.createTextMessage(text);
            message.setStringProperty("colour", colour);
            producer.send(message);
        }
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A durable subscription survives a restart with its messages, and gets those sent after it.")
    void restart_durable_keepsMessages(Jms jms) throws Exception {
        client(jms).createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "one", "two");
        jms.close();
        jms.restart();
        jms.send(jms.topic(), "three");
        MessageConsumer consumer = client(jms).createDurableConsumer(jms.topic(), NAME);
        assertThat(Received.next(jms, consumer)).isEqualTo(Received.first("one"));
        assertThat(Received.next(jms, consumer)).isEqualTo(Received.first("two"));
        assertThat(Received.next(jms, consumer)).isEqualTo(Received.first("three"));
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A durable subscription survives a restart while its consumer is open.")
    void restart_durableActive_goesOn(Jms jms) throws Exception {
        MessageConsumer before = client(jms).createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(before)).isEqualTo("one");
        before.close();
        Session session = client(jms, "other");
        session.createDurableConsumer(jms.topic(), NAME);
        jms.restart();
        jms.send(jms.topic(), "two");
        assertThat(jms.receiveText(client(jms).createDurableConsumer(jms.topic(), NAME)))
                .isEqualTo("two");
        assertThat(jms.receiveText(client(jms, "other").createDurableConsumer(jms.topic(), NAME)))
                .isEqualTo("two");
    }

    private static Session client(Jms jms, String clientId) throws JMSException {
        return jms.client(clientId).createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("The selector of a durable subscription survives a restart: it selects what is sent after it, too.")
    void restart_durableWithSelector_selectsOn(Jms jms) throws Exception {
        String selector = "colour = 'red'";
        client(jms).createDurableConsumer(jms.topic(), NAME, selector, false).close();
        sendColoured(jms, "one", "red");
        sendColoured(jms, "never received", "blue");
        jms.restart();
        sendColoured(jms, "never received", "blue");
        sendColoured(jms, "two", "red");
        MessageConsumer consumer = client(jms).createDurableConsumer(jms.topic(), NAME, selector, false);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("With noLocal, a durable subscription gets no message of its client after a restart either.")
    void restart_durableNoLocal_skipsOwn(Jms jms) throws Exception {
        client(jms).createDurableConsumer(jms.topic(), NAME, null, true).close();
        jms.send(jms.topic(), "one");
        jms.close();
        jms.restart();
        Session session = client(jms);
        jms.send(session, jms.topic(), "own");
        jms.send(jms.topic(), "two");
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME, null, true);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("8.3.4")
    @Requires({Feature.RESTART, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName("A shared durable subscription, with a client identifier or without, survives a restart.")
    void restart_sharedDurable_keepsMessages(Jms jms) throws Exception {
        jms.session().createSharedDurableConsumer(jms.topic(), NAME).close();
        client(jms).createSharedDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "one");
        jms.restart();
        jms.send(jms.topic(), "two");
        MessageConsumer without = jms.session().createSharedDurableConsumer(jms.topic(), NAME);
        assertThat(jms.receiveTexts(without, 2)).containsExactly("one", "two");
        MessageConsumer with = client(jms).createSharedDurableConsumer(jms.topic(), NAME);
        assertThat(jms.receiveTexts(with, 2)).containsExactly("one", "two");
    }

    @Test
    @Spec("8.3.4")
    @Requires({Feature.RESTART, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName("The selector of a shared durable subscription survives a restart, and its consumers share again.")
    void restart_sharedDurableWithSelector_selectsOn(Jms jms) throws Exception {
        String selector = "colour = 'red'";
        jms.session().createSharedDurableConsumer(jms.topic(), NAME, selector).close();
        sendColoured(jms, "one", "red");
        sendColoured(jms, "never received", "blue");
        jms.restart();
        sendColoured(jms, "never received", "blue");
        sendColoured(jms, "two", "red");
        Session session = jms.session();
        try (MessageConsumer first = session.createSharedDurableConsumer(jms.topic(), NAME, selector)) {
            assertThat(jms.receiveText(first)).isEqualTo("one");
        }
        MessageConsumer second = jms.session().createSharedDurableConsumer(jms.topic(), NAME, selector);
        assertThat(jms.receiveText(second)).isEqualTo("two");
        assertThat(jms.isQuiet(second)).isTrue();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("Each durable subscription keeps its own messages: what one has consumed still waits on the other.")
    void restart_twoDurables_keepTheirOwn(Jms jms) throws Exception {
        Session session = client(jms);
        session.createDurableConsumer(jms.topic(), "first").close();
        session.createDurableConsumer(jms.topic(), "second").close();
        jms.send(jms.topic(), "one", "two", "three");
        try (MessageConsumer consumer = session.createDurableConsumer(jms.topic(), "first")) {
            assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        }
        jms.close();
        jms.restart();
        Session again = client(jms);
        MessageConsumer first = again.createDurableConsumer(jms.topic(), "first");
        assertThat(jms.receiveText(first)).isEqualTo("three");
        MessageConsumer second = again.createDurableConsumer(jms.topic(), "second");
        assertThat(jms.receiveTexts(second, 3)).containsExactly("one", "two", "three");
        assertThat(jms.isQuiet(first)).isTrue();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("Messages of a durable subscription that were not acknowledged come again after a restart, marked.")
    void restart_durableNotAcknowledged_comesAgain(Jms jms) throws Exception {
        Session session = jms.client("client").createSession(false, Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one", "two", "three");
        jms.receive(consumer).acknowledge();
        assertThat(Received.next(jms, consumer)).isEqualTo(Received.first("two"));
        jms.close();
        jms.restart();
        MessageConsumer again = client(jms).createDurableConsumer(jms.topic(), NAME);
        assertThat(Received.next(jms, again)).isEqualTo(Received.second("two"));
        assertThat(jms.receiveText(again)).isEqualTo("three");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A durable subscription that was unsubscribed does not come back with a restart, nor its messages.")
    void restart_unsubscribed_staysGone(Jms jms) throws Exception {
        Session session = client(jms);
        session.createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "never received");
        session.unsubscribe(NAME);
        jms.restart();
        Session again = client(jms);
        assertThatThrownBy(() -> again.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        jms.send(jms.topic(), "sent to nobody");
        MessageConsumer consumer = again.createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.4")
    @Requires({Feature.RESTART, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName("A shared durable subscription that was unsubscribed does not come back with a restart.")
    void restart_sharedUnsubscribed_staysGone(Jms jms) throws Exception {
        Session session = jms.session();
        session.createSharedDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "never received");
        session.unsubscribe(NAME);
        jms.restart();
        Session again = jms.session();
        assertThatThrownBy(() -> again.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        MessageConsumer consumer = again.createSharedDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A durable subscription from before a restart can be unsubscribed after it, and stays so.")
    void unsubscribe_afterRestart_deletesSubscription(Jms jms) throws Exception {
        client(jms).createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "never received");
        jms.close();
        jms.restart();
        client(jms).unsubscribe(NAME);
        jms.close();
        jms.restart();
        MessageConsumer consumer = client(jms).createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A durable subscription that was replaced, by another topic or selector, stays replaced.")
    void restart_replaced_staysReplaced(Jms jms) throws Exception {
        Session session = client(jms);
        session.createDurableConsumer(jms.topic("before"), NAME).close();
        jms.send(jms.topic("before"), "never received");
        session.createDurableConsumer(jms.topic(), NAME).close();
        sendColoured(jms, "never received", "red");
        session.createDurableConsumer(jms.topic(), NAME, "colour = 'red'", false)
                .close();
        sendColoured(jms, "one", "red");
        jms.restart();
        jms.send(jms.topic("before"), "sent to nobody");
        sendColoured(jms, "two", "red");
        MessageConsumer consumer = client(jms).createDurableConsumer(jms.topic(), NAME, "colour = 'red'", false);
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("After a restart, too, another selector replaces an inactive durable subscription.")
    void createDurable_otherSelectorAfterRestart_replacesSubscription(Jms jms) throws Exception {
        client(jms).createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "never received");
        jms.restart();
        MessageConsumer consumer = client(jms).createDurableConsumer(jms.topic(), NAME, "JMSPriority = 4", false);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.2")
    @Requires({Feature.RESTART, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName("A subscription that is not durable ends with its consumers, and does not survive a restart.")
    void restart_nonDurable_isGone(Jms jms) throws Exception {
        Session session = jms.session();
        session.createSharedConsumer(jms.topic(), NAME);
        session.createConsumer(jms.topic());
        jms.send(jms.topic(), "never received");
        jms.restart();
        Session again = jms.session();
        MessageConsumer shared = again.createSharedConsumer(jms.topic("other"), NAME);
        MessageConsumer unshared = again.createConsumer(jms.topic());
        jms.send(jms.topic("other"), "one");
        jms.send(jms.topic(), "two");
        assertThat(jms.receiveText(shared)).isEqualTo("one");
        assertThat(jms.receiveText(unshared)).isEqualTo("two");
    }
}
